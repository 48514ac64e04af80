# 错误说明：OAuth 2.0 与 OpenID Connect。explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。

explain-invalid-request = 请求格式不对（invalid_request）。
explain-invalid-request-why = 缺少参数、参数重复，或者参数值无法识别。旁边的 error_description 通常会写出是哪个参数。
explain-invalid-request-fix = 先看 error_description，再检查源的回调 URL、作用域和 PKCE，以及所选类型是否与提供方相符。

explain-unauthorized-client = 该客户端不允许使用这种登录方式（unauthorized_client）。
explain-unauthorized-client-why = 应用存在，但没有启用授权码（authorization code）方式，或者应用类型不对，例如是机器对机器的客户端。
explain-unauthorized-client-fix = 请在提供方控制台使用“Web 应用”类型的应用，并允许授权码方式。

explain-access-denied = 登录被拒绝（access_denied）。
explain-access-denied-why = 用户点了取消，或者提供方的规则拒绝了这个用户或这个应用。
explain-access-denied-fix = 如果用户没有取消，请在提供方的登录日志里找到对应规则，并确认该用户已分配到这个应用。

explain-unsupported-response-type = 提供方不支持以这种方式发放授权码（unsupported_response_type）。
explain-unsupported-response-type-why = authentik 总是使用 response_type=code。授权 URL 可能填成了别的端点，或者应用只允许隐式（implicit）方式。
explain-unsupported-response-type-fix = 请对照提供方文档或 .well-known/openid-configuration 核对授权 URL，并允许授权码流程。

explain-invalid-scope = 提供方不接受某个作用域（invalid_scope）。
explain-invalid-scope-why = 作用域拼写有误、不存在或未授予该应用；也可能因连续两个空格产生了空的作用域。
explain-invalid-scope-fix = 请核对源的作用域与应用获准的作用域。authentik 会把填写的作用域追加到默认值之后；以 * 开头则替换默认值。

explain-oauth-server-error = 提供方内部出错（server_error）。
explain-oauth-server-error-why = 提供方在处理登录时遇到了意外情况。
explain-oauth-server-error-fix = 请稍后再试，并查看提供方的状态页或日志。如果每次都出现，请检查作用域和应用设置。

explain-temporarily-unavailable = 提供方暂时不可用（temporarily_unavailable）。
explain-temporarily-unavailable-why = 提供方过载或正在维护，与您的设置无关。
explain-temporarily-unavailable-fix = 请稍后再试。

explain-invalid-client = 提供方不接受客户端 ID 或密钥（invalid_client）。
explain-invalid-client-why = Consumer key 不存在；密钥错误、过期或末尾多了空格；或者传递位置不对（应放在表单却放在请求头，或相反）。
explain-invalid-client-fix = 请从提供方控制台重新复制两者。对于 OpenID Connect 和 Okta 源，还可以换另一种授权码认证方式试试。

explain-invalid-grant = 提供方不接受授权码（invalid_grant）。
explain-invalid-grant-why = 授权码已过期、已使用过、属于别的客户端，或者换取令牌时的回调 URL 与最初的不同。使用 PKCE 时也可能是 verifier 不匹配。
explain-invalid-grant-fix = 请重新登录，回调只加载一次。如果仍然出现，请确认全程使用同一个对外主机名，并校准服务器时间。

explain-unsupported-grant-type = 令牌端点不支持该授权类型（unsupported_grant_type）。
explain-unsupported-grant-type-why = authentik 发送的是 grant_type=authorization_code。访问令牌 URL 可能填成了别的端点，或者代理丢掉了表单内容。
explain-unsupported-grant-type-fix = 请对照提供方文档核对访问令牌 URL，并检查 authentik 与提供方之间的代理。

explain-redirect-uri-mismatch = 回调 URL 未登记（redirect_uri_mismatch）。
explain-redirect-uri-mismatch-why = authentik 发出的 redirect_uri 与提供方控制台登记的不完全一致：http/https、主机名、端口、路径和末尾斜杠都要相同。
explain-redirect-uri-mismatch-fix = 请把该源“回调”面板里的回调 URL 复制到提供方控制台。如果其中的主机名或 http 不对，请让反向代理传递 X-Forwarded-Host 和 X-Forwarded-Proto。

explain-pkce-required = 提供方要求使用 PKCE。
explain-pkce-required-why = 登录请求没有带 code_challenge，而应用设置为必须使用 PKCE。
explain-pkce-required-fix = 请在源中把 PKCE 设为 S256。如果该类型没有这个字段，请在提供方控制台关闭此要求。

explain-pkce-verifier = PKCE verifier 不匹配。
explain-pkce-verifier-why = 换取令牌时的 code_verifier 与登录时的 code_challenge 对不上：期间会话丢失、同一浏览器同时进行了两次登录，或者方法（plain 与 S256）不一致。
explain-pkce-verifier-fix = 请只用一个标签页重新登录。如果仍然出现，请把 PKCE 设为 S256，并确认浏览器保留了 authentik 的 Cookie。

explain-invalid-token = 提供方不接受访问令牌（invalid_token）。
explain-invalid-token-why = 令牌已过期、被撤销，或属于别的 API。常见原因是资料 URL 与令牌 URL 不属于同一提供方或环境。
explain-invalid-token-fix = 请确认授权、令牌和资料 URL 来自同一提供方和同一环境，然后重新登录。

explain-insufficient-scope = 访问令牌无权读取用户资料（insufficient_scope）。
explain-insufficient-scope-why = 资料 URL 需要的作用域在登录时没有申请。
explain-insufficient-scope-fix = 请在源中添加缺少的作用域；应答或其 WWW-Authenticate 头会写出名称。

explain-interaction-required = 提供方需要与用户交互（interaction_required）。
explain-interaction-required-why = 请求禁止显示任何页面（prompt=none），但提供方必须显示页面。
explain-interaction-required-fix = 请从授权 URL 中去掉 prompt=none，或者让用户先在提供方登录。

explain-login-required = 用户尚未在提供方登录（login_required）。
explain-login-required-why = 请求禁止显示登录页（prompt=none），而用户没有会话。
explain-login-required-fix = 请从授权 URL 中去掉 prompt=none。

explain-account-selection-required = 需要用户选择账号（account_selection_required）。
explain-account-selection-required-why = 有多个账号已登录，而请求禁止显示选择页面（prompt=none）。
explain-account-selection-required-fix = 请从授权 URL 中去掉 prompt=none。

explain-consent-required = 尚未获得用户或管理员同意（consent_required）。
explain-consent-required-why = 应用要读取的数据还没有人授权，而且没有显示同意页面。
explain-consent-required-fix = 请从授权 URL 中去掉 prompt=none，或在提供方控制台为所有人授予同意。

explain-invalid-request-uri = 提供方无法读取 request_uri（invalid_request_uri）。
explain-invalid-request-uri-why = 授权 URL 带有无法获取或无效的 request_uri。authentik 的源本身不会发送它。
explain-invalid-request-uri-fix = 请从源的授权 URL 中去掉 request_uri。

explain-invalid-request-object = 请求对象无效（invalid_request_object）。
explain-invalid-request-object-why = 授权 URL 带有提供方不接受的签名请求。authentik 的源本身不会发送它。
explain-invalid-request-object-fix = 请从授权 URL 中去掉 request 参数，或在提供方控制台不要求签名请求。

explain-request-not-supported = 提供方不支持请求对象（request_not_supported）。
explain-request-not-supported-why = 授权 URL 带有 request 参数。
explain-request-not-supported-fix = 请从源的授权 URL 中去掉 request 参数。

explain-request-uri-not-supported = 提供方不支持 request_uri（request_uri_not_supported）。
explain-request-uri-not-supported-why = 授权 URL 带有 request_uri 参数。
explain-request-uri-not-supported-fix = 请从源的授权 URL 中去掉 request_uri 参数。

explain-registration-not-supported = 提供方不支持 registration（registration_not_supported）。
explain-registration-not-supported-why = 授权 URL 带有 registration 参数。
explain-registration-not-supported-fix = 请从源的授权 URL 中去掉 registration 参数。

explain-jwt-signature = 令牌签名验证失败。
explain-jwt-signature-why = authentik 持有的密钥（JWKS）不是提供方签名所用的：密钥已轮换、JWKS URL 属于别的租户，或者算法需要客户端密钥。
explain-jwt-signature-fix = 请填写提供方 .well-known/openid-configuration 里的 JWKS URL，或粘贴当前的密钥。

explain-jwt-audience = 令牌是发给另一个客户端的。
explain-jwt-audience-why = ID 令牌的 aud 不是该源的 Consumer key。
explain-jwt-audience-fix = 请把签发该令牌的应用的客户端 ID 填为 Consumer key。

explain-jwt-expired = 令牌已过期。
explain-jwt-expired-why = 服务器时间比提供方快，或者令牌在途中耽搁太久。
explain-jwt-expired-fix = 请用 NTP 校准服务器时间，然后重新登录。

explain-jwt-not-yet-valid = 令牌尚未生效。
explain-jwt-not-yet-valid-why = 服务器时间比提供方慢。
explain-jwt-not-yet-valid-fix = 请用 NTP 校准服务器时间，然后重新登录。
