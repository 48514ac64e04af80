# 在 OAuth 提供方测试登录时，除提供方自己的错误外还可能发现的问题。

explain-http-redirect = 端点跳转到了别的地址。
explain-http-redirect-why = authentik 服务器请求的地址应当直接回答，而不会跳转。可能是 URL 已过时、多了或少了斜杠、用了 http 而不是 https，或者是网络的登录门户在回答。
explain-http-redirect-fix = 如果响应的 Location 头指向提供方自己的地址，请改用那个地址。

explain-too-many-redirects = 登录页不断跳转到自己。
explain-too-many-redirects-why = 提供方或其前面的代理让浏览器一再回到原处，常见原因是代理终止了 TLS 却没有告诉提供方。
explain-too-many-redirects-fix = 请在浏览器中打开授权 URL，并填写提供方直接回答的 https 地址。

explain-provider-page = 打开的页面不是提供方的登录页。
explain-provider-page-why = 在授权 URL 回答的是别的东西：代理、防火墙或其他应用。
explain-provider-page-fix = 请查看记录中的响应，并检查授权 URL。

explain-discovery-issuer = 发现文档没有 issuer。
explain-discovery-issuer-why = authentik 只接受带有 issuer 键的文档，否则来源无法保存。
explain-discovery-issuer-fix = 请填写以 /.well-known/openid-configuration 结尾的 URL，并在浏览器中确认它显示带 issuer 的 JSON。

explain-jwks-without-keys = 密钥集里没有密钥。
explain-jwks-without-keys-why = JWKS URL 返回的是 JSON，但不是密钥集：缺少 keys 列表。
explain-jwks-without-keys-fix = 请填写提供方发现文档中的 jwks_uri。

explain-no-access-token = 令牌响应里没有 access_token。
explain-no-access-token-why = authentik 不检查 access_token 是否存在就继续，结果服务器返回错误页。
explain-no-access-token-fix = 请查看记录中的响应，确认访问令牌 URL 是提供方的令牌端点，并确认应用允许使用授权码流程。

explain-no-token-type = 令牌响应里没有 token_type。
explain-no-token-type-why = authentik 把 token_type 写在 access_token 前面。RFC 6749 要求必须有它；缺少时 authentik 服务器会返回错误页。
explain-no-token-type-fix = 请确认访问令牌 URL 是提供方自己的。如果提供方确实不返回，只能请其开发者修正。

explain-no-id-token = 令牌响应里没有 ID 令牌。
explain-no-id-token-why = 此来源没有用户信息 URL，要从 ID 令牌读取用户；而只有申请了 openid 范围，提供方才会返回 ID 令牌。
explain-no-id-token-fix = 请申请 openid 范围，或填写用户信息 URL。

explain-jwt-malformed = 无法读取 ID 令牌。
explain-jwt-malformed-why = 它不是三段含有 JSON 的 base64url。
explain-jwt-malformed-fix = 请查看令牌响应。加密的令牌有五段：请为此应用关闭加密。

explain-jwt-no-keys = 没有可用来验证 ID 令牌的密钥。
explain-jwt-no-keys-why = 此来源没有用户信息 URL，authentik 要从 ID 令牌读取用户，而且只有验证签名之后才会采用；但它没有 JWKS。
explain-jwt-no-keys-fix = 请填写 OIDC 发现文档 URL、JWKS URL 或用户信息 URL。

explain-apple-consumer-key = Apple 的消费者密钥必须有三段。
explain-apple-consumer-key-why = authentik 用 Services ID、Team ID 和 Key ID 生成客户端密钥，三者写在消费者密钥中，用分号隔开。缺少时服务器会返回错误页。
explain-apple-consumer-key-fix = 请按 services-id;team-id;key-id 的形式填写。

explain-apple-private-key = Apple 的消费者密钥密文不是私钥。
explain-apple-private-key-why = authentik 用 .p8 文件中的私钥签署客户端密钥。文件以 -----BEGIN PRIVATE KEY----- 开头，共有多行。
explain-apple-private-key-fix = 请粘贴 .p8 文件的全部内容，包括首行和末行。

explain-nobody-pastes = 没有粘贴地址。
explain-nobody-pastes-why = 测试登录在等待浏览器最后的地址，而不会再有输入了。
explain-nobody-pastes-fix = 请重新开始并粘贴地址。在脚本中请通过标准输入提供。
explain-window-closed = 在提供方返回之前，登录窗口就被关闭了。
explain-window-closed-why = 窗口关闭，测试登录也随之结束。没有向 authentik 发送任何内容。
explain-window-closed-fix = 请重新开始，并在窗口中完成登录。如果提供方的页面在窗口中无法使用，请换一种方式：用自己的浏览器，或粘贴地址。
explain-window-never-back = 十分钟内，登录窗口没有回到回调 URL。
explain-window-never-back-why = 提供方没有把它转到那里：登录没有完成，页面要打开新窗口（不允许），或在提供方登记的是别的 URL。
explain-window-never-back-fix = 请重新开始。如果提供方显示错误，可在此查询。如果页面需要新窗口，或拒绝在内嵌窗口中登录，请换一种方式：用自己的浏览器，或粘贴地址。
explain-window-not-opened = 无法打开登录窗口。
explain-window-not-opened-why = 操作系统或其网页组件拒绝了，原因见日志。
explain-window-not-opened-fix = 请换一种方式：用自己的浏览器，或粘贴地址。

explain-no-authorization-url = 没有授权 URL。
explain-no-authorization-url-why = 来源没有填写，该类型也没有默认值，发现文档中也没有给出。
explain-no-authorization-url-fix = 请填写授权 URL，或填写给出它的 OIDC 发现文档 URL。

explain-no-access-token-url = 没有访问令牌 URL。
explain-no-access-token-url-why = 来源没有填写，该类型也没有默认值，发现文档中也没有给出。authentik 无法用 code 换取令牌。
explain-no-access-token-url-fix = 请填写访问令牌 URL，或填写给出它的 OIDC 发现文档 URL。
