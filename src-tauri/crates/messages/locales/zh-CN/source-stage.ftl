# 蓝图可以附带的企业版源阶段。

err-source-stage-format = { $subject } 不能包含源阶段。
fix-source-stage-format = 请导出蓝图，或不加源阶段。
err-source-stage-flow = 「{ $subject }」不是流程的 Slug：只能包含英文字母、数字、- 和 _。
fix-source-stage-flow = 可以从 authentik 中该流程的地址里找到：/if/flow/SLUG/。
err-source-stage-timeout = authentik 无法按本意读取时长「{ $subject }」。
fix-source-stage-timeout = 请写成单位和数字：hours=1;minutes=2;seconds=3。单位有 weeks、days、hours、minutes、seconds、milliseconds 和 microseconds，每个只写一次，总时长要大于零。
err-source-stage-kind = 「{ $subject }」没有登录按钮，源阶段无法把用户带到那里。
fix-source-stage-kind = 请不要加源阶段。LDAP 和 SCIM 登录源不能用于源阶段。
err-source-stage-several = 一次给多个登录源加源阶段，用户就得在每一处都登录一遍。
fix-source-stage-several = 请单独导出需要源阶段的那个登录源。

blueprint-comment-source-stage = 源阶段及其在流程中的绑定需要企业版许可证，没有许可证时会被跳过。如果 authentik 构建不含企业版部分，请删掉这两个条目，否则整个文件会应用失败。

export-finding-source-stage-licence = 服务器没有企业版许可证时，「{ $stage }」及其在流程中的绑定会被跳过。
export-finding-source-stage-licence-fix = 有了许可证之后请再次应用蓝图。如果 authentik 构建不含企业版部分，这两个条目会使整个蓝图失败：请为这样的服务器导出不带源阶段的蓝图。
export-finding-source-stage-flow = 服务器上必须已有流程 { $flow }，否则源阶段会被跳过。
export-finding-source-stage-flow-fix = 请先创建该流程。以后如果换了流程或顺序，请手动删除旧的绑定：蓝图不会替您删除。
export-finding-source-stage-login = 「{ $label }」{ $flow } 会自行登录用户，带有源阶段的流程就再也不会继续。
export-finding-source-stage-login-fix = 请为登录源选用专门的流程，其中不含用户登录阶段。如果用户也通过它的按钮登录，就仍然需要该阶段：请为源阶段另建一个登录源。
export-finding-source-stage-unseen = 从这里看不到「{ $label }」{ $flow } 是否含有用户登录阶段。
export-finding-source-stage-unseen-fix = 请确认它不含用户登录阶段，否则带有源阶段的流程就再也不会继续。
export-finding-source-stage-itself = 源阶段所在的 { $flow } 正是登录源自己的「{ $label }」，用户会一直绕圈。
export-finding-source-stage-itself-fix = 请为源阶段或登录源换一个流程。

flow-source-stage-not-resumed = 有源阶段把用户带到 { $slug }，而它的流程 { $flow } 会自行登录用户，带有源阶段的流程就不会继续：请为 { $slug } 换一个不含用户登录阶段的流程。

cli-export-source-stage = 同时在该 Slug 的流程中加一个企业版源阶段；仅适用于 --format blueprint
cli-export-source-stage-order = 在该流程各阶段中的顺序，数字小的先运行
cli-export-source-stage-timeout = 用户从登录源返回的时限：hours=1;minutes=30

ui-source-stage = 源阶段
ui-source-stage-add = 同时作为流程中的源阶段（企业版）
ui-source-stage-add-about = 流程会把用户带到这个登录源，用户返回后再继续。需要企业版许可证，并且登录源自己的流程不能直接登录用户。
ui-source-stage-flow = 流程的 Slug
ui-source-stage-flow-help = 服务器上已有的流程，且不是登录源自己的流程。
ui-source-stage-flow-missing = 请填写流程的 Slug，填写之前蓝图中不含源阶段。
ui-source-stage-order = 顺序
ui-source-stage-order-help = 数字小的阶段先运行。
ui-source-stage-order-wrong = 请填写整数，填写之前蓝图中不含源阶段。
ui-source-stage-timeout = 返回时限
ui-source-stage-timeout-help = 按 authentik 的写法，例如 hours=1;minutes=30。
