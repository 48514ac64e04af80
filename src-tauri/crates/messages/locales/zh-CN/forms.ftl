# 各类登录源的表单：字段、目标版本，以及某种类型没有的功能。

ui-kind-not-in-version = authentik { $version } 没有这种类型的源
ui-kind-not-in-version-fix = 为该版本导出的蓝图会被拒绝。如果您的服务器是 { $versions }，请在这里选择它；否则请改用其他类型新建。
ui-field-not-in-version = authentik { $version } 没有这个字段，为该版本导出的蓝图会略去此值。选择 { $versions } 后会重新使用。
ui-field-only-in-api = authentik 的表单不显示这些字段。除非确定需要，否则请保持原样。
ui-field-remove-value = 移除此值
ui-left-out = 不填写，由 authentik 决定
ui-renamed = 在 authentik { $version } 中名为 { $name }。
ui-characters = { $count } / { $limit } 个字符
ui-characters-over = { $count } / { $limit } 个字符：authentik 最多接受 { $limit } 个
ui-tagged = 此值只有服务器才能确定
ui-tagged-about = 蓝图中就是这样写的，导出时会原样写回。
ui-tagged-replace = 改为具体的值
ui-tagged-replace-what = 改为具体的值：{ $label }
ui-secret-tagged-about = 蓝图只告诉 authentik 从哪里读取机密，这里并不知道机密的内容。
ui-secret-show = 显示输入的内容
ui-secret-show-what = 显示输入的内容：{ $label }
ui-list-add = 添加
ui-list-add-what = 添加到{ $label }
ui-list-entry = { $label }：新条目
ui-list-remove-what = 从{ $label }中移除 { $item }
ui-list-of = { $label }：已有条目
ui-json-syntax = 从第 { $line } 行第 { $column } 列起不是有效的 JSON。
ui-json-not-object = 此处应为 JSON 对象，即用花括号括起的内容：{"{ … }"}。

ui-type-filter = 筛选登录源类型
ui-type-filter-placeholder = 按名称筛选，例如 LDAP
ui-type-count = { $count } 种类型
ui-type-none = 没有匹配的类型
ui-type-none-about = authentik 没有名称或说明包含「{ $filter }」的类型。多数平台支持 OpenID Connect 或 SAML。
ui-type-until = 支持到 authentik { $version }
ui-type-choose = 请先选择一种类型。

err-preview-nothing = 没有可预览的内容：「{ $subject }」在登录页上没有按钮。
fix-preview-nothing = 请直接导出蓝图，应用后在 authentik 中查看这个源。
err-preview-no-qr = 类型为「{ $subject }」的源不显示二维码。
fix-preview-no-qr = 请去掉 --qr。只有微信使用二维码登录。
err-rehearsal-nothing = 「{ $subject }」没有测试登录：只有通过 OAuth 登录的类型才有。
fix-rehearsal-nothing = 请先查看检查结果，应用蓝图后在 authentik 中实际登录一次。
err-usage-registered-callback = 类型为「{ $subject }」的源没有可登记的回调地址。
fix-usage-registered-callback = 请去掉 registered=true。

cli-preview-button-only = 登录页上会有「{ $name }」按钮。用 --login-page FILE 可画出来。
ui-deployment-about-other = authentik 的表单不问这些，它们不属于登录源本身。
