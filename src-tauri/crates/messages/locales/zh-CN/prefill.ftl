# 根据 OpenID 发现文档或 SAML 元数据填写草稿：问题、理由、提示、命令行、窗口。

metadata-dialog = 从文档填写

## 问题

err-metadata-gone = 该文档已不在手头，因为之后又读取了其他文档。
fix-metadata-gone = 请重新选择文档。
err-metadata-no-entity = 文档中没有身份提供方「{ $subject }」。
fix-metadata-no-entity = 可选：{ $choices }
err-metadata-not-proposed = 文档没有为「{ $subject }」提供值。
fix-metadata-not-proposed = 可用 --dry-run 查看文档提供了哪些值。
err-metadata-too-large = { $subject } 超出可读取的大小，上限为 { $limit }（字节或节点）。
fix-metadata-too-large = 请向提供方索取单个身份提供方的元数据，而不是整个联盟的。
err-metadata-too-deep = { $subject } 的嵌套超过 { $limit } 层，没有读取。
fix-metadata-too-deep = 请确认选对了文件。
err-metadata-malformed = { $subject } 的格式不正确：第 { $line } 行第 { $column } 列。
fix-metadata-malformed = 请重新下载文档；浏览器的「另存为」可能会改动内容。
err-metadata-document-type = { $subject } 含有文档类型声明（DOCTYPE）。元数据不需要它，而它可能引入其他文件，因此没有读取。
fix-metadata-document-type = 请查明文件的来源。如果确实是正确的文件，请删除以 <!DOCTYPE 开头的行。
err-metadata-not-one =
    { $subject } 不是元数据：{ $why ->
        [neither] 它既不是 JSON 也不是 XML。
        [field] 发现文档中没有 { $field }。
        [no-entity] XML 的根元素不是 EntityDescriptor。
       *[no-provider] 其中没有身份提供方。它可能是服务提供方的元数据，例如 authentik 自己的。
    }
fix-metadata-not-one = OpenID 提供方的文档在 /.well-known/openid-configuration；SAML 身份提供方会提供元数据下载。
err-metadata-wrong-kind =
    { $sort ->
        [openid] OpenID 发现文档
       *[saml] SAML 元数据
    }不适用于类型为 { $subject } 的源。
fix-metadata-wrong-kind =
    { $sort ->
        [openid] 请使用可修改 URL 的类型：openidconnect、okta、entraid、github、gitlab 或 mailcow。
       *[saml] 请使用 saml 类型的源。
    }

## 理由

prefill-why-said = 文档中的值
prefill-why-own-profile = 文档中有此值，但这一类型从提供方自己的接口读取用户信息；确认返回内容合适时再采用
prefill-why-well-known = 由 issuer 推出。authentik 在每次保存时以及每三小时读取一次，并用读到的值覆盖这些 URL
prefill-why-pkce-s256 = 提供方支持 S256
prefill-why-pkce-none = 提供方没有声明支持 S256
prefill-why-authentication = 提供方接受的客户端认证方式
prefill-why-binding = 与登录 URL 对应
prefill-why-name-id = 身份提供方不支持草稿中的格式
prefill-why-certificate = 您选择的证书。蓝图会以此名称带上它

## 提示

prefill-note-no-secret-authentication = 提供方的令牌端点既不接受 client_secret_basic 也不接受 client_secret_post。authentik 没有其他方式，登录会失败。
prefill-note-no-code = 提供方没有列出响应类型 code，而 authentik 只用这一种。
prefill-note-scopes-missing = authentik 会请求以下作用域，但提供方没有列出：{ $scopes }。如果被拒绝，请在「作用域」开头写 *，再列出提供方支持的作用域。
prefill-note-wants-signed-requests = 身份提供方要求请求必须签名：请选择签名密钥对。
prefill-note-no-single-sign-on = 文档中没有适用于浏览器的登录 URL（HTTP-Redirect 或 HTTP-POST）。
prefill-note-no-known-name-id = 文档列出的 NameID 格式，authentik 都无法请求。
prefill-note-unreadable-certificates = 有 { $count } 个证书无法读取。
prefill-note-several-certificates = 文档中有 { $count } 个签名证书，通常是因为提供方即将更换证书。一个源只用其中一个验证签名。
prefill-note-no-certificate = 文档中没有签名证书，authentik 将无法验证身份提供方发来的内容。
prefill-note-not-a-url = 文档中 { $field } 的值不是 http 或 https 地址，因此不采用。

certificate-valid = 有效期至 { $date }
certificate-not-yet = { $date } 之前尚未生效
certificate-expired = 已于 { $date } 过期

## 命令行

cli-prefill = 根据 OpenID 发现文档或 SAML 元数据填写草稿
cli-prefill-file = 文档的路径；- 表示从标准输入读取
cli-prefill-dry-run = 只说明草稿会得到什么，不作改动
cli-prefill-entity = 文档中有多个身份提供方时，指定 entityID
cli-prefill-take = 即使不建议也要采用的字段，可多次给出
cli-prefill-leave = 不采用的字段，可多次给出
cli-new-from = 用来填写草稿的文档：OpenID 发现文档或 SAML 元数据
cli-prefill-taken = 已填写
cli-prefill-would = 将填写
cli-prefill-left = 文档有值但未采用
cli-prefill-nothing = { $file } 中的内容草稿里都已有了
cli-prefill-certificate = 证书 { $name }：{ $subject } · { $state }

## 窗口

ui-prefill-button = 从文档填写…
ui-prefill-about = 可用 OpenID 发现文档（JSON）或身份提供方的 SAML 元数据（XML）。所有改动都会先显示出来，由您确认。
ui-prefill-title = 从文档填写
ui-prefill-openid = OpenID 发现文档：
ui-prefill-saml = SAML 元数据：
ui-prefill-provider = 身份提供方
ui-prefill-certificate = 用于验证签名的证书
ui-prefill-certificate-about = authentik 按名称引用证书。所选证书会随草稿保留，并作为「证书密钥对」一起导出。
ui-prefill-certificate-none = 都不使用
ui-prefill-pem = 证书（PEM）
ui-prefill-changes = 要采用的改动
ui-prefill-field = 字段
ui-prefill-before = 当前值
ui-prefill-after = 文档中的值
ui-prefill-empty = 空
ui-prefill-nothing = 文档中的内容草稿里都已有了。
ui-prefill-same =
    { $count ->
       *[other] 另有 { $count } 个字段与文档一致。
    }
ui-prefill-notes = 文档中的其他信息
ui-prefill-run =
    { $count ->
       *[other] 填写 { $count } 个字段
    }
ui-prefill-done =
    { $count ->
       *[other] 已填写 { $count } 个字段
    }
