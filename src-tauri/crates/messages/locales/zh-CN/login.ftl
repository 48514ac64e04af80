# 测试登录：步骤、提示，以及浏览器最后显示的页面。

## 步骤

step-authorize = 打开登录页
step-authorize-about = 浏览器打开提供方的登录页，参数与 authentik 发送的完全一致。微信的页面上有二维码。
step-scan = 扫描二维码
step-scan-about = 页面不断询问微信：是否有手机扫描了二维码。
step-confirm = 在手机上确认
step-confirm-about = 页面等待用户在手机上确认或取消。
step-callback = 带着 code 返回
step-callback-about = 浏览器带着 code 和 state 跳转到回调 URL。测试登录时，回调送达本机。
step-token = 用 code 换取令牌
step-token-about = authentik 发送客户端 ID、密钥和 code（微信即 AppID 和 AppSecret），取得 access_token。
step-userinfo = 读取用户信息
step-userinfo-about = authentik 发送 access_token，取得提供方给出的用户信息；有些提供方改为放在 ID 令牌里。
step-mapping = 生成用户
step-mapping-about = authentik 根据提供方给出的信息生成用户属性。
step-discovery = 读取发现文档
step-discovery-about = authentik 在保存来源时读取它，而不是每次登录都读。读取失败时，来源无法保存。
step-keys = 读取密钥（JWKS）
step-keys-about = authentik 在保存来源时读取验证 ID 令牌签名的公钥，此后每三小时更新一次。
step-login = 在提供方登录
step-login-about = 用户在提供方登录并同意授权。演练时由模拟器中的人物代为登录。
step-emails = 读取邮箱地址
step-emails-about = 用户资料里没有邮箱，authentik 会向 GitHub 读取全部地址，并采用主邮箱。
step-groups = 读取组
step-groups-about = 范围中申请了组信息，authentik 会向 Microsoft Graph 读取。

## 提示

note-identifier-empty = 微信返回了空的 unionid。authentik 会照用，这样的用户都会被当成同一个人，并且注册会因用户名为空而中止。
note-identifier-openid = 微信没有返回 unionid，authentik 改用 openid 识别用户，而 openid 随 AppID 不同而不同。
note-nickname-garbled = authentik 用错误的字符集读取昵称，存下来的是乱码。可以用属性映射修复。
note-nickname-repaired = 属性映射已修复昵称。
note-mappings-not-evaluated = 本次测试登录没有运行这些属性映射，结果中不包含它们的作用。
note-user-path-unusable = 用户路径无法代入，authentik 会把新用户放在“users”下。
note-token-incomplete = 令牌响应缺少这个值，authentik 会在下一个请求中省略它。
note-issuer-differs = 发现文档里的 issuer 与它的来源地址不一致。authentik 不做比较，但其他客户端会拒绝这样的提供方。
note-id-token-not-looked-at = ID 令牌有问题。authentik 在这里从别处读取用户，不检查它，因此登录继续进行。
note-id-token-claims = ID 令牌的内容
note-profile-says-error = 提供方以 HTTP 200 表示调用出错。authentik 不检查这一点，结果在响应中找不到用户。
note-emails-not-read = 无法读取邮箱地址，authentik 会在没有邮箱的情况下继续。
note-username-asked = 响应里没有用户名，authentik 的默认注册流程会请用户自己填写。
note-username-too-long = 用户名超过 authentik 能保存的 150 个字符，注册会以错误页结束。
note-no-email = 没有邮箱地址。按邮箱匹配总会拒绝这样的用户，需要邮箱的应用也得不到。
note-callback-wrong-state = 有请求带着错误的 state 访问了回调地址，已被拒绝，登录继续进行。
note-callback-duplicate = 有请求带着重复的 code 或 state 访问了回调地址，已被拒绝，登录继续进行。
note-callback-wrong-host = 有请求以其他主机名访问了回调地址，已被拒绝，登录继续进行。

## 浏览器最后显示的页面

callback-page-title = 登录已返回
callback-page-text = Source Desk 已收到回调。您可以关闭此页面，回到 Source Desk。
callback-page-refused-title = 返回时没有 code
callback-page-refused-text = 登录被取消或拒绝。您可以关闭此页面，Source Desk 会说明发生了什么。
