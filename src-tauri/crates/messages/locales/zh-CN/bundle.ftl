# 分享包：用于分享的草稿。问题、命令行、窗口。

bundle-dialog-save = 保存分享包
bundle-dialog-open = 打开分享包

## 问题

err-bundle-nothing = 没有要分享的源。
fix-bundle-nothing = 请至少指定一个。
err-bundle-no-secrets = 这些源当前都没有可用的机密，因此没有机密可以分享。
fix-bundle-no-secrets = 请先输入机密，或者不带机密分享。
err-bundle-passphrase-weak = { $why ->
        [short] 口令太短：相当于 { $counted } 个字符，至少需要 { $wanted } 个。一个汉字算两个字符。
       *[repetitive] 口令重复过多：只有 { $distinct } 个不同的字符。
    }
fix-bundle-passphrase-weak = 请用四个互不相关的词，或更长的一句话。拿到文件的人可以无限次尝试口令。
err-bundle-recipient-invalid = 「{ $subject }」不是 age 接收者。
fix-bundle-recipient-invalid = 接收者以 age1 开头，共 62 个字符。对方可在 age-keygen 生成的文件里「public key」之后找到。
err-bundle-identity-invalid = 这不是 age 身份文件。
fix-bundle-identity-invalid = 文件中必须有以 AGE-SECRET-KEY-1 开头的一行，即 age-keygen 生成的内容。
err-bundle-gone = 此分享包已不在内存中，因为之后又打开了另一个。
fix-bundle-gone = 请重新打开该文件。
err-bundle-not-a-bundle =
    { $subject } 不是 Source Desk 分享包：{ $why ->
        [json] 第 { $line } 行第 { $column } 列不是有效的 JSON。
        [repeated] 同一个对象中有重复的键。
        [number] 含有草稿中不会出现的数字。
        [part] 「{ $part }」部分缺失或类型不对。
       *[kind] 它是别的文件。
    }
fix-bundle-not-a-bundle = 请确认文件是否正确。蓝图请用「导入」打开。
err-bundle-newer = { $subject } 由更新版本的 Source Desk 生成：格式为 { $found }，本版本只支持到 { $known }。
fix-bundle-newer = 请更新 Source Desk，或请对方改发蓝图。
err-bundle-too-large = { $subject } 超出分享包的上限：{ $megabytes } MB、25 万个值或 { $drafts } 个源。
fix-bundle-too-large = 请分几次分享，或确认文件是否正确。
err-bundle-too-deep = { $subject } 的嵌套超过 { $limit } 层，没有读取。
fix-bundle-too-deep = 分享包只需要八层。请确认文件的来源。
err-bundle-changed = { $subject } 与写入时不一致：其中有内容被改动、移动或删除。
fix-bundle-changed = 请让对方重新发送。如需修改源，请先导入原文件，再编辑草稿。
err-bundle-damaged = { $subject } 已损坏或不完整，无法解密。
fix-bundle-damaged = 请让对方重新发送，并以文件形式发送：邮件和聊天软件可能会改动文本。
err-bundle-wrong-passphrase = 此口令打不开 { $subject }。
fix-bundle-wrong-passphrase = 请检查大小写、空格和输入法，然后重试。
err-bundle-wrong-identity = { $subject } 是为其他人的密钥加密的。
fix-bundle-wrong-identity = 请使用接收者之一的身份文件打开，或请对方用您的 age1… 接收者重新加密。
err-bundle-too-costly = { $subject } 要求的口令计算量超出上限：2^{ $required }，最多 2^{ $most }。
fix-bundle-too-costly = 这类文件往往是为了拖垮程序。请让对方用 Source Desk 或默认设置的 age 重新生成。
err-bundle-draft-unsound = 「{ $subject }」保留的蓝图内容不是有效的 YAML，或含有明文机密，因此没有采用。
fix-bundle-draft-unsound = 请让对方改发蓝图，然后导入蓝图。

## 命令行

cli-bundle = 分享草稿：把源及其属性映射写入一个文件；除非两次确认，否则不含机密
cli-bundle-create = 将草稿写成分享包
cli-bundle-create-after =
    不加 --with-secrets 时文件中没有机密，但包含名称、Slug、主机名、客户端 ID、属性映射和备注。
    加上后文件用 age 加密，也可用 age 程序直接打开。口令取自 SOURCE_DESK_BUNDLE_PASSPHRASE，
    或在终端中询问。
cli-bundle-create-file = 新文件的路径；不会覆盖已有文件
cli-bundle-create-slug = 草稿的 Slug
cli-bundle-create-with-secrets = 同时写入当前可用的机密，加密保存；需要再次确认
cli-bundle-create-recipient = 用谁的密钥打开，代替口令；可重复
cli-bundle-create-secret = 写入分享包的机密，仅限一个草稿时使用
cli-bundle-create-yes = 确认机密离开本机；没有终端时必须加上
cli-bundle-open = 显示分享包的内容；不加 --import 不会导入
cli-bundle-open-after =
    加密的分享包用 SOURCE_DESK_BUNDLE_PASSPHRASE 中的口令打开，或在终端中询问，也可用 --identity。
    如果有内容最终不在任何草稿中，退出码为 1，除非其草稿本来就相同。
cli-bundle-open-file = 分享包的路径
cli-bundle-open-import = 导入所显示的内容
cli-bundle-open-existing = Slug 已被其他草稿使用时如何处理
cli-bundle-open-identity = 含有 AGE-SECRET-KEY-1… 一行的文件
cli-bundle-wrote = 已写入 { $path }
cli-bundle-source = { $slug }  { $name }
cli-bundle-with-mappings = 包含属性映射：{ $names }
cli-bundle-with-secrets = 包含机密：{ $fields }
cli-bundle-redacted = 其中没有机密，但有名称、Slug、主机名、客户端 ID、属性映射和备注
cli-bundle-encrypted = 文件已加密。请通过另一途径发送口令
cli-bundle-encrypted-to = 文件已为以下接收者加密：{ $recipients }
cli-bundle-confirm = { $slugs } 的机密将以加密形式离开本机。输入 yes 继续：
cli-bundle-passphrase = 分享包的口令：
cli-bundle-passphrase-again = 再次输入同一口令：
cli-bundle-from = 文件自述由 { $by } 于 { $at } 生成
cli-bundle-not-imported = 没有导入任何内容。要导入所显示的内容，请加上 --import
cli-bundle-secrets = 包含机密：{ $fields }
err-usage-bundle-confirm = 机密必须经过再次确认才能离开本机。
fix-usage-bundle-confirm = 在终端中请按提示输入 yes；没有终端时请加上 --yes。
err-usage-bundle-passphrase = 没有分享包的口令，也没有终端可以询问。
fix-usage-bundle-passphrase = 请设置 SOURCE_DESK_BUNDLE_PASSPHRASE，或使用 --recipient 或 --identity。
err-usage-bundle-mismatch = 两次输入的口令不一致。
fix-usage-bundle-mismatch = 请重新运行命令。
err-usage-bundle-identity = { $subject } 是为某个密钥加密的，而不是用口令。
fix-usage-bundle-identity = 请指定含有 AGE-SECRET-KEY-1… 一行的文件：--identity FILE

## 窗口

ui-share = 分享…
ui-share-title = 分享「{ $name }」
ui-share-about = 把此源、它的属性映射和检查清单写入一个文件，供另一台 Source Desk 使用。
ui-share-holds = 包含的内容
ui-share-holds-plain = 名称、Slug、主机名、客户端 ID、网址、属性映射、备注。拿到文件的人都能看到。
ui-share-holds-encrypted = 名称、Slug、主机名、客户端 ID、网址、属性映射、备注，以及下面的机密：全部加密。
ui-share-mappings = 属性映射：{ $names }
ui-share-redacted = 其中没有机密。
ui-share-text = 文件内容
ui-share-with = 包含机密（加密）
ui-share-with-none = 当前没有可以一并分享的机密。
ui-share-with-fields = { $fields }
ui-share-confirm = 我确认让这些机密离开本机
ui-share-warning = 能打开此文件的人就拥有这些机密
ui-share-warning-about = 机密一旦发出就无法收回。如果文件落入他人之手，请到提供方处更换机密。
ui-share-how = 谁可以打开
ui-share-how-passphrase = 知道口令的人
ui-share-how-recipient = 持有 age 密钥的人
ui-share-passphrase = 口令
ui-share-passphrase-about = 至少 14 个字符或四个词，一个汉字算两个字符。请通过另一途径发送口令。
ui-share-passphrase-again = 再次输入同一口令
ui-share-passphrase-differs = 两次输入不一致。
ui-share-recipient = 接收者
ui-share-recipient-about = 以 age1 开头。对方可在 age-keygen 生成的文件里「public key」之后找到。
ui-share-save = 保存…
ui-share-save-secrets = 连同机密保存…
ui-share-saved = 已保存到 { $path }
ui-bundle-open = 打开分享包…
ui-bundle-again = 打开其他分享包…
ui-bundle-locked = 解锁分享包
ui-bundle-locked-passphrase = { $name } 已用口令加密。打开时不会导入任何内容。
ui-bundle-locked-identity = { $name } 是为某个密钥加密的。请粘贴您的身份，即以 AGE-SECRET-KEY-1 开头的一行。它只使用一次，不会保存。
ui-bundle-passphrase = 口令
ui-bundle-identity = 身份
ui-bundle-unlock = 解锁
ui-bundle-title = 打开分享包
ui-bundle-from = 文件自述由 { $by } 于 { $at } 生成。无法证明实际由谁生成。
ui-bundle-secrets = 包含机密：{ $fields }
ui-bundle-secrets-title = 分享包中带有机密
ui-bundle-secrets-about = 它们的保存方式与您输入的机密相同。不再需要时请删除该文件。
