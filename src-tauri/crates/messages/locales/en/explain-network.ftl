# Explanations of errors: Network, TLS and authentik. explain-CODE says what it is, -why where it comes from, -fix what to do.

explain-dns-no-such-host = The host name does not exist (DNS, NXDOMAIN).
explain-dns-no-such-host-why = The name is mistyped, or the computer that asked uses a DNS server that does not know it, such as a container without the internal one.
explain-dns-no-such-host-fix = Check the host in the URL, then look it up on the very computer or container that reported this.

explain-dns-failed = The DNS server gave no usable answer (SERVFAIL or no answer).
explain-dns-failed-why = The DNS server is not reachable from there, is overloaded, or cannot validate the domain.
explain-dns-failed-fix = Check the DNS settings of the computer or container that reported this, and whether port 53 is open.

explain-connection-refused = The host is there, but nothing listens at this port (connection refused).
explain-connection-refused-why = The program is not running, listens only on another address such as 127.0.0.1, or the port is wrong; a firewall can refuse as well.
explain-connection-refused-fix = Check host and port of the URL, and whether the program runs. Inside a container, localhost is the container itself.

explain-connection-timeout = The host did not answer in time (timed out).
explain-connection-timeout-why = A firewall drops the packets silently, the way out needs a proxy, or the server is overloaded.
explain-connection-timeout-fix = From the server that reported this, open the address with curl. Allow port 443 out, or set HTTPS_PROXY.

explain-connection-reset = The connection was cut off (reset).
explain-connection-reset-why = The other side, a firewall or a proxy closed it in the middle; some networks do so for certain hosts.
explain-connection-reset-fix = Try from another network. If only this server is affected, ask who runs its firewall or proxy.

explain-no-route = There is no way to the host (no route).
explain-no-route-why = The computer is offline, a route or a gateway is missing, or it tries IPv6 without having it.
explain-no-route-fix = Check the network of the computer that reported this; if only IPv6 fails, prefer IPv4.

explain-proxy-407 = The proxy wants a user name and password (407).
explain-proxy-407-why = This is the network's own proxy, not the provider.
explain-proxy-407-fix = Enter the proxy's credentials in HTTPS_PROXY of the server, or have the proxy let this host pass.

explain-proxy-refused = The proxy does not connect to the host.
explain-proxy-refused-why = The proxy cannot be reached, or its rules forbid this host.
explain-proxy-refused-fix = Check HTTPS_PROXY and NO_PROXY of the server, and have the proxy allow the provider's host on port 443.

explain-bad-gateway = A reverse proxy got no answer from the server behind it (502 Bad Gateway).
explain-bad-gateway-why = The page is the proxy's. The program behind it, such as authentik, is not running, is just starting, or listens elsewhere.
explain-bad-gateway-fix = Check whether the server behind the proxy runs, and its address and port in the proxy's configuration.

explain-service-unavailable = The server does not take requests at the moment (503 Service Unavailable).
explain-service-unavailable-why = It is starting, under maintenance or overloaded. authentik answers so until its database is ready.
explain-service-unavailable-fix = Wait a minute and try again; then look in the log of the server that answered.

explain-gateway-timeout = A reverse proxy waited too long for the server behind it (504 Gateway Timeout).
explain-gateway-timeout-why = The server is overloaded, or itself waits for the provider, often because its way out is blocked.
explain-gateway-timeout-fix = Check whether authentik can reach the provider by HTTPS, and its log at this time.

explain-too-many-requests = The server wants fewer requests (429 Too Many Requests).
explain-too-many-requests-why = The provider limits how often it is asked from this address or by this application.
explain-too-many-requests-fix = Wait as long as Retry-After says, and find out what repeats the requests.

explain-certificate-expired = The certificate has expired.
explain-certificate-expired-why = It is the certificate of the server that was asked: renew it if that is yours. If all servers show this, the clock of the asking computer is wrong.
explain-certificate-expired-fix = Look at the certificate's end date in a browser. Renew it there, or set the clock. Do not switch the check off.

explain-certificate-not-yet-valid = The certificate is not valid yet.
explain-certificate-not-yet-valid-why = The clock of the asking computer is behind, or the server's new certificate begins in the future.
explain-certificate-not-yet-valid-fix = Synchronise the clock by NTP first; then look at the certificate's start date.

explain-certificate-self-signed = The server's certificate is self-signed.
explain-certificate-self-signed-why = Nobody vouches for it but the server itself. If it stands "in certificate chain", a private CA, often a company proxy that inspects traffic, issued it.
explain-certificate-self-signed-fix = Use a certificate of a CA, or add the private CA to the trusted ones of the asking computer or container. Do not switch the check off.

explain-certificate-not-pinned = Another certificate is presented than the one that was pinned for this server.
explain-certificate-not-pinned-why = It was renewed, or somebody in between presents one of their own. authentik's own fallback certificate is new after each start. Nothing was sent.
explain-certificate-not-pinned-fix = Compare the new fingerprint with the server's own, on the server or with its administrators, before it is pinned. If it differs, somebody reads along.

explain-certificate-unknown-issuer = The issuer of the certificate is not known.
explain-certificate-unknown-issuer-why = The server does not send its intermediate certificate, or a private CA or an inspecting proxy issued it. The certificate shows whose it is by its issuer.
explain-certificate-unknown-issuer-fix = On your own server, install the whole chain. For a private CA, add it to the trusted ones of the asking computer or container.

explain-certificate-wrong-host = The certificate is for another host name.
explain-certificate-wrong-host-why = The server was reached by an alias, an IP address or a proxy, and answers with the certificate of something else.
explain-certificate-wrong-host-fix = Open the server by a name that the certificate holds, or issue one for this name. The certificate is that of the server that answered.

explain-certificate-revoked = The certificate was revoked.
explain-certificate-revoked-why = Its CA withdrew it, for example because the key was stolen.
explain-certificate-revoked-fix = On your own server, install a new certificate with a new key. On another's, tell its owner and do not go on.

explain-tls-version = The two sides have no TLS version or cipher in common.
explain-tls-version-why = One of them is old, often a server or proxy that only speaks TLS 1.0 or 1.1.
explain-tls-version-fix = Switch on TLS 1.2 or 1.3 on the older side.

explain-tls-not-tls = What answers there does not speak TLS.
explain-tls-not-tls-why = https:// is used with a port that speaks plain HTTP, or ldaps:// with 389; or a proxy is named by https:// although it speaks HTTP.
explain-tls-not-tls-fix = Check scheme and port of the URL and of the proxy.

explain-tls-handshake = The other side broke off the TLS handshake.
explain-tls-handshake-why = It gives no reason. Common ones are no common cipher, a client certificate that it wants, or a host name (SNI) that it does not know.
explain-tls-handshake-fix = Check the TLS settings of the server that was asked, and whether it wants a client certificate.

explain-flow-does-not-apply = The flow is not meant for this user (Flow does not apply to current user).
explain-flow-does-not-apply-why = A policy or the authentication requirement of the flow says no. The flows of a source show this when they are opened directly instead of by a login at the source.
explain-flow-does-not-apply-fix = Start the login at the source's button. If it shows then too, look at the flow's policies and its setting Authentication.

explain-no-token-received = The provider sent the person back without a code (No token received).
explain-no-token-received-why = The person cancelled, or a proxy dropped the query of the callback URL.
explain-no-token-received-fix = Start the login again. If it stays, check in the browser whether the callback URL carries a code.

explain-refusing-none-property = The profile lacks what users are matched by (Refusing to use none property).
explain-refusing-none-property-why = The matching mode is by e-mail or user name, and the provider gave none. WeChat, for example, never gives an e-mail address. The user sees that the request was denied.
explain-refusing-none-property-fix = Choose the matching mode "Link to identifier", or set the property with a property mapping.

explain-user-already-connected = The user already has a connection to this source with another identifier.
explain-user-already-connected-why = A user can be connected to a source once. The person logged in with another account, or the identifier changed, as when WeChat begins to give a unionid.
explain-user-already-connected-fix = Remove the old connection of the user in authentik, then log in again.

explain-property-mapping-exception = A property mapping failed (property_mapping_exception).
explain-property-mapping-exception-why = Its expression raised an error, so authentik stopped the login with a server error. The event log has the name of the mapping and the Python error.
explain-property-mapping-exception-fix = Open the event in authentik, correct the expression, and try it with a recorded profile before the next login.

explain-authentik-redirect = Another authentik, as the provider, does not know the callback URL (Redirect URI Error).
explain-authentik-redirect-why = The redirect_uri is not among those of its OAuth2 provider, which compares strictly unless told otherwise.
explain-authentik-redirect-fix = In that authentik, add the callback URL of this source to the provider's Redirect URIs.

explain-authentik-client-id = Another authentik, as the provider, does not know the client id (Client ID Error).
explain-authentik-client-id-why = The consumer key is not the Client ID of one of its OAuth2 providers.
explain-authentik-client-id-fix = Copy the Client ID from that authentik's provider into Consumer key.

explain-wechat-token-log = authentik's log says that WeChat gave no token (Unable to fetch wechat token).
explain-wechat-token-log-why = The same line has the errcode and errmsg of WeChat, or the network's error; that is the cause.
explain-wechat-token-log-fix = Explain the errcode of that line. Without one, let the server reach api.weixin.qq.com on port 443.

explain-proxy-unreachable = The proxy itself cannot be reached.
explain-proxy-unreachable-why = Its name does not exist, nothing listens at its port, or what listens there does not speak the way the setting says (HTTP, HTTPS, SOCKS 5).
explain-proxy-unreachable-fix = Check host, port and scheme of the proxy's setting; the network's administrators know what is right.

explain-proxy-page = In place of a connection there came a web page or a redirect.
explain-proxy-page-why = A guest network or a filter wants you to log in or to agree first, or the setting names a web server that is no proxy.
explain-proxy-page-fix = Open any site in a browser, complete what the network asks for, and try again; otherwise correct the proxy's setting.

explain-proxy-unusable = A proxy is set that cannot be understood, so nothing was sent.
explain-proxy-unusable-why = The setting is no address of a proxy, or its scheme is not http, https or socks5. To go without the proxy could be what the network forbids.
explain-proxy-unusable-fix = Write it as http://host:port, https://host:port or socks5://host:port. Special characters in a password are percent-encoded.

explain-not-https = The address does not begin with https, so nothing was sent.
explain-not-https-why = A login sends secrets and tokens to this host. Without TLS everybody on the way could read them.
explain-not-https-fix = Give the provider's URLs with https. Only addresses of this computer, such as http://127.0.0.1, may do without.

explain-answer-not-http = What answered does not speak HTTP.
explain-answer-not-http-why = Host or port are of another service, such as mail or LDAP.
explain-answer-not-http-fix = Check host and port of the URL in the provider's documentation.

explain-certificate-inspection = The certificate looks like that of a company's proxy or firewall, not the provider's, and it is not trusted here.
explain-certificate-inspection-why = Some networks open TLS to look inside and sign the pages anew with an authority of their own. The name of the issuer says so; that it is yours cannot be proved from here.
explain-certificate-inspection-fix = Ask the network's administrators for the authority's certificate as a PEM file and add it, or have the provider's host excepted. If they know nothing of it, do not log in from this network.

explain-certificate-unusable = The certificate cannot be used.
explain-certificate-unusable-why = It is damaged, signed in a way that is no longer accepted such as SHA-1, or not meant for servers.
explain-certificate-unusable-fix = Look at the certificate in a browser and have a new one issued for that server. Do not switch the check off.

explain-address-link-local = The host leads to an address of this link only (169.254.… or fe80::…), so nothing was sent.
explain-address-link-local-why = No provider has such an address. It belongs to a cloud's metadata service, or to a computer that was given no address.
explain-address-link-local-fix = Correct the URL, the hosts file or the DNS entry. If a file from somebody else brought this URL, ask them why.

explain-address-private = The host is at an address of a private network or of this computer, and nobody has allowed that, so nothing was sent.
explain-address-private-why = It is right for an identity provider of your own. In a draft from somebody else, or with a name that was made to lead here, it may reach what only this computer can reach.
explain-address-private-fix = If the host is yours, allow it: “Check the network” has a button for it, and “Hosts in a private network” there lists what is allowed; on the command line add --allow-private. Otherwise correct the URL, the hosts file or the DNS entry.

explain-address-metadata = The host is at the address of a cloud's metadata service, so nothing was sent.
explain-address-metadata-why = No provider has such an address. What answers there gives the computer's own credentials to whoever asks.
explain-address-metadata-fix = Correct the URL, the hosts file or the DNS entry. If a file from somebody else brought this URL, ask them why.
