# 导出为蓝图以外的格式：文件里的说明，以及各格式放不下的内容。

err-export-style = { $subject } 不支持以「{ $style }」方式提供机密。
fix-export-style = 请换一种提供机密的方式，或导出蓝图。

export-note-terraform-head = authentik { $version } 的登录源，由 Source Desk 生成：{ $names }。
    适用于 Terraform 和 OpenTofu。authentik 的地址和凭据由环境变量 AUTHENTIK_URL、AUTHENTIK_TOKEN 提供。
    所有字段都明确写出，因为该 provider 的默认值与 authentik 表单不同。
export-note-terraform-secrets = Terraform 会把机密以明文写入 state，请加密保存 state。机密在 authentik 中被改动时 Terraform 也无从得知，
    因为 authentik 不再显示它。请通过 TF_VAR_ 环境变量提供机密。
export-note-terraform-inline = 本文件含有明文机密，Terraform 的 state 中同样是明文。两者都不要提交到版本库。
export-note-terraform-inline-variables = 只有 authentik 自己才能求得的机密仍是变量：请通过 TF_VAR_ 环境变量提供。
export-note-terraform-secret = 登录源 { $slug } 的 { $field }
export-note-terraform-tag = 登录源 { $slug } 的 { $field }，在蓝图中由 authentik 按 { $yaml } 求得
export-note-terraform-blueprint = 该 provider 的资源放不下 { $slug } 的全部内容，因此写成蓝图，由 authentik 在数秒后自动应用。
    从这里删除只会删掉蓝图，登录源仍留在 authentik 中。
export-note-terraform-context = authentik 以明文保存蓝图的上下文。
export-note-terraform-icon = 该 provider 没有图标字段。在 authentik 中设置的图标会保留。
export-note-terraform-login-page = 登录页。从此 { $stage } 的整个登录源列表由 Terraform 管理：
    在 authentik 里手动添加的按钮会在下一次 apply 时消失。若想手动添加按钮，请删去以下全部内容。
export-note-terraform-other-sources = { $stage } 目前显示的其他所有登录源的 Slug，通常包括 authentik-built-in。漏写的会从登录页消失。
export-note-terraform-ignored = 该阶段的其他设置保持 authentik 中的现状，destroy 也不会删除登录页。
export-note-kubernetes-head = 用于 authentik Helm chart 的登录源，由 Source Desk 生成。
    在 authentik 所在的命名空间中应用：kubectl apply -n NAMESPACE -f FILE
export-note-kubernetes-secret = 本文件不含 Secret { $name }。请把每个机密写入下列同名文件（末尾不要换行），
    在 authentik 的命名空间中创建一次 Secret，然后删除这些文件：
export-note-kubernetes-inline = 本文件含有明文机密。请勿提交到版本库，应用后请删除。
export-note-kubernetes-values = authentik Helm chart 的 values：helm upgrade RELEASE authentik/authentik -n NAMESPACE --reuse-values -f FILE
    server 和 worker 会重启。
export-note-kubernetes-values-lists = Helm 会整个替换列表。如果您的 values 中已有其中某个列表，请把条目加到原有列表里。
export-note-compose-head = authentik 登录源，由 Source Desk 生成。放在 authentik 的 docker-compose.yml 旁边，Docker Compose（2.23.1 及以上）
    会自动读取，然后运行：docker compose up -d
    如果已有同名文件，请给本文件换个名字，并用 -f 列出所有文件。
export-note-compose-file = 在此之前，请把每个机密写入 ./secrets 下的对应文件：只放机密本身，且用户 1000 可读。
export-note-compose-env = 在此之前，请在环境变量或 .env 中设置这些变量。写在 .env 中时，请用单引号括住机密，否则 Compose 会替换其中的变量。
    缺少任何一个变量，Compose 都会停下。
export-note-compose-inline = 本文件含有明文机密。请勿提交到版本库。
export-note-compose-dollar = Compose 会替换所有文本中的变量，因此蓝图里的每个美元符号都写成两个。

export-finding-terraform-field = { $resource } 没有「{ $label }」，因此文件中不含「{ $value }」。
export-finding-terraform-field-fix = 请在首次 apply 之后到 authentik 表单中设置，Terraform 不会改动它；或导出蓝图，蓝图包含这一项。
export-finding-terraform-blueprint = { $resource } 放不下 { $slug } 的「{ $label }」，因此该源在 Terraform 中写成蓝图。
export-finding-terraform-blueprint-fix = 无需处理。但如果有人在 authentik 中改动该源，plan 不会显示。
export-finding-terraform-tag = 「{ $label }」由 authentik 按 { $yaml } 求得，Terraform 做不到，会要求提供该值。
export-finding-terraform-tag-fix = 请用 TF_VAR_{ $variable } 提供。
export-finding-terraform-kept = { $slug } 的蓝图中超出表单的内容不在文件里：{ $parts }。
export-finding-terraform-kept-fix = 如果需要，请导出蓝图。
export-finding-terraform-login-page = { $stage } 的整个登录源列表将由 Terraform 管理。
export-finding-terraform-login-page-fix = 首次 apply 之前，请在 login_page_other_sources 中写全该页面的其他登录源。
export-finding-terraform-mixed = { $slug } 在 Terraform 中是蓝图，它的按钮不在 Terraform 管理的列表里。
export-finding-terraform-mixed-fix = 首次 apply 之后，请把 { $slug } 加入 login_page_other_sources，再 apply 一次。
export-finding-terraform-normalized = { $slug } 的「{ $label }」含有 Terraform 会改用另一种形式（组合字符）保存的字符。
export-finding-terraform-normalized-fix = 看起来没有区别。如果必须逐字符一致，请导出蓝图。
export-finding-kept-left-out = { $slug } 的蓝图中超出表单的内容不在文件里。
export-finding-kept-left-out-fix = 如果需要，请导出蓝图。

cli-export-inline-file = 机密就写在这个文件里。请不要放进版本库
cli-export-finding = { $what }{ $fix }
cli-export-needs-terraform = Terraform 需要 { $slug } 的 { $field }：请用 { $reference } 提供
cli-export-needs-kubernetes = { $slug } 的 { $field } 应放入 Secret 的键 { $reference }
cli-export-needs-compose-file = { $slug } 的 { $field } 应写入文件 { $reference }
cli-export-needs-compose-env = Docker Compose 需要在变量 { $reference } 中有 { $slug } 的 { $field }

dialog-save-export = 保存 { $file }

ui-export-format = 格式
ui-format-blueprint = 蓝图
ui-format-blueprint-about = authentik 自己的格式，也是唯一包含全部内容的格式。
ui-format-terraform = Terraform
ui-format-terraform-about = 用于 Terraform 和 OpenTofu，使用 authentik 的 provider。
ui-format-kubernetes = Kubernetes
ui-format-kubernetes-about = ConfigMap、Secret，以及 authentik Helm chart 的 values。
ui-format-compose = Docker Compose
ui-format-compose-about = 放在 authentik 的 docker-compose.yml 旁边的 override 文件。
ui-format-runbook = 操作手册
ui-format-runbook-about = 用文字写出每一步，供手动配置时使用。
ui-format-json = JSON
ui-format-json-about = 全部字段，供脚本使用。不含机密。
ui-export-about = 供 authentik 或管理它的工具使用。下面的文本随选择即时更新。
ui-export-text = { $file } 的内容
ui-export-secrets = 机密
ui-export-secrets-terraform = Terraform 变量
ui-export-secrets-terraform-about = 通过环境变量提供。Terraform 的 state 中是明文。
ui-export-secrets-file-kubernetes = Secret 中的文件
ui-export-secrets-file-kubernetes-about = 挂载到 server 和 worker。
ui-export-secrets-env-kubernetes = Secret 中的变量
ui-export-secrets-env-kubernetes-about = 作为 server 和 worker 的环境变量。
ui-export-secrets-file-compose = 旁边的文件
ui-export-secrets-file-compose-about = 由 Docker Compose 挂载到 server 和 worker。
ui-export-secrets-env-compose = 变量
ui-export-secrets-env-compose-about = 来自 Docker Compose 的环境变量或 .env。
ui-export-secrets-inline = 直接写在文件里
ui-export-inline-confirm = 确认把机密写入文件
ui-export-inline-about = 请勿提交到版本库，应用后请删除。
ui-export-findings = 关于此文件请注意
ui-needed-terraform = 请在运行 Terraform 的环境中设置这些变量。
ui-needed-kubernetes = 请在 authentik 的命名空间中创建 Secret，文件里写有方法。
ui-needed-compose-file = 启动之前这些文件必须就绪。文件里只放机密本身。
ui-needed-compose-env = 请在运行 Docker Compose 的环境或其 .env 中设置这些变量；写在 .env 中时用单引号括住机密。
ui-next-terraform = 运行 terraform init 和 terraform plan，看过计划后运行 terraform apply。
ui-next-terraform-page = 在 login_page_other_sources 中写全登录页的其他登录源。
ui-next-kubernetes = 在 authentik 的命名空间中应用清单，再用 values 升级 Helm release。
ui-next-compose = 把文件放到 authentik 的 docker-compose.yml 旁边，运行 docker compose up -d。
ui-export-login-page-terraform = 之后该页面的整个登录源列表由 Terraform 管理。
ui-next-secrets-elsewhere = 按上面的列表提供机密。
