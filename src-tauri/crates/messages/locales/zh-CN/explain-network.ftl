# 错误说明：网络、TLS 与 authentik。explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。

explain-dns-no-such-host = 主机名不存在（DNS，NXDOMAIN）。
explain-dns-no-such-host-why = 名称拼写有误，或发起查询的机器使用的 DNS 服务器不认识它，例如容器没有使用内网 DNS。
explain-dns-no-such-host-fix = 请检查 URL 中的主机名，并在报错的那台机器或容器里查询该名称。

explain-dns-failed = DNS 服务器没有给出有效应答（SERVFAIL 或无应答）。
explain-dns-failed-why = 从那里无法访问 DNS 服务器、服务器过载，或无法验证该域名。
explain-dns-failed-fix = 请检查报错机器或容器的 DNS 设置，以及 53 端口是否放行。

explain-connection-refused = 主机可达，但该端口没有程序监听（connection refused）。
explain-connection-refused-why = 程序没有运行、只监听在别的地址（如 127.0.0.1），或端口不对；防火墙也可能这样拒绝。
explain-connection-refused-fix = 请检查 URL 的主机和端口，以及程序是否在运行。在容器里，localhost 指的是容器自己。

explain-connection-timeout = 主机没有及时应答（timed out）。
explain-connection-timeout-why = 防火墙静默丢包、出站需要代理，或服务器过载。
explain-connection-timeout-fix = 请在报错的服务器上用 curl 访问该地址；放行 443 出站端口，或设置 HTTPS_PROXY。

explain-connection-reset = 连接被中断（reset）。
explain-connection-reset-why = 对方、防火墙或代理在中途关闭了连接；有些网络会对特定主机这样做。
explain-connection-reset-fix = 请换个网络试试。如果只有这台服务器受影响，请联系其防火墙或代理的管理者。

explain-no-route = 没有到达该主机的路由。
explain-no-route-why = 机器离线、缺少路由或网关，或者没有 IPv6 却尝试使用它。
explain-no-route-fix = 请检查报错机器的网络；如果只有 IPv6 失败，请优先使用 IPv4。

explain-proxy-407 = 代理要求用户名和密码（407）。
explain-proxy-407-why = 这是网络自身的代理，不是提供方。
explain-proxy-407-fix = 请在服务器的 HTTPS_PROXY 中填写代理凭据，或让代理放行该主机。

explain-proxy-refused = 代理没有连通该主机。
explain-proxy-refused-why = 无法访问代理，或代理规则禁止该主机。
explain-proxy-refused-fix = 请检查服务器的 HTTPS_PROXY 和 NO_PROXY，并让代理放行提供方主机的 443 端口。

explain-bad-gateway = 反向代理没有从后端得到应答（502 Bad Gateway）。
explain-bad-gateway-why = 这个页面来自代理。后端程序（例如 authentik）没有运行、正在启动，或监听在别处。
explain-bad-gateway-fix = 请检查后端服务是否运行，以及代理配置中的地址和端口。

explain-service-unavailable = 服务器暂时不处理请求（503 Service Unavailable）。
explain-service-unavailable-why = 它正在启动、维护或过载。数据库就绪之前，authentik 会这样应答。
explain-service-unavailable-fix = 请等一分钟再试；之后查看应答服务器的日志。

explain-gateway-timeout = 反向代理等待后端超时（504 Gateway Timeout）。
explain-gateway-timeout-why = 后端过载，或它自己在等待提供方，常见是出站网络被阻断。
explain-gateway-timeout-fix = 请检查 authentik 能否通过 HTTPS 访问提供方，并查看该时刻的日志。

explain-too-many-requests = 请求过于频繁（429 Too Many Requests）。
explain-too-many-requests-why = 提供方限制了来自该地址或该应用的请求次数。
explain-too-many-requests-fix = 请按 Retry-After 等待，并找出重复请求的来源。

explain-certificate-expired = 证书已过期。
explain-certificate-expired-why = 这是被访问服务器的证书：如果是您的服务器，请续期。如果访问所有服务器都这样，则是本机时间不对。
explain-certificate-expired-fix = 请在浏览器中查看证书的截止日期，在该服务器上续期，或校准时间。请不要关闭证书检查。

explain-certificate-not-yet-valid = 证书尚未生效。
explain-certificate-not-yet-valid-why = 发起访问的机器时间偏慢，或服务器的新证书生效日期在未来。
explain-certificate-not-yet-valid-fix = 请先用 NTP 校准时间，再查看证书的生效日期。

explain-certificate-self-signed = 服务器使用自签名证书。
explain-certificate-self-signed-why = 除服务器自身外没有任何机构为它担保。如果文字中有“in certificate chain”，说明由私有 CA 签发，常见是公司的流量检查代理。
explain-certificate-self-signed-fix = 请使用 CA 签发的证书，或把私有 CA 加入发起访问的机器或容器的信任库。请不要关闭证书检查。

explain-certificate-not-pinned = 服务器出示的证书不是为它固定的那一张。
explain-certificate-not-pinned-why = 证书可能已更换，也可能途中有人出示了自己的证书。authentik 自带的备用证书每次启动都会更换。没有发送任何内容。
explain-certificate-not-pinned-fix = 固定新证书之前，请在服务器上或向其管理员核对新指纹。如果不一致，说明途中有人在窃听。

explain-certificate-unknown-issuer = 证书的签发者不受信任。
explain-certificate-unknown-issuer-why = 服务器没有发送中间证书，或证书由私有 CA、流量检查代理签发。看证书的“签发者”即可知道是谁的。
explain-certificate-unknown-issuer-fix = 自己的服务器请安装完整证书链；私有 CA 请加入发起访问的机器或容器的信任库。

explain-certificate-wrong-host = 证书不属于这个主机名。
explain-certificate-wrong-host-why = 通过别名、IP 地址或代理访问，得到的是别的主机的证书。
explain-certificate-wrong-host-fix = 请使用证书中包含的名称访问，或为该名称签发证书。出问题的是应答服务器的证书。

explain-certificate-revoked = 证书已被吊销。
explain-certificate-revoked-why = 签发机构撤销了它，例如因为私钥泄露。
explain-certificate-revoked-fix = 自己的服务器请用新密钥更换证书；别人的服务器请通知对方，不要继续访问。

explain-tls-version = 双方没有共同的 TLS 版本或加密套件。
explain-tls-version-why = 其中一方过旧，常见是只支持 TLS 1.0 或 1.1 的服务器或代理。
explain-tls-version-fix = 请在较旧的一方启用 TLS 1.2 或 1.3。

explain-tls-not-tls = 对方端口没有使用 TLS。
explain-tls-not-tls-why = 用 https:// 访问了明文 HTTP 端口，或用 ldaps:// 访问 389；也可能代理地址写成了 https:// 而它只用 HTTP。
explain-tls-not-tls-fix = 请检查 URL 和代理地址的协议与端口。

explain-tls-handshake = 对方中断了 TLS 握手。
explain-tls-handshake-why = 它不说明原因。常见的有：没有共同的加密套件、要求客户端证书，或不认识该主机名（SNI）。
explain-tls-handshake-fix = 请检查被访问服务器的 TLS 设置，以及它是否要求客户端证书。

explain-flow-does-not-apply = 该流程不适用于当前用户（Flow does not apply to current user）。
explain-flow-does-not-apply-why = 流程的策略或认证要求不满足。源的流程如果被直接打开，而不是从源登录进入，也会这样显示。
explain-flow-does-not-apply-fix = 请从源的按钮开始登录。如果仍然出现，请检查流程的策略和“身份验证”设置。

explain-no-token-received = 提供方让用户返回时没有带授权码（No token received）。
explain-no-token-received-why = 用户取消了登录，或代理丢掉了回调 URL 的查询参数。
explain-no-token-received-fix = 请重新登录。如果仍然出现，请在浏览器中检查回调 URL 是否带有 code。

explain-refusing-none-property = 资料中缺少用于匹配用户的属性（Refusing to use none property）。
explain-refusing-none-property-why = 匹配模式按邮箱或用户名，而提供方没有给出；例如微信从不提供邮箱。用户看到的是请求被拒绝。
explain-refusing-none-property-fix = 请把匹配模式改为按标识符，或用属性映射设置该属性。

explain-user-already-connected = 该用户已用另一个标识连接到此源。
explain-user-already-connected-why = 每个用户与一个源只能有一个连接。用户换了账号登录，或标识变了，例如微信开始返回 unionid。
explain-user-already-connected-fix = 请在 authentik 中删除该用户的旧连接，然后重新登录。

explain-property-mapping-exception = 属性映射执行失败（property_mapping_exception）。
explain-property-mapping-exception-why = 表达式抛出了错误，authentik 因此以服务器错误中止登录。事件日志里有映射名称和 Python 错误。
explain-property-mapping-exception-fix = 请在 authentik 打开该事件，修正表达式，并在下次登录前用记录的资料试运行。

explain-authentik-redirect = 作为提供方的另一个 authentik 不认识该回调 URL（Redirect URI Error）。
explain-authentik-redirect-why = redirect_uri 不在它的 OAuth2 提供程序中；默认为严格匹配。
explain-authentik-redirect-fix = 请在那个 authentik 的提供程序“重定向 URI”中添加该源的回调 URL。

explain-authentik-client-id = 作为提供方的另一个 authentik 不认识该客户端 ID（Client ID Error）。
explain-authentik-client-id-why = Consumer key 不是它任何 OAuth2 提供程序的 Client ID。
explain-authentik-client-id-fix = 请从那个 authentik 的提供程序复制 Client ID 到 Consumer key。

explain-wechat-token-log = authentik 日志显示没有从微信取得令牌（Unable to fetch wechat token）。
explain-wechat-token-log-why = 同一行里有微信的 errcode 和 errmsg，或网络错误，那才是原因。
explain-wechat-token-log-fix = 请解释该行的 errcode。如果没有，请让服务器能通过 443 端口访问 api.weixin.qq.com。

explain-proxy-unreachable = 无法连接代理本身。
explain-proxy-unreachable-why = 代理的主机名不存在、端口上没有程序，或者那里的程序不使用设置中写的方式（HTTP、HTTPS、SOCKS 5）。
explain-proxy-unreachable-fix = 请检查代理设置中的主机、端口和协议；正确的值可以询问网络管理员。

explain-proxy-page = 没有得到连接，而是收到了网页或重定向。
explain-proxy-page-why = 访客网络或过滤设备要求先登录或同意条款，或者设置中写的是普通网站而不是代理。
explain-proxy-page-fix = 请用浏览器打开任意网站，完成网络要求的步骤后再试；否则请更正代理设置。

explain-proxy-unusable = 设置了代理但无法识别，因此没有发送任何内容。
explain-proxy-unusable-why = 设置的内容不是代理地址，或协议不是 http、https、socks5。绕过代理直连可能正是网络所禁止的。
explain-proxy-unusable-fix = 请写成 http://主机:端口、https://主机:端口 或 socks5://主机:端口。密码中的特殊字符需要百分号编码。

explain-not-https = 地址不是以 https 开头，因此没有发送任何内容。
explain-not-https-why = 登录会把密钥和令牌发送到该主机。没有 TLS，途中的任何人都能读到。
explain-not-https-fix = 请使用提供方的 https 地址。只有本机地址（例如 http://127.0.0.1）可以不用。

explain-answer-not-http = 应答的程序使用的不是 HTTP。
explain-answer-not-http-why = 主机或端口属于其他服务，例如邮件或 LDAP。
explain-answer-not-http-fix = 请按提供方文档检查 URL 的主机和端口。

explain-certificate-inspection = 证书看起来来自公司的代理或防火墙，而不是提供方；本机不信任它。
explain-certificate-inspection-why = 有些网络会解开 TLS 检查内容，再用自己的 CA 重新签发。这是根据签发者名称判断的；它是否属于贵公司，在这里无法证实。
explain-certificate-inspection-fix = 请向网络管理员索取该 CA 的 PEM 证书文件并添加，或请他们对提供方主机免检。如果他们不知情，请不要在这个网络登录。

explain-certificate-unusable = 证书无法使用。
explain-certificate-unusable-why = 证书已损坏、签名方式已不被接受（例如 SHA-1），或不是服务器证书。
explain-certificate-unusable-fix = 请在浏览器中查看证书，并为该服务器重新签发。请不要关闭证书检查。

explain-address-link-local = 该主机指向仅在本链路有效的地址（169.254.… 或 fe80::…），因此没有发送任何内容。
explain-address-link-local-why = 没有提供方会使用这样的地址。它属于云平台的元数据服务，或没有分配到地址的机器。
explain-address-link-local-fix = 请更正 URL、hosts 文件或 DNS 记录。如果这个 URL 来自别人给的文件，请问清原因。

explain-address-private = 该主机的地址属于内网或本机，而您尚未允许访问，因此没有发送任何内容。
explain-address-private-why = 如果是自建的身份提供方，这是正常的。但如果草稿来自别人，或者域名被故意指向这里，就可能访问到只有这台电脑才能访问的服务。
explain-address-private-fix = 如果确实是您自己的主机，请允许它：「检查网络」中有允许按钮，其中的「位于内网的主机」列出已允许的主机；命令行请加上 --allow-private。否则请更正 URL、hosts 文件或 DNS 记录。

explain-address-metadata = 该主机的地址属于云平台的元数据服务，因此没有发送任何内容。
explain-address-metadata-why = 没有提供方会使用这样的地址。元数据服务会把这台机器自己的凭据交给任何询问者。
explain-address-metadata-fix = 请更正 URL、hosts 文件或 DNS 记录。如果这个 URL 来自别人给的文件，请问清原因。
