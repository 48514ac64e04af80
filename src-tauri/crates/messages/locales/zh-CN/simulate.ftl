# 命令行中的模拟器。

cli-simulate = 在本机运行登录提供方的模拟器，按 Ctrl-C 结束
cli-simulate-listen = 监听地址，只能是本机地址；端口 0 表示任选空闲端口
cli-simulate-provider = 模拟谁；oidc 为通用的 OpenID Connect 提供方
cli-simulate-callback-domain = 模拟应用的授权回调域；其他提供方则为重定向 URI 的主机名
cli-simulate-redirect-uri = 要登记的重定向 URI，用来代替该域名下的 authentik 回调 URL；可多次指定，wechat 不适用
cli-simulate-profile = 由谁登录，或谁排在登录页首位；可选值见下
cli-simulate-fault = 模拟什么故障；可选值见下
cli-simulate-after =
    wechat 的用户：
    { $profiles }
    其他提供方的用户：
    { $people }
    wechat 的故障：
    { $faults }
    其他提供方的故障（没有某个步骤的提供方，也就没有该步骤的故障）：
    { $provider_faults }

cli-simulate-appid = AppID：{ $value }
cli-simulate-secret = AppSecret：{ $value }
cli-simulate-callback-domain-line = 授权回调域：{ $value }
cli-simulate-consumer-key = 客户端 ID（consumer key）：{ $value }
cli-simulate-consumer-secret = 客户端密钥（consumer secret）：{ $value }
cli-simulate-redirect-line = 重定向 URI（须逐字符相同）：{ $value }
cli-simulate-authorization-url = 授权 URL：{ $value }
cli-simulate-access-token-url = 访问令牌 URL：{ $value }
cli-simulate-profile-url = 个人资料 URL：{ $value }
cli-simulate-well-known-url = OIDC Well-known URL：{ $value }
cli-simulate-jwks-url = OIDC JWKS URL：{ $value }
cli-simulate-stop = 模拟器运行中，按 Ctrl-C 结束

err-provider-unknown = 没有名为「{ $subject }」的模拟器。
fix-provider-unknown = 可选：{ $choices }。
err-simulator-redirect-uri = 「{ $subject }」不能登记为重定向 URI：它必须是完整地址，且不含 #。
fix-simulator-redirect-uri = 请写出协议，例如 https://auth.example.com/source/oauth/callback/github/。
err-simulator-no-redirect-uri = 微信登记的是域名而不是重定向 URI，因此无法登记「{ $subject }」。
fix-simulator-no-redirect-uri = 请去掉 --redirect-uri，改用 --callback-domain 指定域名。
