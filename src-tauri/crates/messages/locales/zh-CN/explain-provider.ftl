# 错误说明：各家提供方。explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。

explain-google-testing = 应用在 Google 仍处于测试状态（access_denied）。
explain-google-testing-why = 只有列为测试用户的账号可以登录。
explain-google-testing-fix = 请在 Google Cloud 的 Google Auth Platform → Audience 中添加测试用户，或发布应用。

explain-google-org-internal = 只有本组织的账号可以登录（org_internal）。
explain-google-org-internal-why = 应用在 Google 的用户类型是“内部”，而该账号不属于此 Google Workspace。
explain-google-org-internal-fix = 请使用本组织的账号登录，或把用户类型改为“外部”。

explain-google-admin-policy = Google Workspace 管理员禁止了该应用（admin_policy_enforced）。
explain-google-admin-policy-why = Workspace 策略不允许用户把这些作用域授予该应用。
explain-google-admin-policy-fix = 请由 Workspace 管理员在“安全 → API 控制”中信任该客户端 ID。

explain-google-useragent = Google 不允许在内嵌浏览器中登录（disallowed_useragent）。
explain-google-useragent-why = 登录页是在别的应用（如微信或邮件程序）内打开的。
explain-google-useragent-fix = 请用系统浏览器打开 authentik 再登录。

explain-google-deleted-client = 该 OAuth 客户端已在 Google 被删除（deleted_client）。
explain-google-deleted-client-why = Consumer key 对应的客户端已不存在。
explain-google-deleted-client-fix = 请在 30 天内于 Google Cloud 恢复该客户端，或新建一个并填写其 ID 和密钥。

explain-google-malformed-code = Google 无法识别授权码（Malformed auth code）。
explain-google-malformed-code-why = 授权码在途中被截断或重复编码，常见于其中的 %2F 被手动或代理改动。
explain-google-malformed-code-fix = 请重新登录。如果仍然出现，请检查代理是否改写了回调 URL 的查询参数。

explain-github-credentials = GitHub 不接受客户端 ID 或密钥（incorrect_client_credentials）。
explain-github-credentials-why = 两者之一填错，或密钥已删除、属于另一个 OAuth app。
explain-github-credentials-fix = 请在该 OAuth app 的设置中生成新的客户端密钥，并重新填写两者。

explain-github-redirect = GitHub 不认识这个回调 URL（redirect_uri_mismatch）。
explain-github-redirect-why = OAuth app 只有一个回调 URL：主机和端口必须相同，路径必须在其之下。
explain-github-redirect-fix = 请把该源的回调 URL 填为 OAuth app 的 Authorization callback URL。

explain-github-code = GitHub 不接受授权码（bad_verification_code）。
explain-github-code-why = 授权码有效期十分钟且只能用一次：已过期、已使用，或属于别的应用。
explain-github-code-fix = 请重新登录，回调只加载一次。

explain-github-suspended = GitHub 已停用该 OAuth app（application_suspended）。
explain-github-suspended-why = 应用因被举报或违反条款而停用。
explain-github-suspended-fix = 请以应用所有者身份联系 GitHub 支持。

explain-github-unverified-email = 用户在 GitHub 的邮箱未验证（unverified_user_email）。
explain-github-unverified-email-why = 主邮箱验证之前，GitHub 不发放令牌。
explain-github-unverified-email-fix = 请让用户在 GitHub 设置中验证邮箱后再登录。

explain-github-integration = 该 GitHub App 无权读取（Resource not accessible by integration）。
explain-github-integration-why = Consumer key 属于 GitHub App 而非 OAuth app；authentik 还要读取用户邮箱，而该 App 没有相应权限。
explain-github-integration-fix = 请为 GitHub App 授予账户权限 Email addresses（只读），或改用 OAuth app。

explain-apple-invalid-client = Apple 不接受客户端密钥（invalid_client）。
explain-apple-invalid-client-why = authentik 用您的私钥签出它。Services ID、团队 ID、密钥 ID 或私钥有误或不配套，密钥已撤销，或服务器时间不准。
explain-apple-invalid-client-fix = 请检查 Consumer key（格式 services_id;team_id;key_id），并确认 Consumer secret 是 .p8 文件的完整内容。

explain-apple-invalid-grant = Apple 不接受授权码（invalid_grant）。
explain-apple-invalid-grant-why = 授权码有效期五分钟且只能用一次：已过期、已使用，或属于别的 Services ID 或回调 URL。
explain-apple-invalid-grant-fix = 请重新登录，回调只加载一次。

explain-apple-redirect = Apple 不认识这个回调 URL（Invalid web redirect url）。
explain-apple-redirect-why = Services ID 没有登记该 Return URL。Apple 只接受 https 加域名，不接受 IP 地址和 localhost。
explain-apple-redirect-fix = 请在 Services ID 的 Sign in with Apple → Configure 中添加域名和该源的回调 URL。

explain-facebook-url-blocked = Facebook 不认识这个回调 URL（URL Blocked）。
explain-facebook-url-blocked-why = 该重定向 URI 不在应用的有效 OAuth 跳转 URI 中，或未启用网页 OAuth 登录。
explain-facebook-url-blocked-fix = 请在 Facebook Login → Settings 中启用 Client 和 Web OAuth Login，并添加该源的回调 URL。

explain-facebook-domain = 主机名不在 Facebook 应用的域名中（Can't load URL）。
explain-facebook-domain-why = Facebook 只会跳回应用登记的域名。
explain-facebook-domain-fix = 请在应用的基本设置中把 authentik 的主机名加入 App Domains。

explain-facebook-not-active = Facebook 应用未上线（App not active）。
explain-facebook-not-active-why = 开发模式下只有在应用中有角色的人可以登录；也可能是 Facebook 限制了该应用。
explain-facebook-not-active-fix = 测试时请为该用户分配角色，或把应用切换为上线（Live）。

explain-facebook-scopes = Facebook 不认识某个作用域或应用未获准（Invalid Scopes）。
explain-facebook-scopes-why = 权限拼写有误、已下线，或未对该应用启用。
explain-facebook-scopes-fix = 请在应用的用例中添加 email 权限，并在 authentik 中把作用域留空。

explain-facebook-secret = Facebook 不接受应用密钥（Error validating client secret）。
explain-facebook-secret-why = 密钥填错、已重置，或属于另一个应用。
explain-facebook-secret-fix = 请从应用的基本设置重新复制 App secret。

explain-facebook-code-used = 授权码已在 Facebook 使用过。
explain-facebook-code-used-why = 授权码只能用一次，而回调被加载了两次。
explain-facebook-code-used-fix = 请重新登录，不要刷新回调页。

explain-discord-redirect = Discord 不认识这个回调 URL（Invalid OAuth2 redirect_uri）。
explain-discord-redirect-why = 它不在应用的 Redirects 中，或者修改后没有保存。
explain-discord-redirect-fix = 请在 Discord 开发者门户的 OAuth2 → Redirects 中添加该源的回调 URL 并保存。

explain-discord-code = Discord 不接受授权码（Invalid "code" in request）。
explain-discord-code-why = 授权码已过期、已使用，或属于别的回调 URL。
explain-discord-code-fix = 请重新登录，回调只加载一次。

explain-slack-redirect = Slack 不认识这个回调 URL（bad_redirect_uri）。
explain-slack-redirect-why = redirect_uri 不在应用的 Redirect URLs 中，或与最初的请求不同。Slack 只接受 https。
explain-slack-redirect-fix = 请在 OAuth & Permissions 中把该源的回调 URL 加入 Redirect URLs 并保存。

explain-slack-secret = Slack 不接受客户端密钥（bad_client_secret）。
explain-slack-secret-why = 密钥填错、已重新生成，或误填了 Signing Secret。
explain-slack-secret-fix = 请在 Basic Information 复制 Client Secret，而不是 Signing Secret。

explain-slack-client-id = Slack 不认识该客户端 ID（invalid_client_id）。
explain-slack-client-id-why = Consumer key 填错，或应用已删除。
explain-slack-client-id-fix = 请在 Basic Information 复制 Client ID，格式是用点隔开的两串数字。

explain-slack-code-used = 授权码已在 Slack 使用过（code_already_used）。
explain-slack-code-used-why = 授权码只能用一次，而回调被加载了两次。
explain-slack-code-used-fix = 请重新登录，不要刷新回调页。

explain-slack-code = Slack 不接受授权码（invalid_code）。
explain-slack-code-why = 授权码有效期十分钟，可能已过期或被截断。
explain-slack-code-fix = 请重新登录。

explain-slack-team = 该 Slack 应用只能在自己的工作区使用（invalid_team_for_non_distributed_app）。
explain-slack-team-why = 用户登录的是另一个工作区，而应用没有公开分发。
explain-slack-team-fix = 请使用应用所属的工作区登录，或启用公开分发。

explain-okta-redirect = Okta 不认识这个回调 URL。
explain-okta-redirect-why = redirect_uri 不在应用的 Sign-in redirect URIs 中。
explain-okta-redirect-fix = 请在应用的 General → Login 中把该源的回调 URL 加入 Sign-in redirect URIs。

explain-okta-not-assigned = 用户在 Okta 未分配到该应用。
explain-okta-not-assigned-why = Okta 对未分配的用户返回 access_denied。
explain-okta-not-assigned-fix = 请在应用的 Assignments 中分配该用户或其组。

explain-okta-scopes = Okta 的授权服务器没有某个作用域。
explain-okta-scopes-why = 作用域拼写有误或属于别的授权服务器；例如 groups 需要在自定义授权服务器中添加。
explain-okta-scopes-fix = 请与 Security → API → Authorization Servers → Scopes 核对源的作用域。

explain-okta-policy = Okta 的策略拒绝了登录。
explain-okta-policy-why = 授权服务器没有适用于该客户端、用户和授权方式的访问策略或规则。
explain-okta-policy-fix = 请在 Security → API → 该授权服务器 → Access Policies 中为此客户端添加允许 Authorization Code 的规则。

explain-gitlab-redirect = GitLab 不认识这个回调 URL。
explain-gitlab-redirect-why = 重定向 URI 与应用登记的不完全一致。
explain-gitlab-redirect-fix = 请在 GitLab 编辑该应用，在 Redirect URI 中另起一行填写该源的回调 URL。

explain-gitlab-client = GitLab 不接受应用 ID 或密钥。
explain-gitlab-client-why = 两者之一填错、密钥已更新，或应用所在的 GitLab 服务器与源的 URL 不同。
explain-gitlab-client-fix = 请在 GitLab 更新密钥并重新填写两者，并确认所有 URL 指向同一服务器。

explain-gitlab-scope = GitLab 应用没有某个作用域。
explain-gitlab-scope-why = authentik 默认申请 read_user、openid、profile 和 email。
explain-gitlab-scope-fix = 请在 GitLab 的该应用中勾选这些作用域。

explain-gitlab-no-id = GitLab 的资料中没有 id（Could not determine id）。
explain-gitlab-no-id-why = authentik 读取 id，而 GitLab 默认的资料 URL /oauth/userinfo 只给出 sub。
explain-gitlab-no-id-fix = 请把源的资料 URL 设为您的 GitLab 的 /api/v4/user，其应答带有 id。那里的用户名字段叫 username，请用属性映射给出。

explain-twitch-redirect = Twitch 不认识这个回调 URL。
explain-twitch-redirect-why = 它与应用的 OAuth Redirect URLs 不完全一致。
explain-twitch-redirect-fix = 请在 Twitch 开发者控制台添加该源的回调 URL。

explain-twitch-secret = Twitch 不接受客户端密钥（invalid client secret）。
explain-twitch-secret-why = 密钥填错、已更新，或属于另一个应用。
explain-twitch-secret-fix = 请在 Twitch 开发者控制台新建密钥并填入源。

explain-reddit-redirect = Reddit 不认识这个回调 URL。
explain-reddit-redirect-why = Reddit 应用只有一个重定向 URI，而它与发出的不同。
explain-reddit-redirect-fix = 请在 reddit.com/prefs/apps 编辑该应用，填写该源的回调 URL。

explain-patreon-redirect = 提供方不认识这个回调 URL（Mismatching redirect URI）。
explain-patreon-redirect-why = 这是 Patreon 的原文，其他使用 OAuthLib 的服务器也这样写。该 URL 与登记的不同。
explain-patreon-redirect-fix = 请把该源的回调 URL 加入客户端的 Redirect URIs。

explain-twitter-no-access = X（Twitter）提示无法授权该应用。
explain-twitter-no-access-why = 多数情况是回调 URL 未登记，或应用没有启用 OAuth 2.0；X 不会说明是哪一个。
explain-twitter-no-access-fix = 请在应用的 User authentication settings 中选择 Web App，并填写该源的回调 URL。

explain-twitter-code = X（Twitter）不接受授权码。
explain-twitter-code-why = 授权码有效期约半分钟，且只能用一次。
explain-twitter-code-fix = 请重新登录并尽快确认。如果仍然出现，请检查 authentik 到 api.twitter.com 的网络。

explain-twitter-not-enrolled = X（Twitter）应用不属于任何项目（client-not-enrolled）。
explain-twitter-not-enrolled-why = 读取资料使用第 2 版接口，应用必须附加到项目。
explain-twitter-not-enrolled-fix = 请在 X 开发者门户把应用附加到可访问 users/me 的项目。

explain-telegram-domain = Telegram 在此处不显示登录按钮（Bot domain invalid）。
explain-telegram-domain-why = 机器人绑定的域名与打开 authentik 所用的域名不同。
explain-telegram-domain-fix = 请向 @BotFather 发送 /setdomain，并填写 authentik 的完整主机名。
