# Explanations of errors: OAuth 2.0 and OpenID Connect. explain-CODE says what it is, -why where it comes from, -fix what to do.

explain-invalid-request = The request is malformed (invalid_request).
explain-invalid-request-why = A parameter is missing, stands twice, or has a value that the provider does not read. The error_description beside it usually names the parameter.
explain-invalid-request-fix = Read error_description first. Check the callback URL, the scopes and PKCE of the source, and whether the provider type fits the provider.

explain-unauthorized-client = The client may not use this way of logging in (unauthorized_client).
explain-unauthorized-client-why = The application exists, but the authorization code grant is not switched on for it, or it is of another kind, such as a machine-to-machine client.
explain-unauthorized-client-fix = In the provider's console, use an application of the kind "web application" and allow the authorization code grant.

explain-access-denied = The login was refused (access_denied).
explain-access-denied-why = The person pressed Cancel, or a rule of the provider refuses this person or this application.
explain-access-denied-fix = If the person did not cancel, look in the provider's sign-in log for the rule, and check whether the person is assigned to the application.

explain-unsupported-response-type = The provider does not give out codes this way (unsupported_response_type).
explain-unsupported-response-type-why = authentik always asks with response_type=code. The authorization URL is that of another endpoint, or the application only allows the implicit grant.
explain-unsupported-response-type-fix = Compare the authorization URL with the provider's documentation or its .well-known/openid-configuration, and allow the code flow.

explain-invalid-scope = The provider does not accept a scope (invalid_scope).
explain-invalid-scope-why = A scope is misspelt, unknown, or not granted to the application; or two spaces in a row made an empty one.
explain-invalid-scope-fix = Compare the scopes of the source with those of the application. In authentik, scopes are added to the defaults; a leading * replaces them.

explain-oauth-server-error = The provider had an error of its own (server_error).
explain-oauth-server-error-why = The provider met something unexpected while it handled the login.
explain-oauth-server-error-fix = Try again later, and look at the provider's status page or log. If it always happens, check the scopes and the application's settings.

explain-temporarily-unavailable = The provider is overloaded or under maintenance (temporarily_unavailable).
explain-temporarily-unavailable-why = It cannot handle logins at the moment. Your settings are not the cause.
explain-temporarily-unavailable-fix = Try again later.

explain-invalid-client = The provider does not accept the client id or secret (invalid_client).
explain-invalid-client-why = The consumer key is unknown, the secret is wrong, expired or has a blank at its end, or it is sent in the wrong place: in the header instead of the form, or the other way round.
explain-invalid-client-fix = Copy both again from the provider's console. For OpenID Connect and Okta sources, also try the other authorization code authentication method.

explain-invalid-grant = The provider does not accept the code (invalid_grant).
explain-invalid-grant-why = The code has expired, was used before, belongs to another client, or the callback URL in the token request is not the one of the first request. With PKCE, the verifier may not fit.
explain-invalid-grant-fix = Start the login again and load the callback only once. If it stays, check that one public host name is used throughout, and that the server's clock is right.

explain-unsupported-grant-type = The token endpoint does not know the grant type (unsupported_grant_type).
explain-unsupported-grant-type-why = authentik sends grant_type=authorization_code. The access token URL is that of another endpoint, or a proxy dropped the form body.
explain-unsupported-grant-type-fix = Compare the access token URL with the provider's documentation, and check what stands between authentik and the provider.

explain-redirect-uri-mismatch = The callback URL is not registered (redirect_uri_mismatch).
explain-redirect-uri-mismatch-why = The redirect_uri that authentik sends is not exactly one of those in the provider's console: http or https, host, port, path and the last slash all count.
explain-redirect-uri-mismatch-fix = Copy the callback URL from this source's Callback panel into the provider's console. If the wrong host or http shows up, let the reverse proxy pass X-Forwarded-Host and X-Forwarded-Proto.

explain-pkce-required = The provider insists on PKCE.
explain-pkce-required-why = The login was sent without a code_challenge, and the application is set to require one.
explain-pkce-required-fix = Set PKCE to S256 in the source. Where the type has no such field, switch the requirement off in the provider's console.

explain-pkce-verifier = The PKCE verifier does not fit.
explain-pkce-verifier-why = The code_verifier of the token request does not belong to the code_challenge of the login: the session was lost in between, two logins ran in one browser, or the method (plain or S256) is not the one expected.
explain-pkce-verifier-fix = Start the login again in one tab. If it stays, set PKCE to S256 and check that the browser keeps authentik's cookie.

explain-invalid-token = The provider does not accept the access token (invalid_token).
explain-invalid-token-why = The token has expired, was revoked, or was made for another API. Often the profile URL belongs to another provider or environment than the token URL.
explain-invalid-token-fix = Check that authorization, token and profile URL come from one provider and one environment, then start the login again.

explain-insufficient-scope = The access token may not read the profile (insufficient_scope).
explain-insufficient-scope-why = The profile URL asks for a scope that the login did not ask for.
explain-insufficient-scope-fix = Add the missing scope to the source; the answer or its WWW-Authenticate header names it.

explain-interaction-required = The provider needs to ask the person something (interaction_required).
explain-interaction-required-why = The request forbade any page (prompt=none), but the provider must show one.
explain-interaction-required-fix = Remove prompt=none from the authorization URL, or let the person log in at the provider first.

explain-login-required = The person is not logged in at the provider (login_required).
explain-login-required-why = The request forbade a login page (prompt=none), and there is no session.
explain-login-required-fix = Remove prompt=none from the authorization URL.

explain-account-selection-required = The person must choose an account (account_selection_required).
explain-account-selection-required-why = Several accounts are logged in, and the request forbade the page to choose one (prompt=none).
explain-account-selection-required-fix = Remove prompt=none from the authorization URL.

explain-consent-required = The person or an administrator has not agreed yet (consent_required).
explain-consent-required-why = The application asks for data that nobody has allowed it to read, and no consent page was shown.
explain-consent-required-fix = Remove prompt=none from the authorization URL, or grant the consent for everybody in the provider's console.

explain-invalid-request-uri = The provider cannot read the request_uri (invalid_request_uri).
explain-invalid-request-uri-why = The authorization URL carries a request_uri that cannot be fetched or is not valid. authentik's sources send none themselves.
explain-invalid-request-uri-fix = Remove request_uri from the authorization URL of the source.

explain-invalid-request-object = The request object is not valid (invalid_request_object).
explain-invalid-request-object-why = The authorization URL carries a signed request that the provider does not accept. authentik's sources send none themselves.
explain-invalid-request-object-fix = Remove the parameter request from the authorization URL, or do not require signed requests in the provider's console.

explain-request-not-supported = The provider does not take request objects (request_not_supported).
explain-request-not-supported-why = The authorization URL carries the parameter request.
explain-request-not-supported-fix = Remove the parameter request from the authorization URL of the source.

explain-request-uri-not-supported = The provider does not take a request_uri (request_uri_not_supported).
explain-request-uri-not-supported-why = The authorization URL carries the parameter request_uri.
explain-request-uri-not-supported-fix = Remove the parameter request_uri from the authorization URL of the source.

explain-registration-not-supported = The provider does not take a registration (registration_not_supported).
explain-registration-not-supported-why = The authorization URL carries the parameter registration.
explain-registration-not-supported-fix = Remove the parameter registration from the authorization URL of the source.

explain-jwt-signature = The signature of the token is not right.
explain-jwt-signature-why = The keys that authentik has (JWKS) are not those that the provider signed with: the keys were changed, the JWKS URL is another tenant's, or the algorithm needs the client secret.
explain-jwt-signature-fix = Enter the JWKS URL from the provider's .well-known/openid-configuration, or paste the current keys.

explain-jwt-audience = The token was made for another client.
explain-jwt-audience-why = The aud of the ID token is not the consumer key of the source.
explain-jwt-audience-fix = Use the client id of the very application that the token comes from as Consumer key.

explain-jwt-expired = The token has expired.
explain-jwt-expired-why = The server's clock is ahead of the provider's, or the token took too long to arrive.
explain-jwt-expired-fix = Synchronise the server's clock by NTP, then start the login again.

explain-jwt-not-yet-valid = The token is not valid yet.
explain-jwt-not-yet-valid-why = The server's clock is behind the provider's.
explain-jwt-not-yet-valid-fix = Synchronise the server's clock by NTP, then start the login again.
