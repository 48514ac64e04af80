# 登记清单：从提供方的账号到能用的登录。

checklist-account = 注册开发者账号
checklist-verification = 完成账号认证
checklist-app-id = 登记 App ID
checklist-consent = 填写授权页面（consent screen）
checklist-application = 创建应用
checklist-review = 等待审核
checklist-permissions = 开通登录所需的权限
checklist-callback = 填写回调地址
checklist-key = 复制 { $key }
checklist-secret = 复制 { $secret }
checklist-urls = 填写提供方的各个 URL
checklist-publish = 向所有人开放
checklist-compare = 核对登记的内容
checklist-login = 试一次登录

checklist-callback-about = 把 { $register } 填入「{ $field }」。末尾的斜杠也是它的一部分。
checklist-key-about = 填入源的「消费者密钥」字段。
checklist-secret-about = 填入源的「消费者机密」字段。
checklist-permissions-about = 开通 { $permissions }。
checklist-compare-about = 从后台复制「{ $field }」里现在的内容，粘贴到这里逐字符核对。
checklist-login-about = 把源应用到 authentik，然后在浏览器的无痕窗口里登录一次。

checklist-apple-account = 加入 Apple Developer Program。使用「通过 Apple 登录」需要付费会员。
checklist-apple-app-id = 进入 Identifiers，依次选择 App IDs、App：填写名称和 Bundle ID，并勾选 Sign in with Apple。
checklist-apple-application = 进入 Identifiers，选择 Services IDs：它的标识符就是消费者密钥的第一部分。勾选 Sign in with Apple，并在 Configure 中选择上面的 App ID。
checklist-apple-callback = 在 Configure 中，把 { $domain } 填入 Domains and Subdomains，把 { $register } 填入 Return URLs。
checklist-apple-secret-title = 创建密钥并下载 .p8 文件
checklist-apple-secret = 进入 Keys：为上面的 App ID 创建一个启用 Sign in with Apple 的密钥。文件只能下载一次，它的全部内容就是消费者机密。
checklist-apple-key-title = 拼出消费者密钥
checklist-apple-key = Services ID、Team ID、Key ID，中间用分号隔开，例如 company.authentik.signin;JQNH45HN7V;XFBNJ82BV6

checklist-azuread-application = 进入 App registrations（应用注册），新建注册：选择谁可以登录（支持的账户类型），平台选 Web。
checklist-azuread-permissions = 进入 API permissions（API 权限），选择 Microsoft Graph 的委托权限：{ $permissions }；如需同步组，再加 GroupMember.Read.All。然后授予管理员同意。
checklist-azuread-secret = 进入 Certificates & secrets（证书和密码），新建客户端密码：复制「值」，不是「机密 ID」。它只显示一次。请在这里记下到期日。
checklist-entraid-application = 进入 App registrations（应用注册），新建注册：选择谁可以登录（支持的账户类型），平台选 Web。
checklist-entraid-permissions = 进入 API permissions（API 权限），选择 Microsoft Graph 的委托权限：{ $permissions }；如需同步组，再加 GroupMember.Read.All。然后授予管理员同意。
checklist-entraid-secret = 进入 Certificates & secrets（证书和密码），新建客户端密码：复制「值」，不是「机密 ID」。它只显示一次。请在这里记下到期日。

checklist-discord-application = 在 Applications 中点击 New Application，取一个大家认得的名称。
checklist-discord-callback = 在 OAuth2 页面的 Redirects 中点击 Add Redirect，填入 { $register }，并保存。
checklist-discord-secret = 在 OAuth2 页面点击 Reset Secret，立即复制，之后不再显示。

checklist-facebook-account = 在 Meta for Developers 注册为开发者。
checklist-facebook-application = 创建应用，用例选择「通过 Facebook 登录验证用户身份并请求用户数据」（Authenticate and request data from users with Facebook Login）。
checklist-facebook-callback = 进入 Use cases、Customize、Settings，把 { $register } 填入 Valid OAuth Redirect URIs 并保存。
checklist-facebook-permissions = 进入 Use cases、Customize、Permissions，添加 { $permissions }。
checklist-facebook-secret = 进入 App settings、Basic，在 App secret 处点击 Show。可能需要输入您的密码。
checklist-facebook-publish = 发布应用。在此之前，只有在应用中有角色的人才能登录。

checklist-github-application = 进入 Settings、Developer settings、OAuth Apps，点击 Register a new application。属于组织的应用，请在组织的设置里创建。
checklist-github-secret = 点击 Generate a new client secret，立即复制，之后不再显示。

checklist-gitlab-application = 进入 Edit profile、Access、Applications，点击 Add new application；属于群组或整个实例的应用，在各自的设置里创建。保持勾选 Confidential。
checklist-gitlab-callback = 把 { $register } 填入 Redirect URI，每行一个。末尾的斜杠也是它的一部分。
checklist-gitlab-permissions = 勾选作用域 { $permissions }。

checklist-google-account = 在 Google Cloud 控制台新建一个项目，或选用已有的项目。
checklist-google-consent = 进入 Google Auth Platform：填写 Branding，把您的域名加到 Authorized domains；再选择 Audience：只供本企业 Workspace 使用选 Internal，其他选 External。
checklist-google-application = 进入 Clients，点击 Create client，应用类型选 Web application。
checklist-google-secret = 创建客户端时就复制并保存：新建的客户端只在那时显示它。
checklist-google-publish = Audience 选了 External 时，请发布应用。在测试状态下，只有您填写的测试用户才能登录。

checklist-mailcow-application = 以管理员身份打开 OAuth2 Apps，添加一个 OAuth2 客户端。
checklist-mailcow-permissions = 允许作用域 { $permissions }。
checklist-mailcow-urls = 授权 URL、访问令牌 URL、用户资料 URL 分别是您的 mailcow 域名加上 /oauth/authorize、/oauth/token、/oauth/profile。

checklist-okta-application = 进入 Applications，点击 Create App Integration，选择 OIDC - OpenID Connect 和 Web Application。
checklist-okta-permissions = 在 Assignments 中指定谁可以登录，不指定则没有人能登录。
checklist-okta-secret = 在 Client Credentials 的 Client secrets 处复制。
checklist-okta-urls = 授权 URL、访问令牌 URL、用户资料 URL 分别是您的 Okta 域名加上 /oauth2/v1/authorize、/oauth2/v1/token、/oauth2/v1/userinfo。

checklist-openidconnect-application = 登记一个使用授权码流程的机密客户端（Web 应用）。
checklist-openidconnect-callback = 在提供方要求填写重定向 URI 的地方填入 { $register }。末尾的斜杠也是它的一部分。
checklist-openidconnect-permissions = 允许作用域 { $permissions }。
checklist-openidconnect-urls = 填写以 /.well-known/openid-configuration 结尾的 Well-known URL，或者逐个填写三个 URL。
checklist-openidconnect-compare = 从后台复制重定向 URI 那一栏现在的内容，粘贴到这里逐字符核对。

checklist-patreon-account = 以创作者身份登录 Patreon：客户端页面只对创作者开放。
checklist-patreon-application = 进入 Clients & API Keys，点击 Create Client。

checklist-reddit-application = 进入 preferences 的 apps，点击「are you a developer? create an app」，选择 web app：script 只能用于您自己的账号。
checklist-reddit-key-title = 复制 web app 下面的 ID
checklist-reddit-key = 它没有标签：就是应用名称下面的那串字符。填入「消费者密钥」字段。

checklist-slack-application = 点击 Create New App，选择 From scratch，建在您的工作区里。
checklist-slack-callback = 进入 OAuth & Permissions，在 Redirect URLs 处点击 Add New Redirect URL，填入 { $register }，然后点击 Save URLs。
checklist-slack-permissions = 进入 OAuth & Permissions，在 User Token Scopes 中添加 { $permissions }。
checklist-slack-key = 在 Basic Information 的 App Credentials 处，填入「消费者密钥」字段。
checklist-slack-secret = 在 Basic Information 的 App Credentials 处，填入「消费者机密」字段。

checklist-twitch-account = 用已验证邮箱并启用两步验证的账号登录 Twitch 开发者后台。
checklist-twitch-application = 进入 Applications，点击 Register Your Application：名称不能与他人重复，并选择类别。
checklist-twitch-secret = 点击 Manage、New Secret，立即复制。生成新的密钥后，旧的立即失效。

checklist-twitter-application = 在 X 开发者后台创建应用，并打开 User authentication settings。
checklist-twitter-permissions = App permissions 选 Read，Type of App 选 Web App, Automated App or Bot。只有这种类型才有 Client Secret。
checklist-twitter-key = 请使用 OAuth 2.0 的 Client ID，不是 API Key。填入「消费者密钥」字段。
checklist-twitter-secret = 只在生成时显示一次。

checklist-wechat-account-title = 注册微信开放平台账号
checklist-wechat-account = 在 { $url } 注册，邮箱不能已用于其他微信产品，并登记管理员。
checklist-wechat-verification = 进入「账号中心」的「开发者资质认证」，需要营业执照。中国大陆每年 300 元，每年都要年审。请在这里记下有效期。
checklist-wechat-application-title = 创建网站应用
checklist-wechat-application = 进入「管理中心」的「网站应用」，点击「创建网站应用」：填写名称、图标和企业官网。据用户反馈，官网需要已备案。
checklist-wechat-review = 据用户反馈需要 1 到 7 个工作日。请在这里记下提交日期。审核通过之前，微信页面会提示「Scope 参数错误或没有 Scope 权限」。
checklist-wechat-permissions-title = 确认「微信登录」已获得
checklist-wechat-permissions = 在应用「详情」的接口信息中，「微信登录」应显示为「已获得」。
checklist-wechat-callback-title = 填写授权回调域
checklist-wechat-callback = 在应用「详情」中把 { $register } 填入「{ $field }」：不带 https://、路径和端口。
checklist-wechat-key = 以 wx 开头，填入「消费者密钥」字段。
checklist-wechat-secret-title = 保存 AppSecret（只显示一次）
checklist-wechat-secret = 微信只显示一次，请立即存入您的密码库。重置后，旧的立即失效。
checklist-wechat-login = 先在这里演练，再把源应用到 authentik，并用真实手机扫码登录一次。
