# 源身份的变更：谁能保住账号，以及保住账号的步骤。

## 变更

identity-change-unionid = 微信开始返回 unionid
identity-change-appid = 源换了 AppID
identity-change-slug = 在服务器上给源改 slug
identity-change-slug-as-new = 以新 slug 作为新源推送
identity-change-recreate = 删除源后重新创建
identity-change-type = 源换了类型

## 每个人的结果

identity-fate-stays-linked = 保持关联
identity-fate-links-again = 下次登录时会重新关联
identity-fate-elsewhere = 会进入别人的账号
identity-fate-doubles = 会多出第二个账号
identity-fate-is-doubled = 已经有了第二个账号
identity-fate-fails = 每次登录都会报错
identity-fate-denied = 每次登录都会被拒绝
identity-fate-orphaned = 失去关联；新标识符未知
identity-fate-not-known = 无法判断

## 何时执行

identity-phase-before = 变更前
identity-phase-change = 变更
identity-phase-after = 变更后
identity-phase-undo = 撤销

## 步骤

identity-act-read = 逐页读取 { $slug } 的全部关联，并保存返回内容
identity-act-read-why = 人和账号靠这些关联对应。请与后面步骤的预期核对；需要回退时也以它为准。
identity-act-check = 再次读取 { $slug } 的全部关联并核对
identity-act-check-why = 每条关联都应与步骤所说一致。如有不符，请不要继续，并撤销已做的步骤。
identity-act-off = 停用 { $slug }
identity-act-off-why = 在标识符重新对上之前，每次登录都可能多出一个账号。停用期间无法用它登录。
identity-act-on = 启用 { $slug }
identity-act-on-why = 标识符已经对上，可以恢复登录。
identity-act-callback = 在提供方登记 { $slug } 的回调 URL，原来登记的先保留
identity-act-callback-why = slug 是回调 URL的一部分。不登记的话，谁也无法从提供方回来。
identity-act-bind = 如果还没有绑定，请在 open.weixin.qq.com 把网站应用绑定到您的开放平台账号
identity-act-bind-why = 此后微信会返回 unionid，authentik 改用它作为标识符，不再用 openid。
identity-act-unbind = 在 open.weixin.qq.com 确认微信不再返回 unionid
identity-act-unbind-why = 只要微信还返回 unionid，authentik 就会按它查找，而不是按关联里恢复的 openid。
identity-act-appid = 把新的 AppID 和 AppSecret 填入 { $slug }
identity-act-appid-why = 换了 AppID，同一个人的 openid 也会变。请保留旧的一对，回退时要用。
identity-act-appid-back = 把原来的 AppID 和 AppSecret 填回 { $slug }
identity-act-appid-back-why = 用回旧 AppID，微信就会返回旧的 openid。
identity-act-rename = 把 { $from } 改名为 { $to }
identity-act-rename-why = 源还是同一个，关联不变。如果工具按 { $to } 查找而没找到，就会另建一个源。
identity-act-type = 把 { $slug } 的类型从 { $from } 改为 { $to }
identity-act-type-why = 新类型从用户资料的另一个字段取标识符。关联还在，但里面是旧标识符。
identity-act-delete-source = 删除 { $slug }
identity-act-delete-source-why = 只因为这次变更就是要重建。它的全部关联会一起消失，用户保留。
identity-act-create-source = 按草稿创建 { $slug }，先保持停用
identity-act-create-source-why = 这里只列出必填字段。在关联恢复之前，请保持停用。
identity-act-move = 把用户 { $user } 的关联 { $connection } 的标识符从 { $from } 改为 { $to }
identity-act-move-why = authentik 只靠这个标识符认人。
identity-act-move-detour = 为了互换，把用户 { $user } 的关联 { $connection } 的标识符从 { $from } 改为 { $to }
identity-act-move-detour-why = 有人要互换标识符。需要有一个先让开，这样任何时候都不会有两条关联用同一个标识符。
identity-act-create = 用标识符 { $identifier } 把用户 { $user } 与 { $slug } 关联
identity-act-create-why = 没有这条关联，下次登录就找不到账号。
identity-act-delete = 删除用户 { $user } 的关联 { $connection }，它的标识符是 { $identifier }
identity-act-delete-why = 另一条关联要用这个标识符，或者它是由这些步骤建立的。用户不会被删除。

identity-before-connection = 关联 { $connection } 属于用户 { $user }，标识符是 { $identifier }
identity-before-identifier-free = 该源没有关联使用标识符 { $identifier }
identity-before-user-free = 用户 { $user } 与该源没有关联
identity-before-source = 存在类型为 { $kind } 的源 { $slug }
identity-before-slug-free = 没有源使用 slug { $slug }

identity-answer-source = 记下返回内容中源的主键，后面用 { $name } 代表。
identity-answer-pk = 记下返回内容中的 pk，后面用 { $name } 代表。

## 需要知道的

identity-note-writes-not-recorded = 尚不确定：关联的标识符和用户可以改写，这是从 authentik 源码读到的，没有在服务器上验证过。请先改一条并读回核对。
identity-note-cascade-not-recorded = 尚不确定：删除源会连带删除关联，这是从 authentik 源码读到的，没有在服务器上验证过。
identity-note-tokens-not-restored = 重新建立的关联没有提供方的令牌，下次登录时会存入新的。
identity-note-identifier-not-unique = authentik 的数据库不允许同一用户与同一源有两条关联，但不会阻止两条关联用同一个标识符。这些步骤不会造成这种情况；请不要改变顺序。
identity-note-group-connections = 新源也没有组的关联。如果组来自这个提供方，请一并关联：/api/v3/sources/group_connections/。
identity-note-delete-not-undone = 删除的源无法恢复成原来那个。撤销会去掉新建的关联，并让新源保持停用。
identity-note-mappings-not-evaluated = 该源有属性映射，这里没有计算。实际的用户名和邮箱可能与这里显示的不同。
identity-note-paths-stay = 已有用户的路径不变，只有新用户会使用带新 slug 的路径。
identity-note-callback-changes = 回调 URL随 slug 改变。在有人使用之前，必须先在提供方登记新地址。
identity-note-unionids-within-account = 只有同一个开放平台账号下的应用，unionid 才相同。如果新旧 AppID 属于同一账号，请加上 --same-account。
identity-note-attributes-are-old = 有些新标识符取自用户属性。除非流程另有安排，authentik 只在首次登录时写入这些属性。
identity-note-type-not-recorded = 尚不确定：用 PATCH 更换类型是否成功，没有完整验证过。authentik 会先访问新类型的地址，访问不到就拒绝。
identity-note-patch-needs-more = 对这种类型的源做 PATCH，要么同时带上源的各个 URL，要么 authentik 能访问提供方，否则会失败。
identity-note-same-provider-not-known = 尚不确定：两种类型可能访问同一个提供方、取到同一个标识符。请做一次测试登录，与已有关联核对。
identity-note-let-them-log-in = 有些新标识符未知。这样的人再登录一次后，第二个账号里会同时有 openid 和 unionid：重新读取用户和关联，再运行一次，步骤就会把较早的账号还给他们。
identity-note-table-needed = 有些新标识符未知，只有本人或提供方能告知：请写进表格，用 --identifiers 提供。让用户在个人设置里重新关联也行，但要先删除旧关联，否则会报错。
identity-note-younger-account-stays = 有人拥有两个账号。较早的账号会保留；较新的账号仍在，但没有关联。用它做过的事仍留在那里，停用前请先查看。

## 命令行

cli-identity = 查看源身份变更后谁能保住账号，以及保住账号的 API 调用；有人保不住时退出码为 1
cli-identity-change = 变更内容：unionid、appid、slug=新值、recreate、type=新类型
cli-identity-directory = JSON 文件，内容为 authentik API 返回的用户和关联
cli-identity-identifiers = CSV 文件，每行写变更前和变更后的标识符
cli-identity-out = 把报告以 JSON 写入此文件
cli-identity-same-account = 用于 appid：新 AppID 属于同一个开放平台账号
cli-identity-as-new = 用于 slug=新值：由工具作为新源推送，而不是给现有源改名
cli-identity-after =
    不会发送任何请求。步骤由您按顺序执行；用户在任何情况下都会保留。
    目录文件的格式是 {"{"}"users": […], "connections": […]{"}"}，分别来自 GET /api/v3/core/users/ 和
    GET /api/v3/sources/user_connections/oauth/?source__slug=SLUG，需包含所有页。
cli-identity-account = 账号
cli-identity-identifier = 标识符
cli-identity-new = 新标识符
cli-identity-what = 不执行步骤时
cli-identity-kept = 执行步骤后
cli-identity-kept-account = { $user }
cli-identity-kept-none = 不做处理
cli-identity-double = 第二个账号：{ $account }
cli-identity-next = 下次登录：{ $action }（{ $step }）
cli-identity-keep = 让所有人保持关联
cli-identity-undo = 撤销
cli-identity-why = 原因：{ $text }
cli-identity-before = 前提：{ $text }
cli-identity-notes = 需要知道的
cli-identity-unmatched = 表中的这些标识符不在任何关联上：{ $identifiers }
cli-identity-nobody = 没有这个源的关联数据，因此只列出步骤。请用 --directory FILE 提供用户和关联。
cli-identity-safe = 按下面的方式变更，所有人都能保住账号
cli-identity-wrote = 已写入 { $path }

## 可能的错误

err-identity-change-unknown = “{ $subject }”不是身份变更。
fix-identity-change-unknown = 请写 unionid、appid、slug=新值、recreate 或 type=新类型。
err-identity-option = { $subject } 对变更“{ $change }”没有意义。
fix-identity-option = 请去掉它。它只用于 { $belongs }。
err-identity-no-login = 没有人通过这种源（{ $subject }）登录；它同步用户，另有规则。
fix-identity-no-login = 请选择用来登录的源。
err-identity-only-wechat = 只有微信的 AppID 才有 openid 和 unionid；该源的类型是 { $subject }。
fix-identity-only-wechat = 请选择其他变更：slug=新值、recreate 或 type=新类型。
err-identity-nothing-changes = 现在就是“{ $subject }”，没有变化。
fix-identity-nothing-changes = 请写新的 slug 或类型。
err-identity-other-protocol = 类型为 { $from } 的源不能变成 { $subject }：在 authentik 里它们是不同的对象，只有 OAuth 源可以换类型。
fix-identity-other-protocol = 请另建一个新类型的源，让大家先在个人设置里关联，再停用旧的。
err-identity-only-server = “{ $subject }”的值只有服务器知道，因为草稿里是一个蓝图标签。
fix-identity-only-server = 请在草稿里填写实际的值后重试。
err-identity-identifier-twice = 该源有两条关联使用标识符“{ $subject }”。authentik 会取先找到的那条，因此无法给出可靠结论。
fix-identity-identifier-twice = 请查明它属于谁，在 authentik 中删除另一条关联，然后重新读取关联。
err-identity-user-twice = 用户 { $subject } 与该源有两条关联，authentik 不允许这样。文件里可能有重复的一页，或混入了不同时间的数据。
fix-identity-user-twice = 请重新读取全部关联，再生成文件。
err-identity-directory-malformed = { $subject } 里不是 authentik API 返回的用户和关联：{ $detail }。
fix-identity-directory-malformed = 它应当是一个 JSON 对象，含 "users" 和 "connections" 两个列表，内容为 authentik 的返回。参见：source-desk help identity
err-identity-table-line = { $subject } 第 { $line } 行没有写两个标识符。
fix-identity-table-line = 每行写变更前和变更后的标识符，用逗号分隔。
err-identity-table-twice = { $subject } 第 { $line } 行重复出现“{ $identifier }”；每个标识符只属于一个人。
fix-identity-table-twice = 请改正或删除其中一行。
