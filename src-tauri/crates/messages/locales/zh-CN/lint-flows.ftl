# 关于流程的检查结果。

lint-flow-format = 「{ $flow }」不是流程的 Slug
lint-flow-format-why = 蓝图按 Slug 查找流程；找不到时，authentik 不报错，只会把流程留空。
lint-flow-format-fix = 请填写 authentik「流程与阶段 → 流程」中显示的 Slug。
lint-flow-designation = 「{ $flow }」是别的用途的流程
lint-flow-designation-why = 「{ $label }」填任何流程 authentik 都会接受，但这个流程的用途是 { $designation }，登录会走到别处去。
lint-flow-designation-fix = 使用 authentik 为此自带的流程。
lint-flow-asks-again = 用户要登录两次
lint-flow-asks-again-why = 源已经确认了身份，default-authentication-flow 却会再要求输入用户名和密码。
lint-flow-asks-again-fix = 改用 default-source-authentication，它只负责完成登录。
lint-flows-equal = 身份验证和注册用了同一个流程
lint-flows-equal-why = 一个流程只有一种用途：「{ $flow }」要么让已有用户登录，要么创建新用户。
lint-flows-equal-fix = 请分别选择流程；如果只允许已有用户登录，可将注册流程留空。
lint-flow-unknown = 「{ $flow }」不是 authentik 自带的流程
lint-flow-unknown-why = 如果服务器上没有这个 Slug 的流程，或其用途不符，「{ $label }」就不起作用。
lint-flow-unknown-fix = 请在「流程与阶段 → 流程」中确认「{ $flow }」存在，且用途为 { $designation }。
