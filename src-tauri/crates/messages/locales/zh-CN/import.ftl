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
import-why-plain-secret = 其中有明文机密，而 Source Desk 不把机密写入磁盘
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
