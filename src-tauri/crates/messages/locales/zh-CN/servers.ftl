# 服务器：配置、现状、将要改动的内容、推送、撤回。

cli-server = 管理要把草稿推送过去的 authentik 服务器
cli-server-add = 添加一台服务器；不会联系它
cli-server-add-server = 给服务器起的名字，例如“生产”
cli-server-add-url = authentik 的地址；从浏览器复制的也可以
cli-server-add-colour = 用来区分服务器的颜色
cli-server-set = 修改一台服务器；换了地址就是另一台服务器，令牌需要重新提供
cli-server-set-url = 新地址
cli-server-set-production = 发送任何内容之前是否必须输入它的主机名
cli-server-set-colour = 用来区分服务器的颜色
cli-server-list = 列出服务器；不会联系它们
cli-server-check = 检查服务器是否应答、它的版本、时钟，以及令牌有哪些权限；不会改动服务器
cli-server-check-accept = 这个地址上的服务器是重新搭建的，今后接受它
cli-server-remove = 忘记一台服务器和它的令牌；不会改动服务器
cli-arg-server = 服务器的名字，见“server list”
cli-arg-ca = PEM 文件：除平常信任的之外，对这台服务器还信任的证书颁发机构；“none”表示不用文件
cli-arg-pin = 为这台服务器唯一信任的证书的指纹，不论由谁签发；“none”表示重新按颁发机构判断
cli-arg-production = 发送任何内容之前必须输入它的主机名
cli-server-add-secret = 某个 authentik 用户的 API 令牌：token=env:变量、token=file:路径 或 token=-
cli-server-set-secret = 新的 API 令牌：token=env:变量、token=file:路径 或 token=-
cli-server-check-secret = API 令牌（不在保险库里时）：token=env:变量、token=file:路径 或 token=-
cli-pull = 把服务器上的源做成草稿；不会改动服务器
cli-pull-slug = 源的 Slug；不写就是全部
cli-pull-replace = 有差异的草稿改成和服务器上的源一样；原来的内容留在历史里
cli-pull-secret = API 令牌（不在保险库里时）
cli-plan = 显示服务器上会改动什么；会有改动时退出码为 1。不会改动服务器
cli-plan-slug = 草稿的 Slug
cli-plan-login-page = 把按钮加到这个身份识别阶段；已有的按钮保留
cli-plan-out = 把计划写到文件，供“apply”使用
cli-plan-adopt = 接管服务器上已有、但不是从这里推送的对象，并重新创建已经消失的对象
cli-plan-take = 两边都改过的地方以谁为准：全部，或某一个字段
cli-plan-send-secrets = 即使机密可能和服务器上的一样也发送
cli-plan-secret = API 令牌（token=…）以及这一个草稿的机密（consumer_secret=…），不在保险库里时使用
cli-apply = 执行一个计划，并检查结果
cli-apply-file = “plan --out”写出的文件
cli-apply-host = 手工输入的服务器主机名，生产服务器要求这样做
cli-apply-secret = API 令牌（token=…）以及这一个草稿的机密（consumer_secret=…），不在保险库里时使用
cli-apply-after = 一个计划只能用一次。如果执行中断，请再次给出同一个计划：会先读取服务器，已完成的不会重做。
cli-arg-yes = 不再询问
cli-rollback = 尽可能撤回一次执行；不能恢复的会事先说明
cli-rollback-run = 执行的编号，见“runs”；不写就是最近一次
cli-rollback-over-changes = 即使服务器之后又有改动也撤回
cli-rollback-dry-run = 只显示会做什么，不执行
cli-rollback-host = 手工输入的服务器主机名，生产服务器要求这样做
cli-rollback-secret = API 令牌（不在保险库里时）
cli-runs = 列出执行过的计划，最近的在前
cli-drift = 显示草稿、服务器和上次推送之间的差异；有差异时退出码为 1
cli-drift-slug = 草稿的 Slug；不写就是推送到这台服务器的全部草稿
cli-drift-secret = API 令牌（不在保险库里时）

cli-server-added = 已添加 { $name }（{ $host }）
cli-server-changed = 已修改 { $name }（{ $host }）
cli-server-removed = 已移除 { $name }。服务器本身没有改动。
cli-server-none = 还没有服务器。用“server add”添加。
cli-server-token-not-kept = 没有保险库，所以令牌没有保存。“vault init”可以建立保险库；也可以每次用 --secret token=… 提供。
server-production = 生产
server-no-token = 没有令牌
server-version-known = { $name } 运行 authentik { $version }。
server-version-newer = { $name } 运行 authentik { $version }，比本版 Source Desk 认识的更新。新增的内容不会被改动。
server-absent = 这个版本没有：{ $what }
server-version-older = { $name } 运行 authentik { $version }，版本太旧：需要 2025.12 或更新的版本。
server-user = 令牌属于用户 { $user }。
server-user-superuser = 令牌属于用户 { $user }，是超级用户。
server-right-granted = ✓ { $right }
server-right-missing = ✗ { $right }
server-right-read-sources = 查看源
server-right-add-sources = 创建源
server-right-read-mappings = 查看属性映射
server-right-add-mappings = 创建属性映射
server-right-read-flows = 查看流程
server-right-read-login-pages = 查看登录页
server-right-change-login-pages = 修改登录页
server-right-import-blueprints = 导入蓝图：多个对象一起，要么全部成功，要么都不改
server-skew = 服务器的时钟比本机快 { $seconds } 秒。相差几分钟就会导致登录失败。
server-skew-behind = 服务器的时钟比本机慢 { $seconds } 秒。相差几分钟就会导致登录失败。

cli-pull-nothing = 服务器上没有可以做成草稿的源。
cli-pull-new = 新草稿 { $slug }（{ $name }）
cli-pull-updated = 草稿 { $slug } 现在和服务器上一样；“undo”可以撤销
cli-pull-same = 草稿 { $slug } 和服务器上一样
cli-pull-kept = 草稿 { $slug } 有差异，保持原样；--replace 会改成和服务器上一样
cli-pull-missing = { $slug }：服务器不会显示 { $field }。只有要在别处重新创建这个源时，才需要在这里输入。
cli-pull-unknown = 本版 Source Desk 不认识 { $slug } 的类型。

plan-server = 针对 { $name }（{ $url }）：
plan-summary = 创建 { $create } 个，修改 { $update } 个，删除 { $delete } 个，{ $none } 个已符合要求
plan-nothing = 无需改动：服务器已符合要求。
plan-empty = （空）
plan-action-create = 创建
plan-action-update = 修改
plan-action-delete = 删除
plan-action-none = 不变
plan-model-source = 源
plan-model-mapping = 属性映射
plan-model-stage = 登录页
plan-secret-unknown = （机密，未知）
plan-secret-set = （机密，将会设置）
plan-secret-unchanged = （机密，不变）
plan-note-callback-changes = 回调地址会随 Slug“{ $subject }”改变：请把新地址登记到提供方。
plan-note-left-out = 草稿里还保留着蓝图的其他对象（{ $subject }），它们不会被推送。
plan-note-no-button = “{ $subject }”没有登录按钮：这类源不用于登录。
plan-note-one-by-one = 令牌的用户不能导入蓝图，所以 { $subject } 个请求会逐个发送。中途失败时，前面的会保留；“rollback”可以撤回。
plan-note-server-fetches = 保存“{ $subject }”时，authentik 会从提供方获取信息；如果连不上提供方，就会拒绝保存。
plan-note-secret-stays = 这里没有 { $subject }；服务器保留它现有的。
plan-note-secret-not-compared = 没有保险库，无法判断 { $subject } 与上次推送的是否相同；服务器保留它现有的。要发送请加 --send-secrets。
plan-note-secret-not-restored = { $subject } 已被替换，不能恢复：服务器从不显示机密。需要时请在服务器上重新输入旧的。
plan-note-connections-lost = 删除“{ $subject }”时，与它关联的用户连接也会删除：用它登录过的人不会再被它识别。用户本身保留。
plan-conflict-not-ours = { $subject } 已在服务器上，而且不是从这里推送的。--adopt 可以接管。
plan-conflict-changed-on-server = { $subject } 在上次推送之后被服务器那边改过：那边是 { $server }，这里仍是 { $draft }。“pull --replace”可以拉取过来；--take 指定以谁为准。
plan-conflict-changed-on-both = { $subject } 两边都改过：那边是 { $server }，这里是 { $draft }，上次推送的是 { $last }。--take 指定以谁为准。
plan-conflict-gone-from-server = { $subject } 曾经推送过，但已从服务器上消失。--adopt 会重新创建；与已删除的源关联过的人不会被新的源识别。
plan-conflict-missing = { $subject }：服务器上没有“{ $draft }”。请在服务器上创建，或改选别的。
plan-conflict-no-secret = 缺少 { $subject }：新建源时 authentik 要求必须提供。
plan-conflict-secret-locked = { $subject } 在已锁定的保险库里。请先解锁，再重新生成计划。
plan-conflict-other-kind = { $subject }：服务器上另一类源（{ $server }）已使用这个 Slug。请换一个 Slug。

cli-plan-saved = 已保存计划：{ $path }
cli-drift-none = 草稿和服务器一致。
drift-draft = 草稿
drift-server = 服务器
drift-last-pushed = 上次推送

cli-apply-ask = 要发送到 { $url } 吗？（y/n）
cli-apply-type-host = { $url } 是生产服务器。请输入它的主机名以继续
cli-apply-nothing-sent = 没有发送任何内容。
cli-apply-verified = 完成，一切正常。
cli-apply-not-verified = 已发送，但并非一切正常：请看标有 ✗ 的行。
push-reading = 正在读取服务器……
push-progress = 已完成 { $done } / { $total }，正在处理 { $now }
push-outcome-ok = 完成
push-outcome-refused = 被拒绝
push-outcome-unknown = 未知
push-outcome-skipped = 未发送
push-state-running = 中断
push-state-done = 完成
push-state-failed = 失败
push-state-cancelled = 已停止
verify-read-back = { $subject }：服务器显示的和计划一致
verify-gone = { $subject }：已删除
verify-flows = { $subject }：身份验证流程和注册流程都已设置
verify-login-redirect = { $subject }：按钮会跳转到提供方
verify-callback = { $subject }：回调地址有应答
verify-button = { $subject }：登录页显示按钮
cli-rollback-of = 撤回第 { $run } 次执行
cli-runs-none = 还没有推送过。
cli-run-rolls-back = （撤回了第 { $run } 次执行）

err-server-name-invalid = “{ $subject }”不能作服务器的名字。
fix-server-name-invalid = 请用 1 到 60 个字符的名字。
err-server-name-taken = 已有名为“{ $subject }”的服务器。
fix-server-name-taken = 请换一个名字，或修改那台服务器。
err-server-not-known = 没有名为“{ $subject }”的服务器。
fix-server-not-known = 请在服务器列表中查看名字，或先添加。
err-server-profile-unreadable = 读不了服务器“{ $subject }”的配置，也许是更新版本的 Source Desk 写的。
fix-server-profile-unreadable = 请更新 Source Desk，或移除这台服务器后重新添加。
err-server-address-invalid = “{ $subject }”不是服务器地址。
fix-server-address-invalid = 请写成 https://auth.example.com 这样
err-server-address-http = “{ $subject }”是 http：途中的任何人都能读到令牌。
fix-server-address-http = 请用 https。authentik 自己在 9443 端口提供；自建的证书颁发机构或证书的指纹，可以为这台服务器单独指定。
err-server-address-password = 地址里有用户名或密码。
fix-server-address-password = 请去掉，令牌另外提供。如果那是真密码，请从 shell 历史中删除。
err-server-no-token = “{ $subject }”在这个地址没有令牌。
fix-server-no-token = 请在 authentik 中（目录 › 令牌和应用程序密码，用途选“API 令牌”）创建令牌并在这里提供。令牌只对一个地址有效。
err-server-unreachable = { $reason ->
    [dns-no-such-host] 没有 { $subject } 这个主机。
    [dns-failed] 无法查询 { $subject } 的地址。
    [connection-refused] { $subject } 上没有程序在监听。
    [connection-timeout] { $subject } 没有及时应答。
    [connection-reset] 与 { $subject } 的连接中断了。
    [certificate-unknown-issuer] { $subject } 的证书来自本机不信任的颁发机构。
    [certificate-self-signed] { $subject } 的证书是自签名的。
    [certificate-expired] { $subject } 的证书已过期。
    [certificate-not-yet-valid] { $subject } 的证书尚未生效。
    [certificate-wrong-host] { $subject } 的证书属于另一个主机。
   *[other] 连不上 { $subject }（{ $reason }）。
}
fix-server-unreachable = 请检查地址，以及服务器是否在运行。公司自己的颁发机构：把它的 PEM 文件指定给这台服务器；代理：见网络设置。“source-desk explain { $reason }”有更多说明。
err-server-address-refused = { $subject } 的地址是 { $address }，那里不会有服务器：那是云平台的元数据服务，或仅限本链路的地址。
fix-server-address-refused = 请检查 hosts 文件和 DNS 服务器对这个名字的解析。
err-server-redirect = { $subject } 把请求转到别处（状态 { $status }，转到“{ $to }”）。没有跟随：令牌只给这台服务器。
fix-server-redirect = 请填写 authentik 自己的地址，也就是浏览器最后到达的地址。
err-server-token-refused = { $subject } 不接受这个令牌：它不正确、已过期或已被撤销。
fix-server-token-refused = 请在 authentik 中创建新的 API 令牌并在这里提供。
err-server-not-permitted = 令牌的用户在 { $subject } 上没有这个权限：{ $what }
fix-server-not-permitted = 请在 authentik 中授予权限，或改用超级用户的令牌。“server check”会列出现有权限。
err-server-not-found = { $subject } 上没有这个：{ $what }
fix-server-not-found = 也许已被删除。请重新生成计划。如果地址不对，请更正。
err-server-refused = { $subject } 不接受发送的内容。这个请求没有保存任何东西。
fix-server-refused = 详细信息里有 authentik 的说法。请修正草稿后重新生成计划。
err-server-crashed = { $subject } 上的 authentik 处理请求时崩溃了（405 和空白页：它的错误页只认 GET）。这个请求没有保存任何东西。
fix-server-crashed = 原因在 authentik server 容器此刻的日志里。请按日志修正后重新生成计划。
err-server-busy = { $subject } 繁忙或停机（状态 { $status }）。
fix-server-busy = 请稍后再试。中断的计划可以再次执行。
err-server-uncertain = 不知道 { $subject } 是否已保存最后一个请求。
fix-server-uncertain = 请再次执行同一个计划：会先读取服务器，已有的不会再发送。
err-server-not-authentik = 在 { $subject } 应答的不是 authentik。
fix-server-not-authentik = 请检查地址。中间代理的登录页，或别的程序的地址，都会这样。
err-server-malformed = { $subject } 的应答不像 authentik 的 API：{ $what }
fix-server-malformed = 请检查是否有代理改动了应答。如果没有，就是这个版本的 authentik 应答不同，请报告给我们。
err-server-too-large = { $subject } 的应答太大，无法读取。
fix-server-too-large = 请检查地址。authentik 的应答最多几兆字节。
err-server-too-old = { $subject } 运行 authentik { $version }，版本太旧。
fix-server-too-old = 请把 authentik 更新到 2025.12 或更新的版本。
err-server-another = 在 { $subject } 应答的是另一台 authentik，不是最初检查过的那一台。没有发送任何内容。
fix-server-another = 如果服务器是重新搭建的，请接受它（“server check 名字 --accept”）。否则请查清是谁在这个地址应答。
err-plan-nothing = 没有指定要做计划的草稿。
fix-plan-nothing = 请指定一个或多个草稿。
err-plan-not-a-plan = “{ $subject }”不是计划。
fix-plan-not-a-plan = 请给出“plan --out”写出的文件。
err-plan-newer = “{ $subject }”是更新版本的 Source Desk 生成的。
fix-plan-newer = 请更新 Source Desk，或重新生成计划。
err-plan-not-as-shown = 这个计划要为 { $subject } 发送它没有显示出来的内容。没有发送任何内容。
fix-plan-not-as-shown = 请不要信任这个文件：查清是谁改过它，然后重新生成计划。
err-plan-used = 这个计划已经执行过了（第 { $subject } 次执行）。
fix-plan-used = 请重新生成计划，看看还有什么要做。
err-plan-stale = 生成计划之后，{ $subject } 又有改动：{ $changed }。没有发送任何内容。
fix-plan-stale = 请重新生成计划并查看。
err-plan-partly = { $subject } 上计划已完成一部分，之后又有别的改动：{ $changed }。没有再发送任何内容。
fix-plan-partly = 请重新生成计划并查看。
err-plan-conflicts = 针对 { $subject } 的计划有 { $count } 处冲突，所以没有发送任何内容。
fix-plan-conflicts = 请先决定如何处理，再重新生成计划。
err-plan-other-server = 计划针对 { $subject }，但这个名字的服务器现在是 { $server }。
fix-plan-other-server = 请重新生成计划。
err-push-running = 这个计划正在执行。
fix-push-running = 请等它执行完。
err-push-refused = { $subject } 上的 authentik 拒绝了蓝图。没有保存任何东西。
fix-push-refused = 详细信息里有它的说法。请修正后重新生成计划。
err-push-crashed = { $subject } 上的 authentik 处理蓝图时崩溃了，没有说明原因。没有保存任何东西。试运行查出了原因。
fix-push-crashed = 详细信息里有它的说法。请修正后重新生成计划。
err-push-unknown = { $subject } 上有对象既不是原来的样子，也不是计划的样子。没有再发送任何内容。
fix-push-unknown = 请重新生成计划，看看服务器现在的情况。
err-push-secret-gone = “{ $subject }”的机密 { $field } 现在不可用了。没有再发送任何内容。
fix-push-secret-gone = 请输入机密或解锁保险库，然后再次执行这个计划。
err-push-journal = 无法记录正在进行的操作，所以没有再发送任何内容。
fix-push-journal = 请检查磁盘是否已满或写保护，然后再次执行这个计划。
err-push-cancelled = 已停止。之前发送到 { $subject } 的已经完成。
fix-push-cancelled = “rollback”可以撤回；重新生成计划可以看到还剩什么。
err-push-production = { $subject } 是生产服务器：发送任何内容之前必须输入它的主机名。
fix-push-production = 请准确输入主机名“{ $subject }”。
cli-fix-push-production = 请加上 --host { $subject }
err-push-not-confirmed = 没有人确认要发送这些内容。
fix-push-not-confirmed = 请查看计划，然后加上 --yes。
err-push-run-not-found = 没有第 { $subject } 次执行。
fix-push-run-not-found = 请查看执行列表。
err-rollback-nothing = 没有可以撤回的执行。
fix-rollback-nothing = 请查看执行列表。
err-pull-unknown = { $server } 上没有源“{ $subject }”。
fix-pull-unknown = 请在 authentik 的“目录 › 联结与社交登录”中核对 Slug。
err-usage-secret-token = 这里只能提供令牌。
fix-usage-secret-token = 请写 --secret token=env:变量
err-usage-take = “{ $subject }”没有说明以谁为准。
fix-usage-take = 请写 draft、server，或针对某个字段写 SLUG.FIELD=draft 或 SLUG.FIELD=server

cli-server-doctor = 检查服务器上各个源的流程：是什么让人无法登录；有问题时退出码为 1
cli-server-doctor-slug = 源的 Slug；不写就是所有用于登录的源
cli-server-doctor-secret = API 令牌（不在保险库里时）
cli-server-dry-run = 让服务器检查一个蓝图，不保留任何内容；它有异议时退出码为 1
cli-server-dry-run-file = 蓝图
cli-server-dry-run-secret = API 令牌（不在保险库里时）
cli-plan-preview = 把登录页将来的样子画成 SVG
cli-plan-page = 登录页“{ $stage }”按这个顺序显示：{ $buttons }
cli-plan-page-large = { $name }（大按钮）
cli-server-doctor-well = 流程没有问题。
cli-server-dry-run-good = { $name } 会接受这个蓝图。
cli-server-dry-run-objects = { $name } 会拒绝这个蓝图：
flow-no-authentication-flow = { $slug } 没有身份验证流程：没有人能用它登录（“Configured flow does not exist.”）。
flow-no-enrollment-flow = { $slug } 没有注册流程：只有已经关联的人才能登录。
flow-authentication-without-login = { $slug } 的身份验证流程“{ $flow }”没有用户登录阶段：走完流程也没有登录。
flow-enrollment-without-write = { $slug } 的注册流程“{ $flow }”没有用户写入阶段：新来的人不会被保存。
flow-enrollment-without-login = { $slug } 的注册流程“{ $flow }”没有用户登录阶段：新来的人保存了，但没有登录。
flow-other-designation = { $slug } 的流程“{ $flow }”是为别的用途设计的，authentik 仍会接受。
flow-attributes-stay = { $slug } 的身份验证流程“{ $flow }”没有用户写入阶段：以后登录时提供方给出的信息（姓名、邮箱等）不会更新过来。
flow-policies-not-asked = { $slug } 绑定了策略，但用它登录时 authentik 不会检查这些策略：请把策略绑定到它的流程。
cli-server-pages = 显示服务器的登录页：按顺序列出按钮，以及使用它的流程
cli-server-pages-stage = 身份识别阶段的名称；不写就是全部
cli-server-pages-preview = 把页面画成 SVG
cli-server-pages-secret = API 令牌（不在保险库里时）
cli-plan-labels = 那个登录页上按钮旁是否显示源的名称
cli-server-page-flows = 使用它的流程：{ $flows }
cli-plan-page-empty = 登录页“{ $stage }”没有按钮。
err-login-page-unknown = { $server } 上没有身份识别阶段“{ $subject }”。
fix-login-page-unknown = “server pages”会列出它们。
