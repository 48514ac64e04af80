# 为一台服务器唯一信任的证书。

err-server-pin-invalid = “{ $subject }”不是证书指纹。
fix-server-pin-invalid = 需要 SHA-256 指纹：64 位十六进制数字，带不带冒号都可以，例如“openssl x509 -noout -fingerprint -sha256 -in 文件”的输出。更短的是 SHA-1，不能使用。
err-server-pin-http = { $subject } 是本机上的 http 地址，不出示证书，没有可以与指纹比对的内容。
fix-server-pin-http = 请使用它的 https 地址，或不填指纹。

err-server-certificate-untrusted = { $reason ->
    [certificate-self-signed] { $subject } 的证书是自签名的，没有其他机构为它担保。
    [certificate-inspection] { $subject } 的证书来自本机不信任的颁发机构，它的名字很像会查看流量的代理。
   *[other] { $subject } 的证书来自本机不信任的颁发机构。
}证书主体：{ $certificate }；签发者：{ $issuer }；有效期：{ $first } 至 { $last }；指纹：{ $fingerprint }。没有发送任何内容。
fix-server-certificate-untrusted = 请与服务器自己的指纹核对，一致时再为这台服务器固定这张证书。如果是公司自己的颁发机构，请改为指定它的 PEM 文件。
cli-fix-server-certificate-untrusted = 请与服务器自己的指纹核对：在服务器上运行“openssl x509 -noout -fingerprint -sha256 -in 文件”，或询问它的管理员。一致时执行：source-desk server set { $server } --pin { $fingerprint }
    如果是公司自己的颁发机构，请改为指定它的 PEM 文件：--ca 文件
window-err-server-certificate-untrusted = 没有受信任的机构为 { $subject } 的证书担保
window-fix-server-certificate-untrusted = 证书主体：{ $certificate }；签发者：{ $issuer }；有效期：{ $first } 至 { $last }；指纹：{ $fingerprint }。没有发送任何内容。请与服务器自己的指纹核对，再到服务器页面检查连接并信任这张证书。如果是公司自己的颁发机构，请改为给服务器指定它的 PEM 文件。

err-server-certificate-changed = { $subject } 出示的证书不是已固定的那一张：可能已更换，也可能途中有人出示了自己的证书。已固定：{ $pinned }；现在出示：{ $fingerprint }，主体：{ $certificate }，签发者：{ $issuer }，有效期：{ $first } 至 { $last }。没有发送任何内容。
fix-server-certificate-changed = 请向服务器的管理员确认证书是否已更换，并与服务器自己的指纹核对。authentik 自带的备用证书每次启动都会更换。
cli-fix-server-certificate-changed = 请向服务器的管理员确认证书是否已更换；authentik 自带的备用证书每次启动都会更换。只有在新指纹与服务器自己的一致时，才执行：source-desk server set { $server } --pin { $fingerprint }
window-err-server-certificate-changed = { $subject } 出示的证书不是已固定的那一张
window-fix-server-certificate-changed = 已固定：{ $pinned }；现在出示：{ $fingerprint }，主体：{ $certificate }，签发者：{ $issuer }，有效期：{ $first } 至 { $last }。没有发送任何内容。请向服务器的管理员确认证书是否已更换；authentik 自带的备用证书每次启动都会更换。在服务器页面信任新证书之前，请先与服务器自己的指纹核对。

ui-server-pin = 证书指纹（SHA-256）
ui-server-pin-help = 仅当没有机构为服务器的证书担保时需要。填写后只信任这一张证书；有效期和主机名仍会检查。
ui-server-certificate = { $host } 出示的证书
ui-server-certificate-untrusted-fix = 没有发送任何内容。信任这张证书之前，请与服务器自己的指纹核对。如果是公司自己的颁发机构，请改为在“编辑”中指定它的 PEM 文件。
ui-server-certificate-changed-fix = 没有发送任何内容。证书可能已更换，也可能途中有人出示了自己的证书。请询问服务器的管理员；authentik 自带的备用证书每次启动都会更换。
ui-server-certificate-inspection = 颁发机构的名字很像会查看流量的代理。固定它，就等于信任这个代理，它能读到令牌。
ui-server-certificate-subject = 主体
ui-server-certificate-names = 主机
ui-server-certificate-issuer = 签发者
ui-server-certificate-days = 有效期
ui-server-certificate-days-value = { $first } 至 { $last }
ui-server-certificate-fingerprint = 指纹
ui-server-certificate-pinned = 已固定的指纹
ui-server-certificate-presented = 现在出示的指纹
ui-server-certificate-trust = 信任这张证书…
ui-server-certificate-trust-new = 核对新证书…
ui-server-trust-title = 这是 { $name } 的证书吗？
ui-server-trust-about = 请与服务器自己的指纹逐位核对，并且要用途中没有人能篡改的方式：在服务器上查看，或询问它的管理员。
ui-server-trust-command = 在服务器上用这条命令查看：
ui-server-trust-changed = 原来的指纹已不相符。在弄清证书为什么更换之前，请不要继续。
ui-server-trust-compared = 我已与服务器自己的指纹核对，两者一致
ui-server-trust-do = 信任并重新检查
ui-server-trust-done = 已固定 { $host } 的证书
