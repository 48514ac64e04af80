## 作为独立对象的属性映射

mapping-kind-oauth = OAuth 源属性映射
mapping-kind-kerberos = Kerberos 源属性映射
mapping-kind-ldap = LDAP 源属性映射
mapping-kind-plex = Plex 源属性映射
mapping-kind-saml = SAML 源属性映射
mapping-kind-scim = SCIM 源属性映射
mapping-kind-telegram = Telegram 源属性映射

blueprint-comment-mappings = 用于 authentik 的属性映射，由 Source Desk 生成。再次应用会把它们更新为此处的内容。

## 出错时

err-mapping-not-found = 没有名为「{ $subject }」的属性映射。
fix-mapping-not-found = 请查看属性映射列表，或搜索一下。
err-mapping-name-taken = 已有名为「{ $subject }」的属性映射（{ $kind }）。在服务器上，所有类型的映射共用一套名称，因此名称不能重复。
fix-mapping-name-taken = 请换一个名称。
err-mapping-name-missing = 属性映射需要名称。
fix-mapping-name-missing = 请填写名称。authentik 按名称顺序执行同一个登录源的映射。
err-mapping-expression-missing = 属性映射「{ $subject }」没有表达式，而 authentik 不接受空表达式。
fix-mapping-expression-missing = 请编写返回 dict 的 Python 代码，例如：return {"{"}"email": info.get("email"){"}"}
err-mapping-conflict = 属性映射「{ $subject }」在读取之后已在别处被修改：现在是第 { $found } 版，而您的修改基于第 { $expected } 版。没有覆盖任何内容。
fix-mapping-conflict = 请重新载入映射后再修改。
err-mapping-differs = 已有另一个名为「{ $subject }」的属性映射（{ $kind }{ $sources ->
    [none] {""}
   *[other] ，使用它的登录源：{ $sources }
}）。一个名称只对应一个映射，在服务器上也是如此；为避免丢失其中一个表达式，没有保存任何内容。
fix-mapping-differs = 请给其中一个改名；如果使用它的登录源也应采用新的表达式，请直接修改已有的映射。
err-mapping-kind-unknown = 没有「{ $subject }」这种类型的属性映射。
fix-mapping-kind-unknown = 请从以下类型中选择：{ $kinds }。
err-mapping-wrong-kind = 「{ $subject }」只能用于 { $kind } 类型的登录源，而 { $source } 的类型是 { $source_kind }。
fix-mapping-wrong-kind = 请选择用于 { $source_kind } 的映射，或新建一个。
err-mapping-not-assigned = { $source } 的 { $field } 中没有「{ $subject }」。
fix-mapping-not-assigned = 请查看该草稿使用了哪些映射。
err-mapping-list-kept = { $subject } 的 { $field } 来自蓝图，其中的引用只有服务器才能解析。导出时会原样写回，因此在这里添加映射不会生效。
fix-mapping-list-kept = 请在蓝图中添加该映射，或为这个登录源新建一个草稿。

## 命令行

cli-mapping = 新建、列出、修改和分配属性映射
cli-mapping-list = 按名称顺序列出属性映射
cli-mapping-list-search = 只列出名称、表达式或所属登录源包含此文字的映射
cli-mapping-list-kind = 只列出此类型的映射：oauth、kerberos、ldap、plex、saml、scim 或 telegram
cli-mapping-show = 显示一个属性映射及使用它的登录源
cli-mapping-new = 新建属性映射
cli-mapping-new-name = 名称；authentik 按名称顺序执行同一个登录源的映射
cli-mapping-new-kind = 将使用它的登录源的类型：oauth、kerberos、ldap、plex、saml、scim 或 telegram
cli-mapping-set = 修改属性映射，使用它的所有登录源随之更新
cli-mapping-set-rename = 新名称
cli-mapping-copy = 以新名称复制属性映射
cli-mapping-copy-new = 副本的名称
cli-mapping-delete = 删除属性映射，并从使用它的登录源中移除；可用 undo 恢复
cli-mapping-export = 将属性映射导出为 authentik 蓝图，不含登录源
cli-mapping-export-mappings = 属性映射的名称
cli-mapping-assign = 把属性映射分配给登录源
cli-mapping-assign-group = 分配到组属性映射，而不是用户属性映射
cli-mapping-unassign = 从登录源中移除属性映射，映射本身保留
cli-mapping-unassign-group = 从组属性映射中移除，而不是用户属性映射
cli-arg-mapping = 属性映射的名称
cli-arg-expression = Python 代码：代码本身、文件，或用 - 表示标准输入。不含空格的内容视为文件

cli-mapping-column-name = 名称
cli-mapping-column-kind = 类型
cli-mapping-column-used-by = 使用它的登录源
cli-mapping-none = 还没有属性映射。新建：source-desk mapping new --name NAME --kind oauth --expression FILE.py
cli-mapping-no-match = 没有匹配的属性映射
cli-mapping-unused = 无
cli-mapping-use-user = { $slug }
cli-mapping-use-group = { $slug }（组）
cli-mapping-use-both = { $slug }（用户和组）
cli-mapping-revision = 版本
cli-mapping-created = 已新建属性映射「{ $name }」
cli-mapping-saved = 已保存「{ $name }」，第 { $revision } 版
cli-mapping-same = 「{ $name }」本来就是这样
cli-mapping-changed-with = 随之更新的登录源：{ $slugs }
cli-mapping-copied = 已将「{ $name }」复制为「{ $new }」
cli-mapping-deleted = 已删除属性映射「{ $name }」
cli-mapping-taken-out = 已从以下登录源中移除：{ $slugs }
cli-mapping-assigned = { $slug } 现在使用「{ $name }」
cli-mapping-assigned-already = { $slug } 已在使用「{ $name }」
cli-mapping-unassigned = { $slug } 不再使用「{ $name }」
cli-mapping-order = authentik 的执行顺序：{ $names }
cli-undone-mapping-created = 已撤销：属性映射「{ $name }」已移除
cli-undone-mapping-saved = 已撤销：属性映射「{ $name }」恢复为之前的内容
cli-undone-mapping-deleted = 已撤销：属性映射「{ $name }」已恢复
cli-redone-mapping-created = 已重做：属性映射「{ $name }」已恢复
cli-redone-mapping-saved = 已重做：属性映射「{ $name }」已再次修改
cli-redone-mapping-deleted = 已重做：属性映射「{ $name }」已删除
cli-mapping-changed-sources = 随之更新的登录源：{ $many ->
    *[other] { $count } 个
}
cli-fix-mapping-not-found = 查看有哪些映射：source-desk mapping list
cli-fix-mapping-conflict = 请重新执行命令，它会以最新的版本为基础。
cli-fix-mapping-differs = 查看已有的映射：source-desk mapping show "{ $subject }"。请给其中一个改名，或用 source-desk mapping set 修改它。
cli-fix-mapping-not-assigned = 查看该登录源使用了哪些映射：source-desk show { $source }
err-usage-mapping-nothing = 没有要修改的内容：既没有 --rename，也没有 --expression。
fix-usage-mapping-nothing = 请至少给出其中一个。
err-usage-mapping-text = { $subject } 不是 UTF-8 文本。
fix-usage-mapping-text = 请将表达式保存为 UTF-8 后重试。
err-usage-mapping-large = { $subject } 超过 1 MB，不可能是表达式。
fix-usage-mapping-large = 请检查所给的文件是否正确。

## 各类型的表达式可用的名称（依据 authentik 的文档和源代码）

mapping-names-oauth = authentik 提供的名称：info、client、token、request、source、properties；用于组时还有 group_id。
mapping-names-kerberos = authentik 提供的名称：principal、principal_obj、request、source、properties；用于组时还有 group_id。SPNEGO 登录时没有 principal_obj。
mapping-names-ldap = authentik 提供的名称：ldap、dn、request、source、properties。ldap 中的值可能是列表。
mapping-names-plex = authentik 提供的名称：info、auth_api、request、source、properties。
mapping-names-saml = authentik 提供的名称：root、assertion、name_id、request、source、properties；用于组时还有 group_id。
mapping-names-scim = authentik 提供的名称：data、request、source、properties。
mapping-names-telegram = authentik 提供的名称：info、request、source、properties。

## 窗口

ui-navigation = 主导航
ui-mappings = 属性映射
ui-mapping = 属性映射
ui-mapping-new = 新建属性映射
ui-mapping-search = 搜索属性映射
ui-mapping-search-placeholder = 按名称、表达式或登录源搜索
ui-mapping-search-count = 找到 { $count } 个属性映射
ui-mapping-kind = 类型
ui-mapping-kind-all = 所有类型
ui-mapping-none = 还没有属性映射
ui-mapping-none-about = 属性映射是一段 Python 代码，用来调整 authentik 为通过登录源登录的用户或组保存的信息。在这里新建后，可用于多个登录源。
ui-mapping-no-match = 没有匹配的属性映射
ui-mapping-no-match-about = 名称、表达式和登录源中都没有您要找的内容。
ui-mapping-show-all = 显示全部
ui-mapping-used-by = 使用它的登录源
ui-mapping-unused = 无
ui-mapping-name = 名称
ui-mapping-name-help = authentik 按名称顺序执行同一个登录源的映射。名称在所有类型中不能重复。
ui-mapping-expression = 表达式（Python）
ui-mapping-expression-help = 必须返回由属性组成的 dict，也可以直接修改 properties。
ui-mapping-save = 保存
ui-mapping-save-all = 保存并更新 { $count } 个登录源
ui-mapping-create = 新建
ui-mapping-create-assign = 新建并使用
ui-mapping-saved = 已保存「{ $name }」
ui-mapping-saved-all = 已保存「{ $name }」，{ $count } 个登录源随之更新
ui-mapping-created = 已新建「{ $name }」
ui-mapping-copied = 已创建副本「{ $name }」
ui-mapping-deleted = 已删除「{ $name }」
ui-mapping-deleted-all = 已删除「{ $name }」，并从 { $count } 个登录源中移除
ui-mapping-shared = 有 { $count } 个登录源使用此映射，保存后会一起更新：
ui-mapping-shared-others = 另有 { $count } 个登录源使用此映射，保存后会一起更新：
ui-mapping-also-used = { $sources } 也在使用
ui-mapping-for-users = 用户
ui-mapping-for-groups = 组
ui-mapping-for-both = 用户和组
ui-mapping-order = authentik 按名称排序，依此顺序执行。
ui-mapping-add = 添加映射
ui-mapping-add-what = 添加映射：{ $label }
ui-mapping-add-new = 新建属性映射…
ui-mapping-edit = 编辑
ui-mapping-edit-what = 编辑 { $name }
ui-mapping-unassign-what = 从此登录源中移除 { $name }：{ $label }
ui-mapping-unnamed = （未命名）
ui-mapping-not-yet = 尚未保存。
ui-mapping-kept = 这些映射来自蓝图，其中的引用只有服务器才能解析。导出时会原样写回，因此无法在这里添加映射。
ui-mapping-load-again = 载入已保存的映射
