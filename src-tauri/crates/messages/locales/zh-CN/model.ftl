# 目录用语：类型、分组、字段、选项。

type-wechat = 微信
type-wechat-about = 用户用微信扫一扫二维码即可登录。

group-general = 常规
group-protocol = 协议设置
group-attribute-mapping = OAuth 属性映射
group-flow = 流程设置
group-advanced = 高级设置

field-name = 源名称
field-name-help = 显示在登录按钮上。
field-slug = Slug
field-slug-help = 登录地址和回调地址的一部分。日后修改会改变回调地址。
field-enabled = 已启用
field-enabled-help = 停用后，登录页不再显示此源，其地址返回 404。
field-promoted = 突出显示
field-promoted-help = 以带名称的醒目按钮显示，而不是小图标。
field-user-matching-mode = 用户匹配模式
field-user-matching-mode-help = authentik 如何判断一次登录属于哪个用户。
field-group-matching-mode = 组匹配模式
field-group-matching-mode-help = authentik 如何匹配来源提供的组。微信不提供组。
field-user-path-template = 用户路径
field-user-path-template-help = 新用户存放的路径。%(slug)s 代表源的 Slug。
field-icon = 图标
field-icon-help = 可填 URL、authentik 媒体目录中的路径，或 fa://fa-weixin。留空则使用 authentik 自带的微信图标。
field-consumer-key = 消费者密钥（Consumer key）
field-consumer-key-help = 微信开放平台「网站应用」的 AppID：wx 加 16 位十六进制数字。
field-consumer-secret = 消费者机密（Consumer secret）
field-consumer-secret-help = 即 AppSecret，微信只显示一次。
field-additional-scopes = 作用域
field-additional-scopes-help = 微信请留空：微信只接受 snsapi_login，authentik 会自动发送。
field-user-property-mappings = 用户属性映射
field-user-property-mappings-help = 用 Python 调整 authentik 保存的用户信息。按名称顺序依次执行。
field-group-property-mappings = 组属性映射
field-group-property-mappings-help = 用 Python 调整 authentik 保存的组信息。
field-authentication-flow = 身份验证流程
field-authentication-flow-help = 老用户登录时使用的流程（填流程的 Slug）。
field-enrollment-flow = 注册流程
field-enrollment-flow-help = 新用户首次登录时使用的流程（填流程的 Slug）。留空则不允许注册。
field-policy-engine-mode = 策略引擎模式
field-policy-engine-mode-help = 满足任一策略即可，还是必须满足全部策略。
field-authentik-host = authentik 域名
field-authentik-host-help = 浏览器访问 authentik 时使用的域名，例如 auth.example.com。
field-callback-domain = 授权回调域
field-callback-domain-help = 微信开放平台后台中该字段的内容：只填域名，不带 https://，不带路径。

choice-user-matching-mode-identifier = 按唯一标识符关联用户
choice-user-matching-mode-email-link = 关联到电子邮箱相同的用户。若来源不验证邮箱，可能有安全风险
choice-user-matching-mode-email-deny = 使用用户的电子邮箱；若邮箱已存在则拒绝注册
choice-user-matching-mode-username-link = 关联到用户名相同的用户。若用户名在其他来源中使用，可能有安全风险
choice-user-matching-mode-username-deny = 使用用户的用户名；若用户名已存在则拒绝注册
choice-group-matching-mode-identifier = 按唯一标识符关联组
choice-group-matching-mode-name-link = 关联到名称相同的组。若该组在其他来源中使用，可能有安全风险
choice-group-matching-mode-name-deny = 使用组的名称；若名称已存在则拒绝
choice-policy-engine-mode-any = 满足任一策略即可访问
choice-policy-engine-mode-all = 必须满足全部策略才可访问
