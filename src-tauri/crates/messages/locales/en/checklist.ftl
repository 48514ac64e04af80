# The checklists: from an account with the provider to a login that works.

checklist-account = Open a developer account
checklist-verification = Have the account verified (认证)
checklist-app-id = Register an App ID
checklist-consent = Fill in the consent screen
checklist-application = Register the application
checklist-review = Wait for the review (审核)
checklist-permissions = Switch on what the login needs
checklist-callback = Enter the callback
checklist-key = Copy the { $key }
checklist-secret = Copy the { $secret }
checklist-urls = Enter the provider's URLs
checklist-publish = Open it to everyone
checklist-compare = Check what was registered
checklist-login = Try the login

checklist-callback-about = Enter { $register } into “{ $field }”. The slash at its end is part of it.
checklist-key-about = It goes into the source's field Consumer key.
checklist-secret-about = It goes into the source's field Consumer secret.
checklist-permissions-about = Switch on { $permissions }.
checklist-compare-about = Copy what now stands in “{ $field }” and compare it here, character by character.
checklist-login-about = Apply the source to authentik and log in once in a private window.

checklist-apple-account = Join the Apple Developer Program. Sign in with Apple needs a paid membership.
checklist-apple-app-id = Identifiers, then App IDs, then App: give it a name and a Bundle ID, and switch on Sign in with Apple.
checklist-apple-application = Identifiers, then Services IDs: its identifier is the first part of the consumer key. Switch on Sign in with Apple and choose the App ID under Configure.
checklist-apple-callback = Under Configure enter { $domain } into Domains and Subdomains, and { $register } into Return URLs.
checklist-apple-secret-title = Make a key and download the .p8 file
checklist-apple-secret = Keys: make a key with Sign in with Apple for the App ID. The file can be downloaded once; its whole text is the consumer secret.
checklist-apple-key-title = Put the consumer key together
checklist-apple-key = Services ID, Team ID and Key ID, with semicolons between them: company.authentik.signin;JQNH45HN7V;XFBNJ82BV6

checklist-azuread-application = App registrations, New registration: choose who may log in (supported account types), and the platform Web.
checklist-azuread-permissions = API permissions, Microsoft Graph, Delegated permissions: { $permissions }, and GroupMember.Read.All if groups shall come along. Then grant admin consent.
checklist-azuread-secret = Certificates & secrets, New client secret: copy the Value, not the Secret ID. It is shown once. Note here when it expires.
checklist-entraid-application = App registrations, New registration: choose who may log in (supported account types), and the platform Web.
checklist-entraid-permissions = API permissions, Microsoft Graph, Delegated permissions: { $permissions }, and GroupMember.Read.All if groups shall come along. Then grant admin consent.
checklist-entraid-secret = Certificates & secrets, New client secret: copy the Value, not the Secret ID. It is shown once. Note here when it expires.

checklist-discord-application = Applications, New Application: give it a name that people will recognise.
checklist-discord-callback = OAuth2, Redirects, Add Redirect: { $register }. Save the changes.
checklist-discord-secret = OAuth2, Reset Secret: copy it at once, it is not shown again.

checklist-facebook-account = Register as a developer at Meta for Developers.
checklist-facebook-application = Create an application with the use case “Authenticate and request data from users with Facebook Login”.
checklist-facebook-callback = Use cases, Customize, Settings: enter { $register } into Valid OAuth Redirect URIs and save.
checklist-facebook-permissions = Use cases, Customize, Permissions: add { $permissions }.
checklist-facebook-secret = App settings, Basic, App secret: Show. Meta may ask for your password.
checklist-facebook-publish = Publish the application. Before that only people with a role in it can log in.

checklist-github-application = Settings, Developer settings, OAuth Apps, Register a new application. For an organisation do it in the organisation's settings.
checklist-github-secret = Generate a new client secret and copy it at once, it is not shown again.

checklist-gitlab-application = Edit profile, Access, Applications, Add new application; for a group or the whole instance in their settings. Leave Confidential on.
checklist-gitlab-callback = Enter { $register } into Redirect URI, one in a line. The slash at its end is part of it.
checklist-gitlab-permissions = Tick the scopes { $permissions }.

checklist-google-account = Create a project in the Google Cloud console, or choose one.
checklist-google-consent = Google Auth Platform: fill in Branding, with your domain under Authorized domains, and choose the Audience: Internal for your Workspace only, External for everyone.
checklist-google-application = Clients, Create client, application type Web application.
checklist-google-secret = Copy it when the client is created, and store it: newer clients show it only then.
checklist-google-publish = With the audience External, publish the application. While it is in testing only the test users that you entered can log in.

checklist-mailcow-application = As administrator open the OAuth2 Apps and add an OAuth2 client.
checklist-mailcow-permissions = Allow the scope { $permissions }.
checklist-mailcow-urls = Authorization URL, access token URL and profile URL end with /oauth/authorize, /oauth/token and /oauth/profile on your mailcow's host.

checklist-okta-application = Applications, Create App Integration, OIDC - OpenID Connect, Web Application.
checklist-okta-permissions = Assignments: choose who may log in. Without an assignment nobody can.
checklist-okta-secret = Client Credentials, Client secrets: copy it.
checklist-okta-urls = Authorization, access token and profile URL end with /oauth2/v1/authorize, /oauth2/v1/token and /oauth2/v1/userinfo on your Okta host.

checklist-openidconnect-application = Register a confidential client (web application) for the authorization code flow.
checklist-openidconnect-callback = Enter { $register } where the provider asks for the redirect URI. The slash at its end is part of it.
checklist-openidconnect-permissions = Allow the scopes { $permissions }.
checklist-openidconnect-urls = Enter the well-known URL, which ends with /.well-known/openid-configuration, or the three URLs one by one.
checklist-openidconnect-compare = Copy what now stands in the field for the redirect URI and compare it here, character by character.

checklist-patreon-account = Log in to Patreon as a creator: the clients page is for creators.
checklist-patreon-application = Clients & API Keys, Create Client.

checklist-reddit-application = Preferences, apps, “are you a developer? create an app”. Choose web app: a script works for your own account only.
checklist-reddit-key-title = Copy the ID below “web app”
checklist-reddit-key = It has no label: the line of letters below the application's name. It goes into the field Consumer key.

checklist-slack-application = Create New App, From scratch, in your workspace.
checklist-slack-callback = OAuth & Permissions, Redirect URLs, Add New Redirect URL: { $register }. Then Save URLs.
checklist-slack-permissions = OAuth & Permissions, User Token Scopes: { $permissions }.
checklist-slack-key = Basic Information, App Credentials. It goes into the field Consumer key.
checklist-slack-secret = Basic Information, App Credentials. It goes into the field Consumer secret.

checklist-twitch-account = Log in to the Twitch Developer Console with an account that has a confirmed e-mail address and two-factor authentication.
checklist-twitch-application = Applications, Register Your Application: a name that nobody else has, and a category.
checklist-twitch-secret = Manage, New Secret: copy it at once. A new secret ends the old one.

checklist-twitter-application = Create an application in the X Developer Console, and open User authentication settings.
checklist-twitter-permissions = App permissions: Read. Type of App: Web App, Automated App or Bot. Only this type gets a client secret.
checklist-twitter-key = Take the OAuth 2.0 Client ID, not the API Key. It goes into the field Consumer key.
checklist-twitter-secret = It is shown once, when it is made.

checklist-wechat-account-title = Open an account on 微信开放平台
checklist-wechat-account = Register at { $url } with an e-mail address that no other WeChat product uses yet, and name an administrator.
checklist-wechat-verification = 账号中心, 开发者资质认证: with the business licence. It costs 300 RMB a year in mainland China and has to be renewed every year. Note here until when it is valid.
checklist-wechat-application-title = Create a website application (网站应用)
checklist-wechat-application = 管理中心, 网站应用, 创建网站应用: name, icon and the official site of the company. People report that the site needs an ICP filing (备案).
checklist-wechat-review = People report 1 to 7 working days. Note here when it was handed in. Before it is approved WeChat's page says “Scope 参数错误或没有 Scope 权限”.
checklist-wechat-permissions-title = See that 微信登录 is granted
checklist-wechat-permissions = In the application's details (详情) the interface 微信登录 has to be 已获得.
checklist-wechat-callback-title = Enter 授权回调域
checklist-wechat-callback = In the application's details enter { $register } into “{ $field }”: no https://, no path, no port.
checklist-wechat-key = It begins with wx and goes into the field Consumer key.
checklist-wechat-secret-title = Take the AppSecret (shown once)
checklist-wechat-secret = WeChat shows it once; store it in your safe at once. A reset (重置) ends the old one immediately.
checklist-wechat-login = Rehearse it here first, then apply the source to authentik and scan once with a real phone.
