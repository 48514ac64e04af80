# 命令行程序 source-desk：帮助、输出的句子，以及用法错误。

## 帮助

cli-about = 无窗口的 Source Desk：离线准备 authentik 的登录源。
cli-after =
    机密绝不写在命令行参数里。FIELD=SOURCE 写作 FIELD=env:变量名、FIELD=file:路径 或 FIELD=-（标准输入）。
    退出码：0 完成，1 有检查结果，2 用法有误，3 有主机无法访问，4 程序自身的错误。
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-usage-options = [选项]
cli-values = （{ $values }）
cli-default = （默认：{ $value }）

cli-arg-home = 数据目录；不指定时用 SOURCE_DESK_HOME，再没有则与桌面程序相同
cli-arg-json = 只输出一个 JSON 文档，出错时也一样
cli-arg-lang = 输出内容的语言
cli-arg-quiet = 不输出进度和提示
cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-arg-slug = 草稿的 Slug
cli-arg-source-type = 源的类型，见 types 命令
cli-arg-target = authentik 版本：2025.12、2026.2、2026.5 或 2026.8
cli-arg-profile = 由谁登录：{ $profiles }
cli-arg-fault = 模拟什么故障：{ $faults }
cli-arg-secret = 检查草稿时使用的机密，可多次给出
cli-arg-out = 写到哪个文件

cli-types = 列出 authentik「新建源」中的类型
cli-fields = 列出某个类型的表单字段，名称、标签和默认值与 authentik 一致
cli-new = 新建草稿
cli-new-name = 登录按钮上的名称
cli-new-slug = Slug：登录地址和回调地址的一部分
cli-new-set = 字段的值，字段见 fields 命令，可多次给出
cli-list = 列出草稿，最近修改的在前
cli-list-search = 只列出名称、Slug、AppID、域名、标签或备注包含此文字的草稿
cli-show = 显示一个草稿及其检查结果
cli-set = 修改草稿的字段
cli-set-values = 字段及新值；还可以设置 authentik_host、brand_hosts、callback_domain、name、slug、tags、notes，在提供方登记之后用 registered=true
cli-copy = 用新的 Slug 复制草稿
cli-copy-new = 副本的 Slug
cli-delete = 删除草稿，可用 undo 恢复
cli-undo = 撤销上一次修改
cli-redo = 重做上一次撤销的修改
cli-lint = 检查草稿和蓝图；有错误时退出码为 1
cli-lint-checked-for = 按哪个 authentik 版本检查：2025.12、2026.2、2026.5 或 2026.8；不写时草稿按自身的版本，文件按 2026.5
cli-lint-target = 草稿的 Slug 和蓝图的路径；不写则检查所有草稿
cli-preview = 显示回调地址，以及 authentik 将发出的确切请求
cli-preview-host = 代替草稿中 authentik 域名的域名
cli-preview-login-page = 写出带有登录按钮的 authentik 登录页图片
cli-preview-qr = 写出一张不能用于登录的二维码图片
cli-rehearse = 对着模拟器完整演练一次登录，不需要 authentik，也不需要提供方
cli-rehearse-slug = 草稿的 Slug
cli-rehearse-demo = 改用现成的示例草稿
cli-rehearse-secret = 登录所用的消费者密钥密文；不指定时使用替代值
cli-rehearse-out = 存放二维码（qr.svg）、过程记录（transcript.json）和蓝图（blueprint.yaml）的目录
cli-explain = 解释提供方、OAuth、LDAP、TLS 或 authentik 的错误
cli-explain-error = 错误码（40029、invalid_grant）、页面文字、接口返回内容、日志行或 authentik 的提示；不写则全部列出
cli-explain-search = 列出包含所有这些词的错误，中英文均可
cli-explain-list = 列出全部错误
cli-explain-provider = 只列出某个提供方、协议或源类型的错误：wechat、entraid、oauth、ldap、tls
cli-export = 把草稿写成蓝图、Terraform、Kubernetes、Docker Compose、操作手册或 JSON
cli-export-slug = 草稿的 Slug
cli-export-format = 文件格式
cli-export-out = 写到哪里；格式有多个文件时为目录；不指定则写到标准输出
cli-export-secrets = authentik 从哪里取得机密：服务器上的文件、变量或蓝图上下文；inline 表示直接写在文件里。Terraform 除 inline 外都会要求提供
cli-export-login-page = 同时把按钮加到登录页：标识阶段的名称，不写则用 authentik 自带的
cli-export-secret = 使用 --secrets inline 时写进文件的机密
cli-doctor = 检查数据目录
cli-backup = 备份草稿
cli-backup-path = 备份到哪里；不指定则放在数据目录的 backups 中
cli-seed = 生成各种草稿，供测量使用
cli-seed-count = 数量
cli-help = 显示某个命令的帮助
cli-help-topic = 命令

## 输出的句子

cli-hint = 提示：{ $text }
cli-wrote = 已写入 { $path }
cli-yes = 是
cli-no = 否
cli-callback-url = 回调地址
cli-callback-domain = 授权回调域
cli-placeholder = 还不知道 authentik 的域名，暂以 authentik.company 代替。设置方法：source-desk set { $slug } authentik_host=auth.example.com

cli-field-required = 必填
cli-field-secret = 机密
cli-field-default = 默认：{ $value }
cli-field-choices = 可选：{ $values }

cli-created = 已新建「{ $name }」（{ $slug }）
cli-created-findings =
    { $many ->
        [one] 有 1 条检查结果，查看：source-desk lint { $slug }
       *[other] 有 { $count } 条检查结果，查看：source-desk lint { $slug }
    }
cli-saved = 已保存 { $slug }，第 { $revision } 版
cli-unchanged = { $slug } 原本就是这些值
cli-copied = 已将 { $slug } 复制为 { $new }
cli-deleted = 已删除 { $slug }
cli-deleted-undo = 恢复方法：source-desk undo
cli-undone-created = 已撤销：「{ $name }」（{ $slug }）不再存在
cli-undone-saved = 已撤销：「{ $name }」（{ $slug }）恢复为修改前的样子
cli-undone-deleted = 已撤销：「{ $name }」（{ $slug }）已恢复
cli-redone-created = 已重做：「{ $name }」（{ $slug }）已恢复
cli-redone-saved = 已重做：「{ $name }」（{ $slug }）再次修改
cli-redone-deleted = 已重做：「{ $name }」（{ $slug }）已删除
cli-undo-nothing = 没有可以撤销的修改
cli-redo-nothing = 没有可以重做的修改
cli-seeded = 已生成 { $count } 个草稿
cli-secret-fine = 机密的格式正确
cli-secret-not-kept = 机密只做了检查，没有保存：还没有保险库。设置命令：source-desk vault init

cli-list-empty = 还没有草稿。新建方法：source-desk new wechat --name 微信 --slug wechat
cli-list-no-match = 没有与「{ $search }」匹配的草稿
cli-list-unreadable = 无法显示「{ $name }」（{ $slug }）：{ $why }。草稿保持原样
cli-unreadable-newer = 由更新版本的 Source Desk 写入
cli-unreadable-damaged = 内容已损坏
cli-column-name = 名称
cli-column-slug = Slug
cli-column-host = 域名
cli-column-state = 状态
cli-state-ready = 就绪
cli-state-errors = { $count } 个{ $many ->
        [one] 错误
       *[other] 错误
    }
cli-state-warnings = { $count } 个{ $many ->
        [one] 警告
       *[other] 警告
    }
cli-state-and = ，

cli-show-type = 类型
cli-show-secret = 已设置，{ $characters } 个字符{ $at ->
    [none] {""}
   *[other] ，更改于 { $at }
}
cli-show-registered = 已在微信登记
cli-show-revision = 版本

cli-lint-clean = 没有发现问题
cli-lint-sum = 错误 { $errors } · 警告 { $warnings } · 提示 { $notes }
cli-lint-no-source = { $file } 中没有本版本能检查的源
cli-lint-not-judged = { $file } { $slug }：以下字段的值只有 authentik 才知道，未作检查：{ $fields }

cli-rehearse-qr = 模拟的手机会自动扫描此二维码
cli-rehearse-waiting-scan = 等待扫描二维码
cli-rehearse-waiting-confirm = 等待在手机上确认
cli-outcome-ok = 测试登录成功
cli-outcome-denied = 用户拒绝了登录
cli-outcome-failed = 测试登录失败
cli-outcome-cancelled = 测试登录已取消
cli-result-identifier = 标识符
cli-result-repaired = 昵称原文
cli-result-seen = authentik 给用户显示：{ $message }
cli-result-seen-nothing = 用户只会看到提供方的页面，不会回到 authentik
cli-result-not-saved = authentik 在保存来源时读取这些内容，此时会拒绝保存
cli-result-detail = 详情：{ $detail }

cli-explain-source = 依据：{ $source }
cli-explain-uncertain = 这一点并不确定，请对照来源核实
cli-explain-also = 这段文字里还有：
cli-explain-none = 没有错误包含所有这些词
cli-explain-hint = 查看详情：source-desk explain 错误码

cli-export-inline = 机密就写在这个蓝图里。请不要放进版本库，应用之后请删除
cli-export-needs-file = authentik 的 server 和 worker 都要能从 { $reference } 读到 { $slug } 的 { $field }
cli-export-needs-env = authentik 的 server 和 worker 都要在环境变量 { $reference } 中有 { $slug } 的 { $field }
cli-export-needs-context = 蓝图实例的上下文中要有 { $reference }，其值为 { $slug } 的 { $field }

cli-check-ok = 正常
cli-check-bad = 异常
cli-backed-up = 已备份到 { $path }

## 命令行比窗口更清楚该怎么办的问题

cli-fix-draft-not-found = 查看有哪些草稿：source-desk list
cli-fix-type-unknown = 查看有哪些类型：source-desk types
cli-fix-field-unknown = 查看 authentik 的字段名：source-desk fields TYPE。另有 target、authentik_host、brand_hosts 和 callback_domain。
cli-fix-draft-conflict = 请重新执行命令，它会以最新的版本为基础。
cli-fix-explain-unknown = 可以只写错误码（40029、invalid_grant）、提供方页面上的文字，或 authentik 的提示。按词查找：source-desk explain --search 关键词
cli-fix-export-secret-missing = 请用 --secret { $field }=env:变量名 提供，或用 --secrets file、env、context 让蓝图引用它。

## 用法错误

err-usage-unknown-argument = 这个命令没有参数「{ $subject }」。
fix-usage-unknown-argument =
    { $suggestion ->
        [none] 请看 { $command } --help
       *[other] 是不是「{ $suggestion }」？请看 { $command } --help
    }
err-usage-unknown-command = 没有命令「{ $subject }」。
fix-usage-unknown-command =
    { $suggestion ->
        [none] 请看 { $command } --help
       *[other] 是不是「{ $suggestion }」？请看 { $command } --help
    }
err-usage-command-missing = 没有给出命令。
fix-usage-command-missing = 请看 { $command } --help
err-usage-missing = 缺少：{ $subject }。
fix-usage-missing = 请看 { $command } --help
err-usage-value = 「{ $value }」不适用于 { $subject }。
fix-usage-value =
    { $choices ->
        [none] 请看 { $command } --help
       *[other] 可选值：{ $choices }。请看 { $command } --help
    }
err-usage-value-missing = { $subject } 需要一个值。
fix-usage-value-missing = 请看 { $command } --help
err-usage-value-unwanted = { $subject } 不带值，或值太多。
fix-usage-value-unwanted = 请看 { $command } --help
err-usage-conflict = { $subject } 与 { $other } 不能同时使用。
fix-usage-conflict = 请去掉其中一个。请看 { $command } --help
err-usage-text = 有一个参数不是 UTF-8 文本。
fix-usage-text = 请检查终端或脚本的编码。请看 { $command } --help
err-usage-other = 无法理解这次调用。
fix-usage-other = 请看 { $command } --help
err-usage-assignment = 「{ $subject }」不是 FIELD=VALUE 的形式。
fix-usage-assignment = 例如 consumer_key=wx0000000000000001，等号两边不要有空格。
err-usage-registered-host = 还不知道 authentik 的域名，因此没有可登记的回调地址。
fix-usage-registered-host = 请在同一次调用中设置：authentik_host=auth.example.com registered=true
err-usage-registered = registered 只能是 true 或 false，不能是「{ $subject }」。
fix-usage-registered = 在微信后台登记之后用 registered=true，取消用 registered=false。
err-usage-rehearse = 没有可演练的内容：既没有给出草稿的 Slug，也没有 --demo。
fix-usage-rehearse = 演练自己的草稿用 source-desk rehearse SLUG；想看看效果用 source-desk rehearse --demo
err-usage-home = 没有可以存放草稿的目录：当前用户没有主目录。
fix-usage-home = 请用 --home DIR 或变量 SOURCE_DESK_HOME 指定。
err-usage-secret-form = --secret 需要字段名和机密的来源。
fix-usage-secret-form = 例如 --secret consumer_secret=env:变量名
err-usage-secret-plain = 「{ $subject }」的机密不能写在命令行参数里：其他程序和命令历史都能读到。
fix-usage-secret-plain = 请用 { $subject }=env:变量名、{ $subject }=file:路径，或 { $subject }=- 表示标准输入。如果刚才写了真实的机密，请从命令历史中删除。
err-usage-secret-variable = 没有环境变量「{ $subject }」，因此没有机密。
fix-usage-secret-variable = 请为本程序设置该变量，例如用 export
err-usage-secret-text = 「{ $subject }」的机密不是 UTF-8 文本。
fix-usage-secret-text = 请确认文件或变量是否正确。
err-usage-secret-large = 作为「{ $subject }」的机密给出的内容太大，不可能是机密。
fix-usage-secret-large = 请确认文件是否正确。
err-usage-secret-stdin-twice = 标准输入只能提供一个机密。
fix-usage-secret-stdin-twice = 其余的请用 env:变量名 或 file:路径。
err-usage-secret-one-draft = 机密只属于一个草稿，使用 --secret 时必须恰好给出一个 Slug。
fix-usage-secret-one-draft = 请只写一个草稿，或分几次运行。
