# 蓝图文件：为什么无法读取。$line 和 $column 指出位置。
err-blueprint-unreadable = { $why ->
        [no-mapping] 文件里没有蓝图：最外层不是键值映射。
        [several-documents] 文件里有多个 YAML 文档，而一个蓝图只能是一个文档。
        [version] 蓝图的 version 不是 1。
        [part] { $part } 不是键值映射。
        [entries] entries 既不是列表，也不是由列表组成的映射。
        [entry] 第 { $entry } 个条目不是键值映射。
        [entry-part] 第 { $entry } 个条目缺少 { $part }，或其类型不对。
       *[other] 这不是蓝图。
    }
fix-blueprint-unreadable = 蓝图是 YAML，包含 version: 1 和 entries 列表；每个条目都有 model 和 identifiers。
err-blueprint-not-yaml = 第 { $line } 行第 { $column } 列不是有效的 YAML。
fix-blueprint-not-yaml = 请查看该处及其前面的内容：缩进、未闭合的引号或括号、制表符，或者没有锚点的别名。
err-blueprint-not-utf8 = 文件从第 { $line } 行第 { $column } 列起不是 UTF-8 文本。authentik 只按 UTF-8 读取蓝图。
fix-blueprint-not-utf8 = 请另存为 UTF-8。在 Windows 的编辑器里，其他编码可能叫 ANSI、Unicode 或 UTF-16，简体中文系统的 ANSI 就是 GBK。
err-blueprint-too-large = 文件过大，不像是蓝图：文本超过 8 MB、值超过 25 万个，或登录源超过 5000 个。
fix-blueprint-too-large = 请确认文件是否正确，或拆分成多个蓝图。
err-blueprint-too-deep = 第 { $line } 行第 { $column } 列处，列表和映射的嵌套超过 { $limit } 层。正常的蓝图不会这么深。
fix-blueprint-too-deep = 请确认文件是否正确，以及它的来源。
err-blueprint-too-many-aliases = 第 { $line } 行第 { $column } 列处，别名（*name）会让文件展开成原来的许多倍，已停止读取。
fix-blueprint-too-many-aliases = 请确认文件的来源：这种写法常被用来拖垮程序。如果是您自己的文件，请直接写出别名所代表的内容。
err-file-changed = 修改期间 { $subject } 被其他程序改动，文件保持原样。
fix-file-changed = 请再次运行该命令，会重新读取文件。
# lint --fix
cli-lint-fix = 应用所有无需确认的修正：草稿直接修改；蓝图文件原地修改，只改动有问题的行
cli-lint-fixed = 已修正
cli-lint-fixed-sum = 已修正 { $count }
cli-lint-fixed-set = { $field } 已改为 { $value }
cli-lint-fixed-empty = { $field } 已清空
cli-lint-fixed-mapping = 已添加属性映射「{ $mapping }」
