# What a test login at an OAuth provider can find, beside what the provider says itself.

explain-http-redirect = The endpoint sends on to another address.
explain-http-redirect-why = What authentik's server asks for is answered in place, never by a redirect: the URL is an old one, lacks or has a slash too much, uses http instead of https, or a login portal of the network answers.
explain-http-redirect-fix = Enter the address that the answer's Location header names, if it is the provider's own.

explain-too-many-redirects = The login page redirects to itself again and again.
explain-too-many-redirects-why = The provider, or a proxy before it, sends the browser back to where it was: often a proxy that ends TLS and does not tell the provider so.
explain-too-many-redirects-fix = Open the authorization URL in a browser. Enter the address at which the provider answers itself, with https.

explain-provider-page = The page that came is not the provider's login page.
explain-provider-page-why = Something else answers at the authorization URL: a proxy, a firewall, another application.
explain-provider-page-fix = Look at the answer in the transcript and check the authorization URL.

explain-discovery-issuer = The discovery document names no issuer.
explain-discovery-issuer-why = authentik takes a document only if it has the key issuer; otherwise the source cannot be saved.
explain-discovery-issuer-fix = Enter the URL that ends in /.well-known/openid-configuration, and check in a browser that it shows JSON with an issuer.

explain-jwks-without-keys = The key set has no keys.
explain-jwks-without-keys-why = The answer of the JWKS URL is JSON, but not a key set: it lacks the list keys.
explain-jwks-without-keys-fix = Enter the jwks_uri that the provider's discovery document names.

explain-no-access-token = The token answer has no access token.
explain-no-access-token-why = authentik goes on with access_token without asking whether it is there, and its server answers with an error page.
explain-no-access-token-fix = Look at the answer in the transcript. Check that the access token URL is the provider's token endpoint, and that the application may use the authorization code flow.

explain-no-token-type = The token answer has no token type.
explain-no-token-type-why = authentik writes token_type before the access token. RFC 6749 requires it; without it authentik's server answers with an error page.
explain-no-token-type-fix = Check that the access token URL is the provider's own. If the provider leaves it out, only its developers can help.

explain-no-id-token = The token answer has no ID token.
explain-no-id-token-why = This source reads the user from the ID token, because it has no profile URL. A provider sends an ID token only if the scope openid is asked for.
explain-no-id-token-fix = Ask for the scope openid, or enter the profile URL.

explain-jwt-malformed = The ID token cannot be read.
explain-jwt-malformed-why = It is not three parts of base64url that hold JSON.
explain-jwt-malformed-fix = Look at the token answer. An encrypted token has five parts: turn encryption off for this application.

explain-jwt-no-keys = There are no keys to check the ID token with.
explain-jwt-no-keys-why = This source has no profile URL, so authentik reads the user from the ID token, which it only takes once its signature is checked; and it has no JWKS.
explain-jwt-no-keys-fix = Enter the OIDC well-known URL, the JWKS URL or the profile URL.

explain-apple-consumer-key = Apple's consumer key must have three parts.
explain-apple-consumer-key-why = authentik makes the client secret of Services ID, Team ID and Key ID, which stand in the consumer key with semicolons between them. Without them its server answers with an error page.
explain-apple-consumer-key-fix = Enter it as services-id;team-id;key-id.

explain-apple-private-key = Apple's consumer secret is not a private key.
explain-apple-private-key-why = authentik signs the client secret with the key of the .p8 file. Its text begins with -----BEGIN PRIVATE KEY----- and has several lines.
explain-apple-private-key-fix = Paste the whole text of the .p8 file, with its first and last line.

explain-nobody-pastes = No address was pasted.
explain-nobody-pastes-why = The test login waits for the address that the browser landed on, and nothing more can come.
explain-nobody-pastes-fix = Start it again and paste the address. In a script, give it on stdin.
explain-window-closed = The login window was closed before the provider had sent it back.
explain-window-closed-why = The test login ends with its window. Nothing was sent to authentik.
explain-window-closed-fix = Start it again and log in in the window. If the provider's page did not work there, take another route: your own browser, or pasting the address.
explain-window-never-back = The login window did not come back to the callback URL within ten minutes.
explain-window-never-back-why = The provider has not sent it there: the login was not finished, the page wanted to go on in a new window, which is not allowed, or another URL is registered there.
explain-window-never-back-fix = Start it again. If the provider shows an error, look it up here. If its page needs a new window or refuses an embedded one, take another route: your own browser, or pasting the address.
explain-window-not-opened = The login window could not be opened.
explain-window-not-opened-why = The operating system or its web view refused; the log says why.
explain-window-not-opened-fix = Take another route: your own browser, or pasting the address.

explain-no-authorization-url = There is no authorization URL.
explain-no-authorization-url-why = The source names none, its type has none of its own, and the discovery document does not name one.
explain-no-authorization-url-fix = Enter the authorization URL, or the OIDC well-known URL that names it.

explain-no-access-token-url = There is no access token URL.
explain-no-access-token-url-why = The source names none, its type has none of its own, and the discovery document does not name one. authentik could not exchange the code.
explain-no-access-token-url-fix = Enter the access token URL, or the OIDC well-known URL that names it.
