# 映射实验室与预测。


## 对话框

dialog-open-directory = 选择包含 authentik 用户的文件
dialog-open-people = 选择包含提供方一侧人员的文件
dialog-save-people = 保存预测结果

## 问题

err-lab-not-json = { $subject } 不是有效的 JSON：第 { $line } 行第 { $column } 列有误。
fix-lab-not-json = 请在该处修正。也可以直接粘贴提供方返回的原文。
err-lab-not-object = { $subject } 是 JSON，但不是对象：它必须以花括号开头。
fix-lab-not-object = 请给出提供方关于一个人的信息。多人的列表只用于批量预测。
err-lab-too-large = { $subject } 超过 { $bytes } 字节。
err-lab-request-too-large = 要交给映射的内容（信息、上下文和用户合计）超过 { $bytes } 字节。
fix-lab-request-too-large = 请使用用户较少的目录，或缩短上下文。只有调用 ak_user_by 的映射才会得到用户。
fix-lab-too-large = 请删去映射用不到的内容。
err-lab-file-too-large = { $subject } 超过 { $megabytes } MB。
fix-lab-file-too-large = 请拆分文件，或删去不需要的列。
err-lab-file-not-utf8 = { $subject } 不是 UTF-8 编码的文本。
fix-lab-file-not-utf8 = 请在 Excel 或 WPS 中另存为「CSV UTF-8」，或从 GBK 转换为 UTF-8。
err-lab-context-wrong = 上下文的格式不对：其中某个成员的形式有误。
fix-lab-context-wrong = users、policies、dns、http 应为列表，http_request 应为对象或 null。详细信息中指出了位置。
err-lab-context-unknown = 上下文中的「{ $subject }」没有任何映射能看到。
fix-lab-context-unknown = 请删去，或改用 authentik 的名称：token、client、auth_api、root、assertion、name_id、principal_obj。
err-lab-context-own = 不能给出「{ $subject }」：它由草稿决定。
fix-lab-context-own = 请从上下文中删去，需要时修改草稿。
err-lab-not-here = 无法运行属性映射：Source Desk 旁边缺少程序 source-desk-expression。
fix-lab-not-here = 请重新安装 Source Desk；该程序也可能被杀毒软件移走了。
err-lab-no-python = 本机没有 python3，或此系统上不能使用它。
fix-lab-no-python = 请使用 Source Desk 自带的解释器。
err-lab-not-started = 运行属性映射的程序无法启动。
fix-lab-not-started = 请重试。如仍不行，请看详细信息：系统可能禁止了该程序运行。
err-lab-only-the-server = { $subject } 的值只有服务器才能解析，因此无法预测。
fix-lab-only-the-server = 请在草稿（或其副本）中为该字段填写明确的值。
err-lab-no-choice = { $subject } 的值「{ $value }」不是 authentik 认识的选项。
fix-lab-no-choice = 请从表单中选择一个值。
err-lab-not-people = { $subject } 中没有人员列表。
fix-lab-not-people = 请给出 JSON 列表（每人一个对象），或每人一行的 CSV。
err-lab-people-gone = 没有可以保存的预测结果。
fix-lab-people-gone = 请重新打开人员文件。
err-directory-empty = { $subject } 中没有用户。
fix-directory-empty = 每个用户都要有用户名。若来自服务器：令牌没有查看用户的权限时，看不到任何用户。
err-directory-wrong = { $subject } 中的「{ $part }」不是列表。
fix-directory-wrong = users、groups、connections 和 group_connections 应为列表，或 API 返回的分页结果。
err-directory-no-users = { $subject } 是 JSON，但没有用户列表。
fix-directory-no-users = 它应是列表，或含有 users 或 results，与 authentik API 的返回一致。
err-directory-no-username = { $subject } 没有「username」列。现有的列：{ $columns }
fix-directory-no-username = 请使用 authentik 的字段名作为列名：username、email、name、pk、is_active、attributes.…。
err-directory-not-csv = { $subject } 的第 { $line } 行无法按 CSV 读取。
fix-directory-not-csv = 请检查是否有未闭合的引号。

## 初始属性中不确定之处

lab-doubt-base-not-known = 此类登录源自带的属性在此未知；第一个映射之前的属性可能不完整。
lab-doubt-emails-not-given = 邮箱未公开。authentik 会向 GitHub 请求邮箱列表；可在信息中加入「emails」以得到主邮箱。
lab-doubt-groups-not-given = 若申请了 GroupMember.Read.All，authentik 会向 Microsoft Graph 请求组；可在信息中加入「raw_groups」查看。
lab-doubt-order-of-names = 这些名称的先后取决于服务器数据库如何排列大小写和符号。建议在名称前加数字，使顺序确定。
lab-doubt-path-not-known = 用户路径模板的结果在此未知。

## 限制

lab-limit-time = 运行时间过长，已被终止。authentik 没有时间限制：真实登录会一直卡住。
lab-limit-processor = 占用处理器过多，已被终止。
lab-limit-memory = 占用内存过多，已被终止。
lab-limit-stack = 调用嵌套过深。
lab-limit-output = 输出过多，已被终止。
lab-limit-ended = 进程没有给出结果就结束了。

## 属性为何没有写入

lab-discarded-no_value = 没有值
lab-discarded-component = 属于表单，不属于用户
lab-discarded-groups = 组另行处理
lab-discarded-no_field = 用户没有此字段；放进 attributes 才会保留
lab-discarded-no_user_write = 流程不写入用户
lab-discarded-raises = 写入会出错，登录以错误页面结束
lab-discarded-not_known = 在此不知道会存成什么

## authentik 的动作

lab-action-auth = 登录
lab-action-link = 关联已有账号
lab-action-enroll = 新建账号
lab-action-deny = 拒绝
lab-action-error = 出错
lab-action-unknown = 未知
lab-outcome-logged_in = 已登录。
lab-outcome-not_logged_in = 流程走完，但没有人登录。
lab-outcome-linked = 当前会话的账号已建立连接。
lab-outcome-asked = 需要用户先填写信息。
lab-outcome-resumed = 发起的流程继续进行。
lab-outcome-denied = 被拒绝。
lab-outcome-failed = 以错误结束。
lab-outcome-not_known = 取决于未知的信息。

## 由哪一步决定

lab-step-a1 = 登录源已停用。
lab-step-a2 = 登录源没有授权 URL。
lab-step-b1 = 返回的 state 与发出的不一致。
lab-step-b2 = 提供方没有返回 code。
lab-step-b3 = 令牌端点拒绝。
lab-step-b4 = 令牌响应中有错误。
lab-step-b5 = 无法读取用户资料。
lab-step-b6 = 信息中没有用户标识。
lab-step-c1 = 该类型的基础属性。
lab-step-c2 = 属性映射抛出异常。
lab-step-c3 = 去掉没有值的属性。
lab-step-c4 = 组或组映射出错。
lab-step-d0 = 已有人登录。
lab-step-d1 = 已存在该标识的连接。
lab-step-d2 = 没有连接，且匹配方式仅按标识。
lab-step-d3 = 用于匹配的属性为空，authentik 拒绝登录。
lab-step-d4 = 没有账号与该值一致。
lab-step-d5 = 有账号与该值一致，按匹配方式关联它。
lab-step-d6 = 有账号与该值一致，按匹配方式拒绝。
lab-step-e-deny = 登录被拒绝。
lab-step-e-link = 当前会话的账号得到连接。
lab-step-e-auth = 执行身份验证流程。
lab-step-e-enroll = 执行注册流程。
lab-step-e-planning = 流程是否适用于此人。
lab-step-e-source-stage = 由另一流程的源阶段继续。
lab-step-e-connection = 保存连接；每个账号与一个登录源至多一个连接。
lab-step-f-prompt = 提示阶段向用户询问。
lab-step-f-user-write = 写入用户。
lab-step-f-user-login = 登录用户。
lab-step-f-stages = 流程中的其他阶段。
lab-step-g = 更新组。

## 用户落在哪里

lab-page-library = authentik 应用库
lab-page-user_settings = 用户设置
lab-page-login_page = 登录页
lab-page-prompt = 填写页面
lab-page-access_denied = 「请求被拒绝」页面
lab-page-bad_request = 400 页面
lab-page-not_found = 404 页面
lab-page-server_error = 500 页面
lab-page-flow_error = 流程的错误页面
lab-page-broken_redirect = 不存在的地址

## 未知的信息

lab-unknown-no-login = { $subject } 不用于登录，只做同步。
lab-unknown-connections = 已有哪些连接。
lab-unknown-groups = 已有哪些组。
lab-unknown-user = 列表中没有的用户 { $subject }。
lab-unknown-flow = { $subject } 是哪个流程。
lab-unknown-requirement = 谁可以执行流程 { $subject }。
lab-unknown-superuser = { $subject } 是否为超级用户。
lab-unknown-policies = 流程 { $subject } 的策略是否通过。
lab-unknown-stages = 流程 { $subject } 有哪些阶段。
lab-unknown-stage = 阶段 { $subject } 做什么。
lab-unknown-stage-runs = 流程 { $subject } 的某个阶段是否执行。
lab-unknown-typed = 用户会在 { $subject } 中填什么。
lab-unknown-user-path = 路径模板的结果。
lab-unknown-value = { $subject } 会存成什么。
lab-unknown-no-field = { $subject } 不是字段，不知道会存成什么。
lab-unknown-primary-key = { $subject } 会写入哪一行。
lab-unknown-mappings = 属性映射的返回值。

## 组的变化

lab-fate-created = 新建
lab-fate-updated = 更新
lab-fate-linked = 关联已有的组
lab-fate-no_name = 没有名称，登录因此中止
lab-fate-denied = 已有同名的组，登录因此中止
lab-fate-name_taken = 已有同名的组，登录以错误页面结束
lab-fate-connected_otherwise = 该组已有其他标识，登录以错误页面结束
lab-fate-no_field = 有属性不是组的字段，登录以错误页面结束

## 每个人的结果

lab-verdict-authenticates = 登录
lab-verdict-links = 进入已有账号
lab-verdict-enrolls = 得到新账号
lab-verdict-duplicates = 产生重复账号
lab-verdict-is_asked = 填写后得到新账号
lab-verdict-denied = 被拒绝
lab-verdict-fails = 看到错误
lab-verdict-not_known = 未知

## 关于用户文件

lab-directory-no-connections = 文件中没有连接；按无人用过的新登录源处理。
lab-directory-no-groups = 文件中没有组；按没有任何组处理。
lab-directory-no-username = 跳过了 { $count } 个没有用户名的条目，第一处在 { $first }。
lab-directory-no-group-name = 跳过了 { $count } 个没有名称的组。
lab-directory-no-connection = 跳过了 { $count } 个连接：缺少用户、登录源的 slug 或标识。
lab-directory-twice = 跳过了 { $count } 个重复的用户，第一个是 { $first }。
lab-directory-column = 有 { $count } 列未使用，第一列是「{ $first }」。

## 命令行，以及映射如何结束

lab-skipped = SkipObject：同步时会跳过该对象；在登录中则是错误。
lab-needs-server = 需要服务器：{ $what }
lab-ended-no-identifier = 此人没有标识：authentik 会提示「Could not determine id.」，不会运行任何映射。
lab-ended-raised = 有映射出错。authentik 会返回服务器错误，登录中止。
lab-ended-needs-server = 之后的结果只有服务器才知道。
lab-ended-stopped = 映射因本机的限制而终止。authentik 没有这样的限制。
lab-ended-bad-groups = groups 不是文本列表，authentik 会因此出错。
cli-map = 离线运行草稿的属性映射
cli-predict = 预测 authentik 会如何处理登录者
cli-arg-info = 提供方返回的个人信息（JSON）；- 表示从标准输入读取。predict 也接受多人的 JSON 列表或 CSV
cli-arg-context = 其他已知信息（JSON）：token、client、users、policies、dns、http、http_request
cli-arg-engine = 用什么运行映射：inside 为自带解释器，python 为系统的 Python 3
cli-arg-directory = authentik 的用户、组和连接（JSON 或 CSV）
cli-predict-all-modes = 并列显示全部 5 种用户匹配和 3 种组匹配方式
cli-predict-out = 多人预测结果的写入位置：.csv 或 .json
err-usage-predict-out = --out 用于写出多人的表格，而 { $subject } 只有一个人。
fix-usage-predict-out = 请去掉 --out，或使用 --json。
cli-map-identifier = 标识：{ $identifier }
cli-map-base = 映射之前
cli-map-result = 用户的属性
cli-map-group = 组 { $group }
cli-map-discarded = 默认注册流程不会写入
cli-map-not-run = 未运行 { $mapping }
cli-map-not-a-dict = 返回了 { $value }，不是字典：authentik 会忽略。
cli-map-empty = 没有返回内容，不作任何改变。
cli-map-same = 不作任何改变。
cli-map-raised = 第 { $line } 行：{ $what }
cli-predict-page = 落在
cli-predict-message = 看到
cli-predict-asked = 需要填写
cli-predict-next = 下次登录
cli-predict-user-new = 新账号
cli-predict-user-written = 已有账号（会被写入）
cli-predict-user-same = 已有账号（登录不改变它）
cli-predict-typed = （由用户填写）
cli-predict-groups = 组
cli-predict-log = 服务器日志与事件
cli-predict-unknown = 依赖以下未知信息
cli-predict-user-mode = user_matching_mode
cli-predict-group-mode = group_matching_mode
cli-predict-result = 结果
cli-predict-current = * 为草稿当前的匹配方式。
cli-predict-row = #
cli-predict-person = 人员
cli-predict-account = 账号
cli-map-server = 供映射查询用户的服务器；只读取，不改动
cli-predict-server = 要查询其用户、组和连接的服务器；只读取，不改动
