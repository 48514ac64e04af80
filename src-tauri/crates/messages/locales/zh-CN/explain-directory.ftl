# 错误说明：LDAP、Kerberos 与 SAML。explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。

explain-ldap-52e = 绑定账号或密码错误（AcceptSecurityContext error, data 52e）。
explain-ldap-52e-why = Active Directory 认识该账号但密码不对，或绑定名称的写法无法识别。
explain-ldap-52e-fix = 请重新输入绑定密码；绑定名称使用 user@domain、DOMAIN\user 或完整 DN。

explain-ldap-525 = 绑定用户不存在（data 525）。
explain-ldap-525-why = Active Directory 找不到该名称：拼写错误、属于别的域，或账号已移动。
explain-ldap-525-fix = 请从 Active Directory 复制该账号的 distinguishedName 或 userPrincipalName。

explain-ldap-530 = 该用户此时不允许登录（data 530）。
explain-ldap-530-why = 账号设置了登录时段，而当前不在其中。
explain-ldap-530-fix = 请放宽该账号的登录时段。

explain-ldap-531 = 该用户不允许从此计算机登录（data 531）。
explain-ldap-531-why = 账号限制了可登录的工作站。
explain-ldap-531-fix = 请在账号的“登录到”中允许该域控制器，或取消限制。

explain-ldap-532 = 密码已过期（data 532）。
explain-ldap-532-why = 账号密码超过了域允许的期限。
explain-ldap-532-fix = 请设置新密码。绑定账号建议使用密码不过期的账号。

explain-ldap-533 = 账号已禁用（data 533）。
explain-ldap-533-why = 该账号在 Active Directory 中已停用。
explain-ldap-533-fix = 请启用该账号，或使用另一个绑定账号。

explain-ldap-701 = 账号已到期（data 701）。
explain-ldap-701-why = 账号的截止日期已过。
explain-ldap-701-fix = 请在 Active Directory 中延长“帐户过期”日期。

explain-ldap-773 = 用户必须先修改密码（data 773）。
explain-ldap-773-why = 账号设置了“用户下次登录时须更改密码”。
explain-ldap-773-fix = 请先修改一次密码；绑定账号请取消该选项。

explain-ldap-775 = 账号已锁定（data 775）。
explain-ldap-775-why = 错误密码尝试过多，可能有旧配置仍在使用以前的密码。
explain-ldap-775-fix = 请解锁账号，并查找仍在使用旧密码的程序。

explain-ldap-49 = LDAP 服务器不接受绑定名称或密码（49，invalidCredentials）。
explain-ldap-49-why = 两者之一有误。Active Directory 会附上“data”和编号说明具体原因。
explain-ldap-49-fix = 请重新填写绑定 CN 和密码。如果文字中有“data”加编号，请再解释该编号。

explain-ldap-32 = LDAP 服务器找不到搜索位置（32，noSuchObject）。
explain-ldap-32-why = 基准 DN，或用户、组的附加 DN 拼写有误或不存在。
explain-ldap-32-fix = 请与服务器核对基准 DN；用户和组的附加 DN 会拼接在它前面。

explain-ldap-8 = LDAP 服务器要求加密连接（8，strongerAuthRequired）。
explain-ldap-8-why = 它拒绝在明文 LDAP 上使用密码绑定。
explain-ldap-8-fix = 请在服务器 URI 中使用 ldaps://，或启用 StartTLS。

explain-ldap-50 = 绑定账号权限不足（50，insufficientAccessRights）。
explain-ldap-50-why = 它无权读取用户；启用密码回写时，可能无权设置密码。
explain-ldap-50-fix = 请授予绑定账号读取权限；需要回写时再授予重置密码的权限。

explain-ldap-53 = LDAP 服务器拒绝执行（53，unwillingToPerform）。
explain-ldap-53-why = 常见原因是在未加密连接上设置密码、密码不符合策略，或禁止匿名绑定。
explain-ldap-53-fix = 请使用 ldaps:// 或 StartTLS，并检查目录的密码策略。

explain-ldap-4 = LDAP 服务器不再返回更多条目（4，sizeLimitExceeded）。
explain-ldap-4-why = 搜索结果超过了服务器一次允许的数量。
explain-ldap-4-fix = 请收窄用户和组的过滤器，或提高服务器对绑定账号的限制。

explain-ldap-not-bound = Active Directory 要求先绑定再搜索（000004DC）。
explain-ldap-not-bound-why = 搜索时没有登录：绑定 CN 或密码为空。
explain-ldap-not-bound-fix = 请填写绑定 CN 和绑定密码。

explain-ldap-unreachable = 无法连接 LDAP 服务器。
explain-ldap-unreachable-why = 主机、端口或网络不通；使用 ldaps:// 时证书不被接受也会显示同样的文字。
explain-ldap-unreachable-fix = 请检查服务器 URI（ldap:// 用 389，ldaps:// 用 636）、防火墙，以及证书的签发者和名称。

explain-krb-client-unknown = KDC 不认识该用户（KDC_ERR_C_PRINCIPAL_UNKNOWN）。
explain-krb-client-unknown-why = 主体名拼写有误、属于别的领域，或领域名没有大写。
explain-krb-client-unknown-fix = 请检查源的主体和领域，并在服务器上用 kinit 对比。

explain-krb-server-unknown = KDC 不认识该服务（KDC_ERR_S_PRINCIPAL_UNKNOWN）。
explain-krb-server-unknown-why = 没有与所请求名称对应的服务主体；常因使用别名或 IP 地址访问。
explain-krb-server-unknown-fix = 请为准确的主机名创建服务主体，例如 HTTP@auth.example.com，并检查正向和反向 DNS。

explain-krb-preauth = Kerberos 密码或 keytab 错误（KDC_ERR_PREAUTH_FAILED）。
explain-krb-preauth-why = 密码已更改，或 keytab 的密钥版本过旧。
explain-krb-preauth-fix = 请重新输入密码，或导出新的 keytab。

explain-krb-revoked = Kerberos 账号已锁定或禁用（KDC_ERR_CLIENT_REVOKED）。
explain-krb-revoked-why = 错误密码过多，或管理员停用了账号。
explain-krb-revoked-fix = 请解锁或启用该账号。

explain-krb-expired = Kerberos 密码已过期（KDC_ERR_KEY_EXPIRED）。
explain-krb-expired-why = 账号密码超过了策略允许的期限。
explain-krb-expired-fix = 请设置新密码；同步用户建议设为不过期。

explain-krb-etype = KDC 不支持该加密类型（KDC_ERR_ETYPE_NOSUPP）。
explain-krb-etype-why = 客户端与 KDC 没有共同的加密类型，常见是一方仅 RC4、另一方仅 AES。
explain-krb-etype-fix = 请为账号启用 AES，并用 aes256-cts 导出 keytab。

explain-krb-skew = 时钟相差太大（KRB_AP_ERR_SKEW）。
explain-krb-skew-why = Kerberos 通常只容许客户端、服务器和 KDC 之间相差五分钟。
explain-krb-skew-fix = 请用 NTP 校准三者的时间。

explain-krb-modified = 票据与服务密钥不匹配（KRB_AP_ERR_MODIFIED）。
explain-krb-modified-why = 服务主体属于另一个账号，或 keytab 已过旧。
explain-krb-modified-fix = 请确认只有一个账号拥有该服务主体，并重新导出 keytab。

explain-krb-no-kdc = 无法联系该领域的 KDC。
explain-krb-no-kdc-why = krb5.conf 或 DNS 中没有 KDC，或 88 端口被阻断。
explain-krb-no-kdc-fix = 请在源的 krb5.conf 中填写 KDC，并放行 TCP 和 UDP 的 88 端口。

explain-krb-no-key = keytab 中没有匹配的密钥。
explain-krb-no-key-why = 缺少该主体，或缺少 KDC 使用的密钥版本。
explain-krb-no-key-fix = 请用 klist -kte 查看，并为准确的主体重新导出。

explain-saml-requester = 身份提供方认为请求有误（Requester）。
explain-saml-requester-why = 常见是签发者、ACS URL、绑定方式或签名与对方配置不符。第二级状态码或消息会说明细节。
explain-saml-requester-fix = 请与身份提供方核对源的签发者和 ACS URL，以及对方是否要求签名请求。

explain-saml-responder = 身份提供方自身出错（Responder）。
explain-saml-responder-why = 它无法完成登录；第二级状态码或其日志会写明原因。
explain-saml-responder-fix = 请查看身份提供方在该时刻的日志。

explain-saml-version = 身份提供方不支持该 SAML 版本（VersionMismatch）。
explain-saml-version-why = authentik 只支持 SAML 2.0。
explain-saml-version-fix = 请使用身份提供方的 SAML 2.0 端点。

explain-saml-authn-failed = 身份提供方无法认证该用户（AuthnFailed）。
explain-saml-authn-failed-why = 密码错误、登录被取消，或规则拒绝。
explain-saml-authn-failed-fix = 请让用户直接在身份提供方登录，并查看其日志。

explain-saml-name-id = 身份提供方无法给出所要求的 NameID（InvalidNameIDPolicy）。
explain-saml-name-id-why = 源的 NameID 策略不被该用户或应用支持。
explain-saml-name-id-fix = 请在源中改选 NameID 策略，与身份提供方的设置一致。

explain-saml-denied = 身份提供方拒绝了请求（RequestDenied）。
explain-saml-denied-why = 它理解了请求但不予响应：多数是用户无权使用该应用。
explain-saml-denied-fix = 请在身份提供方把用户分配到该应用。

explain-saml-no-passive = 身份提供方需要与用户交互（NoPassive）。
explain-saml-no-passive-why = 请求禁止交互，而用户尚未在那里登录。
explain-saml-no-passive-fix = 请让用户先登录身份提供方。

explain-saml-no-context = 身份提供方无法按要求的方式登录（NoAuthnContext）。
explain-saml-no-context-why = 请求指定了对方不提供的认证上下文。
explain-saml-no-context-fix = 请去掉所要求的上下文，或在身份提供方允许它。

explain-saml-unknown-principal = 身份提供方不认识该用户（UnknownPrincipal）。
explain-saml-unknown-principal-why = 账号不存在，或没有用于 NameID 的值。
explain-saml-unknown-principal-fix = 请创建账号，或填写生成 NameID 的属性。
