# Explanations of errors: Providers. explain-CODE says what it is, -why where it comes from, -fix what to do.

explain-google-testing = The application is still in testing at Google (access_denied).
explain-google-testing-why = Only the accounts that are listed as test users may log in.
explain-google-testing-fix = In Google Cloud, Google Auth Platform, Audience, add the account as a test user or publish the application.

explain-google-org-internal = Only accounts of the organisation may log in (org_internal).
explain-google-org-internal-why = The application's user type at Google is Internal, and this account is from outside of the Google Workspace.
explain-google-org-internal-fix = Log in with an account of the organisation, or set the user type to External.

explain-google-admin-policy = The administrator of the Google Workspace blocks the application (admin_policy_enforced).
explain-google-admin-policy-why = The Workspace's policy does not let users give these scopes to this application.
explain-google-admin-policy-fix = Have the Workspace administrator trust the client id under Security, API controls.

explain-google-useragent = Google does not allow a login in an embedded browser (disallowed_useragent).
explain-google-useragent-why = The login page was opened inside of another app, such as WeChat or a mail program.
explain-google-useragent-fix = Open authentik in the system's browser and log in there.

explain-google-deleted-client = The OAuth client was deleted at Google (deleted_client).
explain-google-deleted-client-why = The consumer key belongs to a client that no longer exists.
explain-google-deleted-client-fix = Restore the client in Google Cloud within 30 days, or create a new one and enter its id and secret.

explain-google-malformed-code = Google cannot read the code (Malformed auth code).
explain-google-malformed-code-why = The code was cut off or encoded twice on its way, often because %2F in it was changed by hand or by a proxy.
explain-google-malformed-code-fix = Start the login again. If it stays, check whether a proxy rewrites the query of the callback URL.

explain-github-credentials = GitHub does not accept the client id or secret (incorrect_client_credentials).
explain-github-credentials-why = One of the two is mistyped, or the secret was deleted or belongs to another OAuth app.
explain-github-credentials-fix = Generate a new client secret in the OAuth app's settings and enter both again.

explain-github-redirect = GitHub does not know the callback URL (redirect_uri_mismatch).
explain-github-redirect-why = An OAuth app has one callback URL; host and port must be equal, and the path must lie below it.
explain-github-redirect-fix = Enter the callback URL of this source as Authorization callback URL of the OAuth app.

explain-github-code = GitHub does not accept the code (bad_verification_code).
explain-github-code-why = A code lasts ten minutes and works once. It has expired, was used, or belongs to another app.
explain-github-code-fix = Start the login again and load the callback only once.

explain-github-suspended = GitHub has suspended the OAuth app (application_suspended).
explain-github-suspended-why = It was reported for abuse, or GitHub found a breach of its terms.
explain-github-suspended-fix = Contact GitHub Support as the app's owner.

explain-github-unverified-email = The user's e-mail address at GitHub is not verified (unverified_user_email).
explain-github-unverified-email-why = GitHub gives no token until the user's primary address is verified.
explain-github-unverified-email-fix = Let the user verify the address in GitHub's settings, then log in again.

explain-github-integration = The GitHub App may not read this (Resource not accessible by integration).
explain-github-integration-why = The consumer key is that of a GitHub App, not of an OAuth app; authentik also reads the user's e-mail addresses, which such an app may not without a permission.
explain-github-integration-fix = Give the GitHub App the account permission Email addresses (read), or use an OAuth app.

explain-apple-invalid-client = Apple does not accept the client secret (invalid_client).
explain-apple-invalid-client-why = authentik signs it with your key. Services ID, team id, key id or the private key are wrong or do not belong together, the key was revoked, or the server's clock is off.
explain-apple-invalid-client-fix = Check the consumer key, services_id;team_id;key_id, and that the consumer secret is the whole content of the .p8 file.

explain-apple-invalid-grant = Apple does not accept the code (invalid_grant).
explain-apple-invalid-grant-why = A code lasts five minutes and works once; it has expired, was used, or belongs to another Services ID or callback URL.
explain-apple-invalid-grant-fix = Start the login again and load the callback only once.

explain-apple-redirect = Apple does not know the callback URL (Invalid web redirect url).
explain-apple-redirect-why = The Services ID does not list this Return URL. Apple takes only https with a domain, no IP address and no localhost.
explain-apple-redirect-fix = In the Services ID, Sign in with Apple, Configure, add the domain and the callback URL of this source.

explain-facebook-url-blocked = Facebook does not know the callback URL (URL Blocked).
explain-facebook-url-blocked-why = The redirect URI is not among the app's valid OAuth redirect URIs, or web OAuth login is off.
explain-facebook-url-blocked-fix = In Facebook Login, Settings, switch on Client and Web OAuth Login and add the callback URL of this source.

explain-facebook-domain = The host is not among the app's domains at Facebook (Can't load URL).
explain-facebook-domain-why = Facebook only leads back to domains that the app lists.
explain-facebook-domain-fix = In the app's basic settings, add the host of authentik to App Domains.

explain-facebook-not-active = The Facebook app is not live (App not active).
explain-facebook-not-active-why = In development mode only people with a role in the app can log in; or Facebook has restricted it.
explain-facebook-not-active-fix = Give the person a role for a test, or switch the app to Live.

explain-facebook-scopes = Facebook does not know a scope, or the app has no access to it (Invalid Scopes).
explain-facebook-scopes-why = The permission is misspelt, was withdrawn, or is not switched on for the app.
explain-facebook-scopes-fix = Add the permission email under the app's use cases, and leave Scopes empty in authentik.

explain-facebook-secret = Facebook does not accept the app secret (Error validating client secret).
explain-facebook-secret-why = The secret is mistyped, was reset, or belongs to another app.
explain-facebook-secret-fix = Copy the App secret again from the app's basic settings.

explain-facebook-code-used = The code has been used already at Facebook.
explain-facebook-code-used-why = A code works once; the callback was loaded twice.
explain-facebook-code-used-fix = Start the login again and do not reload the callback.

explain-discord-redirect = Discord does not know the callback URL (Invalid OAuth2 redirect_uri).
explain-discord-redirect-why = It is not among the redirects of the application, or the changes there were not saved.
explain-discord-redirect-fix = In Discord's developer portal, OAuth2, Redirects, add the callback URL of this source and save.

explain-discord-code = Discord does not accept the code (Invalid "code" in request).
explain-discord-code-why = The code has expired, was used, or was made for another callback URL.
explain-discord-code-fix = Start the login again and load the callback only once.

explain-slack-redirect = Slack does not know the callback URL (bad_redirect_uri).
explain-slack-redirect-why = The redirect_uri is not one of the app's Redirect URLs, or differs from the one of the first request. Slack takes only https.
explain-slack-redirect-fix = In OAuth & Permissions, add the callback URL of this source to Redirect URLs and save.

explain-slack-secret = Slack does not accept the client secret (bad_client_secret).
explain-slack-secret-why = The secret is mistyped, was regenerated, or it is the signing secret.
explain-slack-secret-fix = Copy the Client Secret, not the Signing Secret, from Basic Information.

explain-slack-client-id = Slack does not know the client id (invalid_client_id).
explain-slack-client-id-why = The consumer key is mistyped or belongs to a deleted app.
explain-slack-client-id-fix = Copy the Client ID from Basic Information; it is two numbers with a dot between them.

explain-slack-code-used = The code has been used already at Slack (code_already_used).
explain-slack-code-used-why = A code works once; the callback was loaded twice.
explain-slack-code-used-fix = Start the login again and do not reload the callback.

explain-slack-code = Slack does not accept the code (invalid_code).
explain-slack-code-why = A code lasts ten minutes; it has expired or was cut off.
explain-slack-code-fix = Start the login again.

explain-slack-team = The Slack app only works in its own workspace (invalid_team_for_non_distributed_app).
explain-slack-team-why = The person logged in with another workspace, and the app is not distributed.
explain-slack-team-fix = Log in with the app's own workspace, or activate public distribution.

explain-okta-redirect = Okta does not know the callback URL.
explain-okta-redirect-why = The redirect_uri is not among the Sign-in redirect URIs of the application.
explain-okta-redirect-fix = In the application, General, Login, add the callback URL of this source to Sign-in redirect URIs.

explain-okta-not-assigned = The user is not assigned to the application at Okta.
explain-okta-not-assigned-why = Okta answers access_denied for users without an assignment.
explain-okta-not-assigned-fix = In the application, Assignments, assign the user or a group.

explain-okta-scopes = The authorization server at Okta does not have a scope.
explain-okta-scopes-why = The scope is misspelt or belongs to another authorization server; groups, for example, must be added to a custom one.
explain-okta-scopes-fix = Compare the scopes of the source with Security, API, Authorization Servers, Scopes.

explain-okta-policy = A policy at Okta refuses the login.
explain-okta-policy-why = No access policy or rule of the authorization server fits this client, user and grant.
explain-okta-policy-fix = In Security, API, the authorization server, Access Policies, add a rule for this client with Authorization Code.

explain-gitlab-redirect = GitLab does not know the callback URL.
explain-gitlab-redirect-why = The redirect URI is not exactly one of those of the application.
explain-gitlab-redirect-fix = Edit the application in GitLab and put the callback URL of this source on a line of its own under Redirect URI.

explain-gitlab-client = GitLab does not accept the application id or secret.
explain-gitlab-client-why = One is mistyped, the secret was renewed, or the application is on another GitLab server than the URLs of the source.
explain-gitlab-client-fix = Renew the secret in GitLab, enter both again, and check that all URLs name the same server.

explain-gitlab-scope = The application at GitLab does not have a scope.
explain-gitlab-scope-why = authentik asks for read_user, openid, profile and email by default.
explain-gitlab-scope-fix = Tick these scopes in the application in GitLab.

explain-gitlab-no-id = GitLab's profile has no id (Could not determine id).
explain-gitlab-no-id-why = authentik reads id, but GitLab's default profile URL /oauth/userinfo gives sub instead.
explain-gitlab-no-id-fix = Set the profile URL of the source to /api/v4/user of your GitLab, whose answer has id. The user name is called username there, so give it by a property mapping.

explain-twitch-redirect = Twitch does not know the callback URL.
explain-twitch-redirect-why = It is not exactly one of the OAuth Redirect URLs of the application.
explain-twitch-redirect-fix = In Twitch's developer console, add the callback URL of this source.

explain-twitch-secret = Twitch does not accept the client secret (invalid client secret).
explain-twitch-secret-why = The secret is mistyped, was renewed, or belongs to another application.
explain-twitch-secret-fix = Create a new secret in Twitch's developer console and enter it in the source.

explain-reddit-redirect = Reddit does not know the callback URL.
explain-reddit-redirect-why = An app at Reddit has exactly one redirect uri, and it differs from the one sent.
explain-reddit-redirect-fix = Edit the app under reddit.com/prefs/apps and enter the callback URL of this source.

explain-patreon-redirect = The provider does not know the callback URL (Mismatching redirect URI).
explain-patreon-redirect-why = Patreon says so in these words, and so do other servers made with OAuthLib. The URL differs from the registered one.
explain-patreon-redirect-fix = Add the callback URL of this source to the Redirect URIs of the client.

explain-twitter-no-access = X (Twitter) shows that access could not be given to the app.
explain-twitter-no-access-why = Mostly the callback URL is not registered, or OAuth 2.0 is not switched on for the app. X does not say which.
explain-twitter-no-access-fix = In the app's User authentication settings, choose Web App and enter the callback URL of this source.

explain-twitter-code = X (Twitter) does not accept the code.
explain-twitter-code-why = A code lasts about half a minute and works once.
explain-twitter-code-fix = Start the login again and confirm without delay. If it stays, check authentik's way to api.twitter.com.

explain-twitter-not-enrolled = The app at X (Twitter) is not part of a project (client-not-enrolled).
explain-twitter-not-enrolled-why = The profile is read with version 2 of the interface, which needs an app attached to a project.
explain-twitter-not-enrolled-fix = In X's developer portal, attach the app to a project whose access includes users/me.

explain-telegram-domain = Telegram does not show its button here (Bot domain invalid).
explain-telegram-domain-why = The bot is bound to another domain than the one on which authentik was opened.
explain-telegram-domain-fix = Send /setdomain to @BotFather and enter the exact host name of authentik.
