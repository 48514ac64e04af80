# 测试登录：步骤、提示，以及浏览器最后显示的页面。

## 步骤

step-authorize = 打开微信登录页
step-authorize-about = 浏览器打开带二维码的页面，参数与 authentik 发送的完全一致。
step-scan = 扫描二维码
step-scan-about = 页面不断询问微信：是否有手机扫描了二维码。
step-confirm = 在手机上确认
step-confirm-about = 页面等待用户在手机上确认或取消。
step-callback = 带着 code 返回
step-callback-about = 浏览器带着 code 和 state 跳转到回调 URL。测试登录时，回调送达本机。
step-token = 用 code 换取令牌
step-token-about = authentik 把 AppID、AppSecret 和 code 发给微信，取得 access_token。
step-userinfo = 读取用户信息
step-userinfo-about = authentik 把 access_token 和 openid 发给微信，取得昵称、头像和 unionid。
step-mapping = 生成用户
step-mapping-about = authentik 根据微信的响应生成用户属性。

## 提示

note-identifier-empty = 微信返回了空的 unionid。authentik 会照用，这样的用户都会被当成同一个人，并且注册会因用户名为空而中止。
note-identifier-openid = 微信没有返回 unionid，authentik 改用 openid 识别用户，而 openid 随 AppID 不同而不同。
note-nickname-garbled = authentik 用错误的字符集读取昵称，存下来的是乱码。可以用属性映射修复。
note-nickname-repaired = 属性映射已修复昵称。
note-mappings-not-evaluated = 本次测试登录没有运行这些属性映射，结果中不包含它们的作用。
note-user-path-unusable = 用户路径无法代入，authentik 会把新用户放在“users”下。
note-token-incomplete = 令牌响应缺少这个值，authentik 会在下一个请求中省略它。
note-callback-wrong-state = 有请求带着错误的 state 访问了回调地址，已被拒绝，登录继续进行。
note-callback-duplicate = 有请求带着重复的 code 或 state 访问了回调地址，已被拒绝，登录继续进行。
note-callback-wrong-host = 有请求以其他主机名访问了回调地址，已被拒绝，登录继续进行。

## 浏览器最后显示的页面

callback-page-title = 登录已返回
callback-page-text = Source Desk 已收到回调。您可以关闭此页面，回到 Source Desk。
callback-page-refused-title = 返回时没有 code
callback-page-refused-text = 登录被取消或拒绝。您可以关闭此页面，Source Desk 会说明发生了什么。
