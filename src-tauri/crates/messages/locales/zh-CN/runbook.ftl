# 操作手册：怎样手动配置登录源。** 之间是 authentik 界面上的文字，括号内为英文界面。

runbook-title = 操作手册：{ $name }
runbook-about = 适用于 authentik { $version }：类型为 { $type }、Slug 为 { $slug } 的登录源。由 Source Desk 生成，不含任何机密。
runbook-needs = 需要准备
runbook-provider = 在对方那里
runbook-mappings = 属性映射
runbook-source = 在 authentik 中创建登录源
runbook-login-page = 登录页
runbook-test = 试一下
runbook-rollback = 如何撤回

runbook-need-administrator = 一个可以管理 authentik 的账号。登录后点击 **管理界面（Admin interface）**。
runbook-need-secret = { $label }。请放在密码管理器里，不要写进本页。
runbook-host-unknown = 草稿中没有填写 authentik 的主机名，下文以 { $host } 代替。
runbook-open-console = 打开 { $url } 并登录。
runbook-go-to = 依次进入 { $menus }。
runbook-secret-once = 机密只显示一次，请立即保存。
runbook-open-mappings = 在管理界面点击 **自定义（Customization）**，再点击 **属性映射（Property Mappings）**。
runbook-create-mapping = 对下面的每个映射：点击 **创建（Create）**，选择 **{ $protocol } Source Property Mapping**，点击 **下一步（Next）**，填写 **名称（Name）** 和 **表达式（Expression）**，点击 **完成（Finish）**。
runbook-open-sources = 在管理界面点击 **目录（Directory）**，再点击 **联结与社交登录（Federation and Social login）**。
runbook-create-source = 点击 **New Source**（旧版本为 **创建（Create）**）。
runbook-choose-type = 选择 **{ $type }**，点击 **下一步（Next）**。
runbook-fields-about = 逐个展开下面的分组，按表格填写。有标记的与表单最初显示的不同。
runbook-finish = 点击 **完成（Finish）**（有的版本为 **Create Source**）。
runbook-open-stages = 在管理界面点击 **流程与阶段（Flows and Stages）**，再点击 **阶段（Stages）**。
runbook-edit-stage = 在 { $stage } 一行点击 **编辑（Edit）**。
runbook-choose-source = 在 **源设置（Source settings）** 的 **可用源（Available Sources）** 中选中 **{ $name }**，移到 **已选源（Selected Sources）**。其他的保持不动。
runbook-update-stage = 点击 **更新（Update）**。
runbook-private-window = 用无痕窗口打开 { $host }。
runbook-click-button = 点击按钮 **{ $name }**，在对方页面登录。
runbook-check-user = 在管理界面点击 **目录（Directory）**，再点击 **用户（Users）**，查看登录者的用户名、姓名和邮箱。
runbook-if-it-fails = 如果失败，点击 **事件（Events）**，再点击 **日志（Logs）**，并用 Source Desk 的「错误说明」查找该消息。
runbook-check-sync = 在管理界面点击 **目录（Directory）**，再点击 **联结与社交登录（Federation and Social login）**，再点击 **{ $name }**，查看最近一次同步。
runbook-remove-button = 在 **流程与阶段（Flows and Stages）** 的 **阶段（Stages）** 中，在 { $stage } 一行点击 **编辑（Edit）**，把 **{ $name }** 移回 **可用源（Available Sources）**，点击 **更新（Update）**。
runbook-disable = 在 **目录（Directory）** 的 **联结与社交登录（Federation and Social login）** 中，在 { $name } 一行点击 **编辑（Edit）**，关闭 **启用（Enabled）**，点击 **更新（Update）**。按钮和网址随即失效，已有的关联不会丢失。
runbook-do-not-delete = 请不要删除登录源 { $name }：authentik 会忘记账号与用户的对应关系，重新创建之后这些人将无法登录。

runbook-field = 字段
runbook-value = 值
runbook-mark = 改动
runbook-changed = 已改
runbook-on = 开
runbook-off = 关
runbook-empty = 留空
runbook-from-safe = 取自密码管理器
runbook-below = 见下
