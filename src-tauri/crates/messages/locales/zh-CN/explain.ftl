# 错误说明：explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。


## 扫码页的错误页面（connect/qrconnect）

explain-appid = 微信不认识这个 AppID（页面提示：AppID 参数错误）。
explain-appid-why = Consumer key 填错了、仍是占位内容，或者是其他产品的编号，例如以 ww 开头的企业微信 CorpID。
explain-appid-fix = 到 open.weixin.qq.com 的“管理中心 → 网站应用”重新复制 AppID，粘贴到 Consumer key。格式是 wx 加 16 位十六进制字符。

explain-scope = 微信拒绝了授权范围（页面提示：Scope 参数错误或没有 Scope 权限）。
explain-scope-why = AppID 属于公众号、小程序或移动应用；或者网站应用尚未审核通过、尚未获得“微信登录”接口；或者源里填写了额外的作用域——authentik 用空格连接，而微信不接受空格。
explain-scope-fix = 请使用已审核通过、且“微信登录”显示“已获得”的网站应用的 AppID，并在 authentik 中把作用域留空，这样发出的正好是 snsapi_login。

explain-redirect-uri = 微信拒绝了回调 URL（页面提示：redirect_uri 参数错误）。
explain-redirect-uri-why = 回调 URL 的主机名与“授权回调域”不完全一致：填了 https:// 或路径、填了上级或下级域名、用了 IP 或 localhost；或者 URL 带有 80、443 以外的端口；或者反向代理没有把对外的主机名和协议传给 authentik。
explain-redirect-uri-fix = “授权回调域”只填 authentik 的主机名，例如 auth.example.com，并用这个名字、不带端口访问 authentik。如有反向代理，请检查 X-Forwarded-Host 和 X-Forwarded-Proto。

explain-link-unreachable = 微信提示“该链接无法访问”。
explain-link-unreachable-why = 这是较早的提示文字，表示回调 URL 的域名与“授权回调域”不一致，或者 scope 不是 snsapi_login。
explain-link-unreachable-fix = 请逐字核对回调 URL 的主机名与“授权回调域”，并在 authentik 中把作用域留空。

explain-open-in-wechat = 这个页面只能在微信里打开（页面提示：请在微信客户端打开链接）。
explain-open-in-wechat-why = 打开的是 connect/oauth2/authorize，这是公众号的网页授权地址；网站登录用的是 connect/qrconnect。
explain-open-in-wechat-fix = 直接使用 authentik 的 WeChat 源即可，它总是打开 connect/qrconnect。请检查是否有代理或自制链接指向了另一个页面。


## 公众号网页授权的错误页面（connect/oauth2/authorize）

explain-10003 = redirect_uri 域名与后台配置不一致（10003）。
explain-10003-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。
explain-10003-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。如果确实要用公众号，请修改它的“网页授权域名”。

explain-10004 = 此公众号被封禁（10004）。
explain-10004-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。AppID 所属的公众号已被微信封禁。
explain-10004-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10005 = 此公众号并没有这些 scope 的权限（10005）。
explain-10005-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。测试号也会出现这个错误，因为它不支持 snsapi_login。
explain-10005-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10006 = 必须先关注此测试号（10006）。
explain-10006-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。这个 AppID 属于测试号。
explain-10006-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10009 = 操作太频繁了（10009）。
explain-10009-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。微信限制了操作频率。
explain-10009-fix = 请等一分钟再试。请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10010 = scope 不能为空（10010）。
explain-10010-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。链接里没有 scope。
explain-10010-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。作用域里不要只填一个 *。

explain-10011 = redirect_uri 不能为空（10011）。
explain-10011-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。链接里没有 redirect_uri。
explain-10011-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10012 = appid 不能为空（10012）。
explain-10012-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。链接里没有 appid。
explain-10012-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。请填写 Consumer key。

explain-10013 = state 不能为空（10013）。
explain-10013-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。链接里没有 state，而 authentik 总会发送。
explain-10013-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10015 = 公众号未授权第三方平台（10015）。
explain-10015-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。链接中的第三方平台没有得到该公众号的授权。
explain-10015-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。

explain-10016 = 不支持微信开放平台的 AppID（10016）。
explain-10016-why = 这个编号只会出现在公众号的 connect/oauth2/authorize 页面，不会出现在 authentik 打开的扫码页。网站应用的 AppID 没有错，是页面用错了。
explain-10016-fix = 请让登录从 authentik 的 WeChat 源开始，它会用网站应用的 AppID 打开 connect/qrconnect。


## 换取令牌（sns/oauth2/access_token）

explain-40029 = 微信不接受这个 code（40029 invalid code）。
explain-40029-why = code 已超过十分钟、被截断，或者是为另一个 AppID 签发的。
explain-40029-fix = 请重新登录。如果反复出现，请确认自始至终用的是同一个 AppID：另一个实例或旧标签页可能还在用以前的那个。

explain-40163 = 这个 code 已经用过（40163 code been used）。
explain-40163-why = 一个 code 只能用一次。回调被加载了两次：刷新页面、链接预览、代理重试，或另一个程序；也可能有人抢先使用。
explain-40163-fix = 请重新登录，不要刷新回调页面。如果您没有重复操作，请检查是否有代理重发请求，并认真对待。

explain-40125 = AppSecret 不正确（40125 invalid appsecret）。
explain-40125-why = AppSecret 在微信后台被重置过、属于另一个应用，或者多了少了字符。微信先校验 code 再校验 AppSecret，所以只有真正登录时才会暴露。
explain-40125-fix = 请重新复制 AppSecret，或在微信后台重置。重置后旧的立即失效，新的只显示一次，请马上填入 authentik。

explain-40013 = AppID 无效（40013 invalid appid）。
explain-40013-why = Consumer key 填错了、有大写字母或空白字符，或者属于其他产品。
explain-40013-fix = 请到 open.weixin.qq.com 的“管理中心 → 网站应用”重新复制 AppID 到 Consumer key。

explain-41002 = 请求缺少 appid（41002 appid missing）。
explain-41002-why = 客户端按标准 OAuth 发送了 client_id，或发送了 JSON。authentik 的 WeChat 类型发送的是 appid。
explain-41002-fix = 在 authentik 中请选择 WeChat 类型，而不是通用 OAuth 源，并填写 Consumer key。

explain-41004 = 请求缺少 AppSecret（41004）。
explain-41004-why = Consumer secret 为空，或者客户端用了别的参数名。
explain-41004-fix = 请在 Consumer secret 中填入 AppSecret 并重新保存源。

explain-41008 = 请求缺少 code（41008 missing code）。
explain-41008-why = 回调没有带 code，或者客户端用了微信不识别的格式（例如 JSON）。
explain-41008-fix = 请重新登录。如果反复出现，请检查代理是否去掉了回调 URL 的查询参数。

explain-40002 = grant_type 不正确（40002 invalid grant_type）。
explain-40002-why = 请求没有 grant_type，或者不是 authorization_code。authentik 总会发送正确的值。
explain-40002-fix = 请检查是哪个程序发出的请求。通用 OAuth 源无法与微信通信，请使用 WeChat 类型。

explain-42003 = code 已过期（42003）。
explain-42003-why = 从确认登录到换取令牌超过了十分钟。微信文档列有这个编号，但实际返回的通常是 40029。
explain-42003-fix = 请重新登录。如果 authentik 访问 api.weixin.qq.com 很慢，请检查网络。

explain-45011 = 本分钟调用过于频繁（45011）。
explain-45011-why = 应用超过了微信的每分钟调用上限，通常是压力测试或程序不停重试造成的。
explain-45011-fix = 请等一分钟再试，并找出重复调用的来源。

explain-45009 = 今日调用次数已用完（45009）。
explain-45009-why = 应用已达到微信对这类接口的每日上限。
explain-45009-fix = 请等到第二天，并找出大量调用的来源。

explain-50001 = 用户未授权（50001 user unauthorized）。
explain-50001-why = 微信不允许应用代表该用户调用接口。
explain-50001-fix = 请让用户重新登录并在手机上确认。如果仍然如此，请向微信客服咨询该账号。

explain-50002 = 账号受限（50002 user limited）。
explain-50002-why = 微信限制了该用户的账号，或限制了应用所属的账号。
explain-50002-fix = 请换一个微信号试试。如果只有一个账号受影响，需由其本人在微信里解除限制。

explain-40164 = 服务器 IP 不在白名单中（40164）。
explain-40164-why = 这是公众号和小程序的限制。按微信文档，网站应用没有 IP 白名单。
explain-40164-fix = 请确认 AppID 确实属于网站应用；如果不是，请改用网站应用的 AppID。

explain-40243 = AppSecret 已被冻结（40243）。
explain-40243-why = 冻结是公众号和小程序的功能。按微信文档，网站应用的 AppSecret 只有“启用”和“重置”。
explain-40243-fix = 请确认 AppID 确实属于网站应用；否则请到对应产品的后台解冻 AppSecret。

explain-minus-1 = 微信系统繁忙（-1）。
explain-minus-1-why = 微信服务器暂时出了问题，与您的设置无关。
explain-minus-1-fix = 请稍等片刻再登录。


## 刷新、校验和读取用户信息（sns/…）

explain-40001 = access_token 无效（40001 invalid credential）。
explain-40001-why = 在 sns/userinfo 表示 access_token 错误或不是最新的。返回码表也把它用于 AppSecret 错误，但换取令牌时实际返回的是 40125。
explain-40001-fix = 请重新登录。如果再次出现，请确认没有其他程序同时为同一用户登录。

explain-40003 = openid 与 access_token 不匹配（40003 invalid openid）。
explain-40003-why = openid 有误、为空，或来自另一个 AppID。authentik 发送的是令牌响应里的 openid。
explain-40003-fix = 请重新登录。如果有代理或其他程序改动了微信的响应，请先移除它。

explain-40014 = access_token 不合法（40014 invalid access_token）。
explain-40014-why = 微信不认识这个令牌：被截断、被改动，或属于其他产品。
explain-40014-fix = 请重新登录，让 authentik 取得新的令牌。

explain-40030 = refresh_token 无效（40030 invalid refresh_token）。
explain-40030-why = refresh_token 有误或已超过 30 天。authentik 不会刷新微信令牌，所以是别的程序发出的请求。
explain-40030-fix = 请让用户重新登录。

explain-41001 = 请求缺少 access_token（41001 access_token missing）。
explain-41001-why = 令牌响应里没有 access_token，或者客户端把它放在请求头里，而微信只从查询参数读取。
explain-41001-fix = 请重新登录。通用 OAuth 源无法工作，请使用 WeChat 类型。

explain-41003 = 请求缺少 refresh_token（41003）。
explain-41003-why = 刷新请求没有带 refresh_token。authentik 不会刷新微信令牌，所以是别的程序发出的请求。
explain-41003-fix = 请检查那个程序；authentik 登录不需要它。

explain-41009 = 请求缺少 openid（41009）。
explain-41009-why = 令牌响应里没有 openid，或者客户端没有传递它。
explain-41009-fix = 请重新登录，并确认没有代理改动微信的响应。

explain-42001 = access_token 已过期（42001 access_token expired）。
explain-42001-why = access_token 有效期为两小时。authentik 会立即使用它，所以可能用了旧令牌，或者途中的时钟或缓存有问题。
explain-42001-fix = 请重新登录。

explain-42002 = refresh_token 已过期（42002）。
explain-42002-why = 网站应用的 refresh_token 有效期为 30 天，无法续期。authentik 不使用它。
explain-42002-fix = 请让用户重新登录。

explain-48001 = 应用没有调用该接口的权限（48001 api unauthorized）。
explain-48001-why = 令牌不是用 snsapi_login 取得的，或者微信尚未授予应用“微信登录”接口。
explain-48001-fix = 在 authentik 中把作用域留空，并到微信后台确认“微信登录”显示“已获得”。


## 扫码页的长轮询

explain-wx-408 = 暂时没有新动作（wx_errcode 408）。
explain-wx-408-why = 微信保持了一段时间，其间没有人扫码。这不是错误，也不表示二维码过期。
explain-wx-408-fix = 无需处理：页面会在两秒后再次询问。

explain-wx-404 = 已扫码，等待确认（wx_errcode 404）。
explain-wx-404-why = 用户已扫码，但还没有在手机上点确认。这个响应里没有 code。
explain-wx-404-fix = 请在手机上确认。如果程序把 404 当成确认，就会一直等下去：带 code 的是 405。

explain-wx-405 = 用户已确认，code 就在这个响应里（wx_errcode 405）。
explain-wx-405-why = 这表示成功。页面接下来会带着 code 和 state 跳转到回调 URL。
explain-wx-405-fix = 无需处理。请把这个响应当作机密：拿到 code 的人可以抢先登录。

explain-denied = 用户在手机上取消了登录（wx_errcode 403）。
explain-denied-why = 用户点了“取消”。微信页面会显示“您已取消此次登录”并停在原处，authentik 收不到任何消息；文档所说的不带 code 的跳转在实际页面中并不发生。
explain-denied-fix = 请重新扫码并确认。可以提前告诉用户：取消之后，页面不会再有其他动作。

explain-expired = 二维码已过期（wx_errcode 402）。
explain-expired-why = 在有效期内没有人确认。有效期约五分钟，微信没有公布准确时间。
explain-expired-fix = 请重新开始登录，扫描新的二维码。

explain-wx-500 = 微信扫码服务出错（wx_errcode 500）。
explain-wx-500-why = 长轮询在微信一侧失败。页面会像二维码过期一样换一个新的。
explain-wx-500-fix = 请重新开始登录。


## authentik 显示的信息

explain-could-not-retrieve-token = authentik 没有从微信取得令牌（Could not retrieve token.）。
explain-could-not-retrieve-token-why = 换取令牌时的任何 errcode、回调缺少 code、或者无法访问 api.weixin.qq.com，authentik 都显示这句话。真正的原因只在服务器日志里（errcode 和 errmsg）。
explain-could-not-retrieve-token-fix = 请在 authentik 服务器日志中查找“Unable to fetch wechat token”，再解释其中的 errcode。如果没有 errcode，请让服务器能通过 443 端口访问 api.weixin.qq.com。

explain-could-not-retrieve-profile = authentik 没有从微信取得用户信息（Could not retrieve profile.）。
explain-could-not-retrieve-profile-why = 读取用户信息时返回了 errcode 或 HTTP 错误，或者响应不是合法的 JSON（例如昵称中有控制字符）。
explain-could-not-retrieve-profile-fix = 请在 authentik 服务器日志中查找“Unable to fetch wechat userinfo”，再解释其中的 errcode。在“事件”中，“Failed to JSON-decode profile.”会显示无法解析的响应。

explain-state = state 与 authentik 发出的不一致（State check failed.）。
explain-state-why = 登录开始时的主机名与回调不同、被另一个标签页覆盖，或者浏览器丢失了 authentik 的 Cookie。旧链接或有人试图植入别人的登录也会如此。
explain-state-fix = 请在同一个标签页中，用与回调 URL 相同的主机名，从 authentik 登录页重新开始，并确认经过提供方之后会话 Cookie 仍然有效。

explain-no-identifier = authentik 无法确定用户是谁（Could not determine id.）。
explain-no-identifier-why = 响应里没有 authentik 为该类型读取的键：微信是 unionid 或 openid；GitLab 是 id，而它默认的用户信息 URL 并不返回；OpenID Connect 是 sub。
explain-no-identifier-fix = 请把记录中的响应与该类型的要求对照。GitLab 需要把用户信息 URL 设为 https://gitlab.com/api/v4/user。并确认 authentik 与提供方之间没有东西改动响应。

explain-flow-missing = 源没有设置身份验证流程（Configured flow does not exist.）。
explain-flow-missing-why = 用户已存在，但“身份验证流程”为空。蓝图找不到流程时会悄悄留空，从而造成这个结果。
explain-flow-missing-fix = 请在源中选择“身份验证流程”，例如 default-source-authentication。

explain-no-enrollment = 源没有启用注册（Source is not configured for enrollment.）。
explain-no-enrollment-why = 这是新用户，而“注册流程”为空。
explain-no-enrollment-fix = 请选择“注册流程”，例如 default-source-enrollment；或者先创建用户，再由用户在设置中关联微信。

explain-denied-by-matching = authentik 因“用户匹配模式”拒绝了该用户（Request to authenticate with … has been denied.）。
explain-denied-by-matching-why = 已有相同用户名的用户而匹配模式要求拒绝；或者匹配模式比较邮箱，而微信从不提供邮箱，所以 email_link 和 email_deny 总是拒绝。
explain-denied-by-matching-fix = 请把“用户匹配模式”设为 identifier。已有用户可以在自己的设置中关联微信。

explain-user-write-failed = authentik 无法写入用户（Failed to update user. Please try again later.）。
explain-user-write-failed-why = 用户名已被占用。微信登录的用户名是 unionid 或 openid，所以最常见的原因是源被删除后重建：关联没有了，用户还在。
explain-user-write-failed-fix = 请找到使用该用户名的用户，重新与源关联；不再需要的话可以删除。

explain-groups-failed = authentik 无法更新组（Failed to update groups. Please try again later.）。
explain-groups-failed-why = 属性映射返回了组，而“组匹配模式”拒绝使用已存在的组。
explain-groups-failed-fix = 请把“组匹配模式”设为 name_link，或更改组名。微信本身不提供组。

explain-server-error = authentik 自身出错（Server Error，HTTP 500）。
explain-server-error-why = 令牌响应不是 JSON 或缺少令牌、读取用户信息时连接中断，或属性映射抛出异常时，会出现这种情况。
explain-server-error-fix = 请查看 authentik 当时的服务器日志和“事件”。先确认回答的确实是提供方，而不是代理自己的页面。

explain-oauth-error = 服务方返回了自己的错误。
explain-oauth-error-why = 提供方返回的错误不在标准之列，authentik 会把它的文字显示给用户。
explain-oauth-error-fix = 请查看记录中的详细信息，并在提供方的文档中查找。


## 测试登录自身发现的问题

explain-not-loopback = 测试登录只与本机通信。
explain-not-loopback-why = 有一个端点不是形如 http://127.0.0.1:8080 的本机地址。这个版本只对内置模拟器进行演练。
explain-not-loopback-fix = 请使用内置模拟器进行测试登录。

explain-unreachable = 无法连接到端点。
explain-unreachable-why = 那里没有程序监听，或连接中断。在真实服务器上，这表示 authentik 无法访问提供方。
explain-unreachable-fix = 测试登录时请重新开始。在服务器上请放行到提供方（微信为 api.weixin.qq.com）的 443 端口，并检查代理和 DNS。

explain-no-answer = 端点没有及时回答。
explain-no-answer-why = authentik 默认等待 30 秒。为了不让您久等，模拟“响应过慢”时只等两秒。
explain-no-answer-fix = 请重试。在服务器上请检查 authentik 与提供方之间的网络。

explain-too-large = 响应过大。
explain-too-large-why = 超过了 1 MB，而提供方给出的用户信息只有几 KB，说明是别的东西在回答。
explain-too-large-fix = 请检查该地址上是什么程序。

explain-http-500 = 端点返回了 HTTP 500。
explain-http-500-why = 对方服务器出错，或者有代理代替它回答。微信即使出错也返回 HTTP 200，所以在微信这里就是代理。
explain-http-500-fix = 请稍后再试。如果持续出现，请查看提供方的状态页，并检查 authentik 与提供方之间是否有代理。

explain-http-error = 端点返回了 HTTP 错误。
explain-http-error-why = 提供方没有接受请求，或者有代理、防火墙代替它回答。微信即使出错也返回 HTTP 200。
explain-http-error-fix = 请查看记录中的状态码和响应。如果不是提供方自己的响应，请让 authentik 直接访问提供方。

explain-not-json = 响应不是 authentik 所期望的 JSON。
explain-not-json-why = 通常是代理或防火墙的页面。在换取令牌时 authentik 会显示服务器错误页，在读取用户信息时显示“Could not retrieve profile.”。
explain-not-json-fix = 请查看记录中的响应。在服务器上请让 authentik 直接访问提供方。

explain-control-characters = 昵称中有控制字符，authentik 无法解析响应。
explain-control-characters-why = 微信会把这类字符原样放进 JSON，而 Python 的严格解析器拒绝它们，于是 authentik 显示“Could not retrieve profile.”。属性映射在此之后才运行，所以帮不上忙。
explain-control-characters-fix = 请用户删除微信昵称中的不可见字符，并向 authentik 开发者反馈。

explain-no-code = 浏览器返回时没有带 code。
explain-no-code-why = 按微信文档，用户拒绝登录时只会带回 state。authentik 随后显示“Could not retrieve token.”，看不出用户其实只是取消了。
explain-no-code-fix = 请重新登录并在手机上确认。如果确实确认过，请检查代理是否去掉了回调 URL 的查询参数。

explain-callback-elsewhere = 登录返回到了测试登录以外的地方。
explain-callback-elsewhere-why = 启动模拟器时没有告诉它测试登录的监听地址，或者那里是别的程序在回答。
explain-callback-elsewhere-fix = 请从这里重新开始测试登录，它会启动自己的模拟器。

explain-unknown-page = 这个页面既不是微信扫码页，也不是已知的错误页面。
explain-unknown-page-why = 可能是微信改了页面，也可能是别的程序在这个地址回答。
explain-unknown-page-fix = 请查看记录中的响应。如果确实来自微信，请反馈给我们，以便补充解释。

explain-timeout = 测试登录超过了五分钟。
explain-timeout-why = 在这段时间内没有人登录并同意。微信二维码的有效期也差不多这么长。
explain-timeout-fix = 请重新开始，或让测试登录自动代为操作。

explain-unknown-errcode = 微信返回了这里没有收录的 errcode。
explain-unknown-errcode-why = 它不在已知的网站应用登录返回码之中。详情里有微信的原文。
explain-unknown-errcode-fix = 请在微信文档“全局返回码”中查找该编号，也欢迎反馈给我们补充。

explain-listener = 测试登录自己的回调地址出了问题。
explain-listener-why = 系统关闭了 127.0.0.1 上的端口，或者无法再打开连接。
explain-listener-fix = 请重新开始测试登录。如果持续出现，请检查安全软件是否拦截了本机端口。


## 没有编号的现象

explain-garbled-nickname = 中文昵称在 authentik 中变成乱码。
explain-garbled-nickname-why = 微信以 text/plain 发送 UTF-8 却不注明字符集，authentik 的 HTTP 库因此按 Latin-1 读取。登录本身不受影响。这是在 2026.5 上观察到的，其他版本可能读取正确。
explain-garbled-nickname-fix = 请添加修复昵称的属性映射。它不会改动没有乱码的名字。

explain-duplicate-users = 同一个人变成了两个用户。
explain-duplicate-users-why = authentik 用 unionid 识别用户，没有时用 openid。openid 随 AppID 而变；微信开始返回 unionid 时，标识也会改变。
explain-duplicate-users-fix = 请在首次登录之前，把应用绑定到同一个微信开放平台账号，并保持 AppID 不变。

explain-text-plain = 程序因 text/plain 类型而无法读取微信的响应。
explain-text-plain-why = 微信发送 JSON 时的类型是 text/plain，坚持 application/json 的客户端会放弃。authentik 没有这个问题。
explain-text-plain-fix = 请让该程序无论类型如何都按 JSON 解析。

explain-fast-login = 微信电脑版的快捷登录不可用。
explain-fast-login-why = 页面会与同一台电脑上的微信通信。微信必须已登录、版本够新（Windows 3.9.11、Mac 4.0.0）且未锁定；全局代理会使它失效。10057 表示只能扫码。
explain-fast-login-fix = 请改用扫码。authentik 无法关闭快捷登录，因为 WeChat 源没有对应的设置。

explain-local-network-access = 浏览器在微信页面上请求访问本地网络。
explain-local-network-access-why = Chrome 142 及以上版本会在网页与本机程序通信之前询问，而微信快捷登录正是这样做的。
explain-local-network-access-fix = 允许即可使用快捷登录；拒绝也可以，改用扫码。两种方式都不影响 authentik。

explain-second-qr = 扫码后手机上又出现一个二维码。
explain-second-qr-why = 有人把扫码页的网址本身做成了二维码。能扫的只有页面上的那张图。
explain-second-qr-fix = 请在浏览器中打开登录页，扫描微信显示的图。

explain-scanned-stall = 登录停在“已扫码”。
explain-scanned-stall-why = 用户还没有在手机上确认；或者自制客户端把 404 当成了确认，而 code 是随 405 返回的。
explain-scanned-stall-fix = 请在手机上确认。自制客户端请等待 wx_errcode 405。

# 解释的依据。

evidence-login-document = 微信开放平台文档《网站应用微信登录》
evidence-code-document = 微信文档《全局返回码》
evidence-official-account-document = 微信文档《公众号网页授权》
evidence-qr-page = 微信 connect/qrconnect 页面的脚本
evidence-community = 微信开发者社区的讨论
evidence-recorded = 微信接口的实测返回
evidence-authentik-wechat = authentik 源码 sources/oauth/types/wechat.py
evidence-authentik-callback = authentik 源码 sources/oauth/views/callback.py
evidence-authentik-client = authentik 源码 sources/oauth/clients/oauth2.py
evidence-authentik-flow-manager = authentik 源码 core/sources/flow_manager.py
evidence-authentik-user-write = authentik 源码 stages/user_write/stage.py
evidence-test-login = Source Desk 的测试登录
