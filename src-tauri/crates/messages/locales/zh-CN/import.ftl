# 把蓝图导入为草稿：问题、每个条目的去向、命令行、窗口。

import-dialog = 导入蓝图

## 问题

err-import-gone = 这些文件已不在手头，因为之后又读取了其他文件。
fix-import-gone = 请重新选择文件。
err-import-not-text = { $subject } 不是 UTF-8 文本：第 { $byte } 个字节不符合编码。
fix-import-not-text = 请把文件另存为 UTF-8 编码，或确认选对了文件。
err-import-too-large = { $subject } 超出可读取的大小，上限为 { $limit }（字节或节点）。
fix-import-too-large = 请把蓝图拆成几个文件，或确认选对了文件。
err-import-too-deep = { $subject } 的嵌套超过 { $limit } 层，没有读取。
fix-import-too-deep = 正常的蓝图不过十几层，请确认选对了文件。
err-import-aliases = { $subject } 用别名反复引用自身的内容，次数过多，没有读取。
fix-import-aliases = 请把重复的部分直接写出来，或查明文件的来源。
err-import-not-yaml = { $subject } 不是有效的 YAML：第 { $line } 行第 { $column } 列。
fix-import-not-yaml = 请查看该处，常见原因是缩进不对或少了引号，改好后重新导入。
err-import-not-a-blueprint =
    { $subject } 不是蓝图：{ $why ->
        [no-mapping] 最外层不是包含 version 和 entries 的映射。
        [several] 文件里有多个 YAML 文档。
        [version] version 不是 1。
        [part] { $part } 不是映射。
        [entries] entries 不是列表。
        [entry] 第 { $entry } 个条目不是映射。
       *[entry-part] 第 { $entry } 个条目缺少 { $part }，或其形式不对。
    }
fix-import-not-a-blueprint = 请修改文件，或确认选对了文件。蓝图是 YAML，包含 version: 1 和 entries 列表。

## 条目的去向

import-why-same = 使用此 Slug 的草稿内容相同，无需导入
import-why-slug-taken = 使用此 Slug 的草稿内容不同
import-why-invalid-slug = authentik 不接受这样的 Slug：只能用字母、数字、连字符和下划线
import-why-chosen = 您选择了跳过
import-why-with-its-source = 所属的源没有导入
import-why-plain-secret = 其中有明文机密；除非经保险库加密，Source Desk 不把机密写入磁盘
import-why-deletes = 它要删除一个源，草稿无法表达
import-why-no-slug = 它是一个源，但没有明文的 Slug
import-why-no-type = 它是一个 OAuth 源，但提供方类型缺失、未知，或只有服务器才知道
import-why-no-source = 文件里没有可以归属的源
import-why-head = 条目之前的 context 等内容：它属于多个源或不属于任何源，或者含有机密

## 命令行

cli-import = 把蓝图读成草稿；不解析任何标签，放不进草稿的内容会逐一列出
cli-import-file = 蓝图的路径；- 表示从标准输入读取
cli-import-dry-run = 只说明会发生什么，不作改动
cli-import-existing = Slug 已被其他草稿使用时怎么办
cli-import-after =
    导入后如有内容不在任何草稿中，退出码为 1；草稿内容本来就相同的除外。
cli-imported-create = { $file }  已导入「{ $name }」（{ $slug }）
cli-imported-replace = { $file }  已用「{ $name }」替换草稿 { $slug }
cli-imported-copy = { $file }  已把「{ $name }」导入为副本（{ $slug }）
cli-import-would-create = { $file }  将导入「{ $name }」（{ $slug }）
cli-import-would-replace = { $file }  将用「{ $name }」替换草稿 { $slug }
cli-import-would-copy = { $file }  将以空闲的 Slug 把「{ $name }」（{ $slug }）导入为副本
cli-import-differs = 不同之处：{ $fields }
cli-import-mappings = 包含属性映射：{ $names }
cli-import-kept = 一并保留：{ $model } { $name }
cli-import-not-judged = 以下字段只有服务器才知道内容，原样保留：{ $fields }
cli-import-secrets = 文件中有明文机密：{ $fields }。它没有被保存：需要时用 --secret 给出，并请从文件中删除
cli-import-dropped = 以下字段可能是机密，没有导入：{ $fields }
cli-import-skipped = { $file }  未导入：{ $what }
cli-import-entry = 第 { $entry } 个条目
cli-import-skipped-sum =
    { $many ->
       *[other] 有 { $count } 处内容不在任何草稿中
    }
cli-import-taken-hint = Slug 已被使用时，可加 --existing replace 或 --existing copy 再导入
err-usage-import-stdin-twice = 标准输入只能读取一个蓝图。
fix-usage-import-stdin-twice = - 只写一次，其他蓝图请写路径。

## 窗口

ui-import-button = 导入…
ui-import-again = 选择其他文件…
ui-import-title = 导入蓝图
ui-import-nothing = 尚未选择文件
ui-import-about = 请选择蓝图，authentik 自带的或您自己的都可以。导入之前会先显示将发生什么。
ui-import-preview-about = 还没有导入任何内容。请为每个源选择处理方式；!File 等标签原样保留。
ui-import-no-source = 此文件中没有可以成为草稿的源。
ui-import-sources-of = { $file } 中的源
ui-import-column-standing = 状态
ui-import-column-action = 处理方式
ui-import-standing-new = 新的
ui-import-standing-same = 与草稿相同
ui-import-standing-differs = 与草稿不同
ui-import-standing-repeated = Slug 重复出现
ui-import-standing-unreadable = 草稿来自更新的版本
ui-import-standing-invalid-slug = 不是有效的 Slug
ui-import-action-create = 导入
ui-import-action-replace = 替换草稿
ui-import-action-copy = 导入为副本
ui-import-action-skip = 跳过
ui-import-action-for = { $name }（{ $slug }）的处理方式
ui-import-existing = 使用此 Slug 的草稿：「{ $name }」
ui-import-differs = 不同之处：{ $fields }
ui-import-secrets = 文件中有明文机密：{ $fields }
ui-import-dropped = 可能是机密，因此不导入：{ $fields }
ui-import-not-judged = 只有服务器才能解析，原样保留：{ $fields }
ui-import-mappings = 包含属性映射：{ $names }
ui-import-kept =
    { $count ->
       *[other] 另有 { $count } 个条目随草稿保留
    }
ui-import-kept-about = 导出时会原样写回。
ui-import-kept-with = 随 { $slug } 保留
ui-import-skipped =
    { $count ->
       *[other] 有 { $count } 处内容不在任何草稿中
    }
ui-import-run =
    { $count ->
        [0] 没有要导入的内容
       *[other] 导入 { $count } 个源
    }
ui-import-done =
    { $count ->
        [0] 没有导入任何内容
       *[other] 已导入 { $count } 个源
    }
ui-import-done-undo = 可以用「撤销」逐个恢复。
ui-import-secrets-title = 文件中有明文机密
ui-import-secrets-about = 它们和您输入的机密一样保存：有保险库时存入保险库，否则只在窗口关闭前保存在内存中。请从文件中删除；如果他人可能看过该文件，请更换机密。
ui-import-drafts = 草稿
ui-import-replaced = 已替换
ui-import-to-sources = 查看源列表
ui-list-comma = 、

ui-kept-title = 蓝图中保留的内容
ui-kept-about = 蓝图的内容多于表单所能表达的。这些内容原样保留，导出时会写回。
ui-kept-head = 条目之前的内容
ui-kept-before = 源之前的条目
ui-kept-id = 其他条目对它的称呼
ui-kept-entry = 源条目中的其他内容
ui-kept-identifiers = 用于查找该源的其他标识
ui-kept-conditions = 条件
ui-kept-attrs = 其他属性
ui-kept-after = 源之后的条目
