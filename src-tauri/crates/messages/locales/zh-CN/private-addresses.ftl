# 位于本机、内网或云平台元数据服务的主机。

cli-arg-allow-private = 允许主机位于本机或内网，例如自建的身份提供方；元数据服务始终拒绝访问
cli-network-keep-private = 今后允许 { $host } 位于内网。

network-address-metadata = { $address }（云平台元数据服务）
network-proxy-looks-up = 该主机名由代理解析，因此这里无法知道它是否指向内网。
network-private-hosts = 位于内网的主机
network-private-hosts-help = 只有这里列出的主机可以位于本机或内网，例如自建的 Keycloak。多个主机用空格分隔。此列表只保存在这台电脑上，不会写入草稿。
network-allow-host = 允许访问 { $host } 并重新检查

err-network-host-invalid = 「{ $subject }」不是主机。
fix-network-host-invalid = 请写完整的主机名或地址，例如 keycloak.corp.example 或 10.0.0.5，不能使用星号或地址段。
