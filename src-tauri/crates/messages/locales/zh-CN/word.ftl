## 属性映射编辑器提供的补全

word-variable-request = 本次执行的请求；request.http_request 是浏览器的请求。
word-variable-source = 登录源。
word-variable-properties = 目前为止的属性，所有映射共用。
word-variable-info = 提供方返回的用户信息。
word-variable-client = 本次登录的 OAuth 客户端。
word-variable-token = 令牌端点的返回，例如 token["access_token"]。
word-variable-root = 完整的 SAML 响应。
word-variable-assertion = SAML 断言。
word-variable-name-id = 断言中的 NameID。
word-variable-ldap = LDAP 条目：按名称存放的属性，有些是列表。
word-variable-dn = LDAP 条目的 DN。
word-variable-principal = Kerberos 主体的名称。
word-variable-principal-obj = 主体的记录，只在同步时有。
word-variable-auth-api = 与 Plex API 的连接。
word-variable-data = SCIM 客户端发来的内容。
word-variable-group-id = 组在提供方的 ID。
word-global-ak-call-policy = 按名称执行策略，结果含 passing 和 messages。
word-global-ak-create-event = 在 authentik 的事件日志中写一条事件，每次登录都会写。
word-global-ak-create-jwt = 为用户签发某个提供程序的令牌。
word-global-ak-create-jwt-raw = 用任意声明签发某个提供程序的令牌。
word-global-ak-is-group-member = 用户是否属于某个组，例如 name="admins"。
word-global-ak-logger = 写入服务器日志：ak_logger.info("text", key=value)。
word-global-ak-send-email = 发送邮件，每次登录都会发送。
word-global-ak-user-by = 查找符合条件的用户，例如 email=…；没有时为 None。
word-global-ak-user-has-authenticator = 用户是否有第二验证因素。
word-global-ip-address = 解析 IP 地址。
word-global-ip-network = 解析 IP 网段。
word-global-list-flatten = 取列表的第一项；不是列表时原样返回。
word-global-regex-match = 文字中是否能找到匹配的正则表达式。
word-global-regex-replace = 替换文字中匹配正则表达式的部分。
word-global-requests = 通过 HTTP 访问其他服务器。请设置超时并处理错误。
word-global-resolve-dns = 查询主机的地址。
word-global-reverse-dns = 查询地址对应的主机。
word-global-slugify = 转为小写、用连字符连接；只保留拉丁字母，除非 allow_unicode 为 True。
word-global-skipobject = raise SkipObject 会让同步跳过这个对象。
word-user-username = 用户名：不能重复，最多 150 个字符。
word-user-name = 显示的名字。
word-user-email = 邮箱地址。
word-user-path = 用户所在的路径。
word-user-type = internal、external、service_account 或 internal_service_account。
word-user-is-active = 为 False 时用户不能登录。
word-user-attributes = 其他任意内容，是一个 dict。
word-user-groups = 组 ID 的列表。
word-user-password = 新密码，明文。
word-user-last-login = 上次登录的时间。
word-user-date-joined = 用户的创建时间。
word-group-name = 组名，不能重复。
word-group-attributes = 其他任意内容，是一个 dict。
word-group-is-superuser = 为 True 时，所有成员都是 authentik 管理员。
