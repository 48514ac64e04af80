# 保险库：保存什么、用什么打开、会出什么问题。

vault-what-is-sealed = 保险库会加密机密：AppSecret、密码、令牌、私钥。名称、slug、主机名、AppID、URL 和属性映射的代码按原样存储，这部分请依靠磁盘加密来保护。
vault-type-groups = 请输入恢复密钥的第 { $first } 组和第 { $second } 组
vault-slot-keychain = 系统钥匙串
vault-slot-passphrase = 口令
vault-slot-recovery-key = 恢复密钥

## 问题

err-secret-not-set = 「{ $subject }」里还没有机密。
fix-secret-not-set = 请先填写。
err-secret-unreadable = 「{ $subject }」里的机密已无法读取：数据库中的这一行已损坏，或来自另一个保险库。
fix-secret-unreadable = 请到提供方重新获取并在这里替换，或恢复到它还完好时的备份。
err-vault-none = 还没有保险库，因此不会保存机密。
fix-vault-none = 请先设置保险库。
err-vault-exists = 已经有一个保险库了。再建一个会让原来的机密无法读取。
fix-vault-exists = 请打开现有的保险库。
err-vault-locked = 保险库已锁定，无法保存或读取机密。没有任何改动。
fix-vault-locked = 请解锁保险库后重试。
err-vault-changed = 另一个程序恰好同时修改了保险库。没有覆盖任何内容。
fix-vault-changed = 请重试。
err-vault-newer = 保险库的格式是 { $found }，此版本只认识到 { $known }。保险库保持原样。
fix-vault-newer = 请升级 Source Desk。
err-vault-unreadable = 数据库中的保险库说明已损坏，无法打开。保险库保持原样。
fix-vault-unreadable = 请恢复备份。
err-vault-no-slot = { $subject ->
    [keychain] 这个保险库没有设置用系统钥匙串打开。
    [passphrase] 这个保险库没有口令。
   *[recovery-key] 这个保险库没有恢复密钥。
}
fix-vault-no-slot = 请换一种方式打开。
err-vault-keychain-unavailable = 系统钥匙串没有响应、已锁定或拒绝了请求（{ $detail }）。没有任何改动，也没有生成新的密钥。
fix-vault-keychain-unavailable = 请解锁钥匙串后重试，或用口令、恢复密钥打开保险库。
err-vault-keychain-absent = 这台电脑的钥匙串里没有此保险库的密钥：可能换了电脑，或钥匙串被重置过。
fix-vault-keychain-absent = 请用口令或恢复密钥打开保险库，再让这台电脑的钥匙串重新可用。
err-vault-keychain-wrong = 钥匙串里的内容打不开这个保险库。
fix-vault-keychain-wrong = 请用口令或恢复密钥打开保险库，再让这台电脑的钥匙串重新可用。
err-vault-keychain-unfaithful = 钥匙串交回的内容与存入的不一致，不可靠。没有任何改动。
fix-vault-keychain-unfaithful = 请改用口令。
err-vault-wrong-key = { $subject ->
    [passphrase] 这不是此保险库的口令。
   *[recovery-key] 这个恢复密钥书写正确，但不属于此保险库，可能已被新的恢复密钥取代。
}
fix-vault-wrong-key = { $subject ->
    [passphrase] 请检查输入法和大写锁定。也可以用恢复密钥打开。
   *[recovery-key] 请找找更新的打印件，或换一种方式打开。
}
err-vault-slot-damaged = { $subject ->
    [keychain] 保险库中钥匙串这一项已损坏。
    [passphrase] 保险库中口令这一项已损坏。
   *[recovery-key] 保险库中恢复密钥这一项已损坏。
}您的密钥本身可能没有错。
fix-vault-slot-damaged = 请换一种方式打开保险库，再重新设置这一项；或恢复备份。
err-vault-too-few-slots = 保险库至少要有两种打开方式，其中一种不能是钥匙串。否则换电脑或重置钥匙串就会丢掉全部机密。
fix-vault-too-few-slots = 请先添加另一种打开方式。
err-vault-unknown-slot = 保险库没有这种打开方式，可能已在别处被移除。
fix-vault-unknown-slot = 请查看打开方式列表。
err-vault-other-key = 另一个程序更换了保险库的数据密钥，因此这里已锁定。
fix-vault-other-key = 请重新解锁保险库。
err-vault-passphrase-short = 口令太短：现在算 { $counted } 个字符，需要 { $wanted } 个（一个汉字算两个）。四个不同的单词也可以。
fix-vault-passphrase-short = 请换一个更长的，比如一句话。
err-vault-passphrase-repetitive = 口令里只有 { $distinct } 种不同的字符。
fix-vault-passphrase-repetitive = 请换一个变化更多的，比如一句话。
err-vault-recovery-key-length = 恢复密钥有 { $wanted } 个字符，这里是 { $found } 个。
fix-vault-recovery-key-length = 请检查是否漏了一组，或多输了一组。
err-vault-recovery-key-character = 第 { $group } 组里有恢复密钥不会用到的字符。
fix-vault-recovery-key-character = 请对照打印件检查第 { $group } 组。恢复密钥只有数字 0–9 和除 U 以外的字母；O 按 0 读，I 和 L 按 1 读。
err-vault-recovery-key-checksum = 恢复密钥的字符对不上：有一个看错或输错了。
fix-vault-recovery-key-checksum = 请逐组对照打印件。
err-vault-out-of-memory = 验证口令需要 { $mebibytes } MiB 内存，这台电脑现在没有这么多空闲内存。
fix-vault-out-of-memory = 请关闭一些程序后重试，或使用恢复密钥。
err-vault-not-confirmed = 这不是要求输入的那两组。还没有存储任何内容。
fix-vault-not-confirmed = 请对照您抄下来的内容。
err-vault-setup-gone = 没有等待确认的内容：可能已取消，或保险库已锁定。没有任何改动。
fix-vault-setup-gone = 请重新开始。之前显示的恢复密钥无效。
err-clipboard-none = 这里没有剪贴板。
fix-clipboard-none = 请改为显示机密。
err-clipboard-refused = 无法使用剪贴板（{ $detail }）。
fix-clipboard-refused = 请重试，或改为显示机密。

## 命令行

cli-vault = 设置、打开和维护保存机密的保险库
cli-vault-after =
    如果设置了 SOURCE_DESK_PASSPHRASE，就用其中的口令打开保险库，否则用系统钥匙串。
    新口令取自 SOURCE_DESK_NEW_PASSPHRASE，或在终端上询问。
cli-vault-status = 说明是否有保险库、用什么打开；不会索要任何密钥
cli-vault-init = 设置保险库，并显示恢复密钥
cli-vault-init-no-keychain = 不使用系统钥匙串，只用口令
cli-vault-unlock = 试试保险库在这里能否打开，并检查其中的每个机密
cli-vault-add-slot = 添加一种打开方式：这台电脑的钥匙串、口令或新的恢复密钥。口令和恢复密钥会取代旧的
cli-vault-add-slot-slot = 哪种打开方式
cli-vault-remove-slot = 移除一种打开方式
cli-vault-remove-slot-id = 它的编号，见 「vault status」
cli-vault-recover = 用恢复密钥打开保险库，并让这台电脑重新能够打开它
cli-vault-recover-recovery-key = 恢复密钥的来源：env:变量、file:路径，或用 - 表示标准输入；不给则询问
cli-vault-renew = 更换数据密钥并重新加密全部机密，同时显示新的恢复密钥。用于旧密钥可能已泄露时
cli-vault-discard = 放弃一个再也打不开的保险库及其中全部机密。草稿会保留，并且会先做备份
cli-vault-discard-yes = 确认放弃
cli-vault-none = 没有保险库：不会保存机密
cli-vault-locked = { $many ->
   *[other] 保险库已锁定，存有 { $count } 个机密。打开方式：
}
cli-vault-open = { $many ->
   *[other] 保险库可以打开，存有 { $count } 个机密。打开方式：
}
cli-vault-odd-slots = { $many ->
   *[other] 另有 { $count } 种打开方式已损坏，或是此版本不认识的类型。
}
cli-vault-unreadable = { $many ->
   *[other] 有 { $count } 个机密已损坏，无法读取。
}
cli-vault-recovery-key = 其他方式都打不开时，用这个恢复密钥。请抄下或打印出来，不要和这台电脑放在一起。只显示这一次：
cli-vault-ask-passphrase = 保险库口令
cli-vault-ask-new = 新口令（14 个字符，或四个单词）
cli-vault-ask-optional = 新口令（14 个字符，或四个单词；不需要就直接回车）
cli-vault-ask-again = 再输一次
cli-vault-ask-recovery-key = 恢复密钥
cli-vault-not-the-same = 两次输入不一致，请再来一次。
cli-secret = 把机密保存到保险库，或删除
cli-secret-set = 把机密保存到保险库，取代原来的
cli-secret-set-field = authentik 的字段名，例如 consumer_secret
cli-secret-set-from = 机密的来源：env:变量、file:路径，或用 - 表示标准输入；不给则询问，或读取标准输入
cli-secret-forget = 删除机密；数据库中的内容会被覆盖
cli-secret-forget-field = authentik 的字段名，例如 consumer_secret
cli-secret-ask = 机密
cli-secret-kept = 已存入保险库：{ $slug } 的 { $field }，{ $characters } 个字符
cli-secret-forgotten = 已删除：{ $slug } 的 { $field }
cli-secrets-kept = 机密已存入保险库
cli-import-secrets-kept = { $fields } 在文件里是明文，现已存入保险库。请删除该文件，或像保管密码一样保管它
cli-bundle-secrets-kept = 随包而来的 { $fields } 已存入保险库
cli-show-secret-not-set = 未设置
cli-show-secret-unreadable = 已设置，但已损坏
cli-fix-secret-not-set = 用这条命令保存：source-desk secret set SLUG { $subject }
cli-fix-vault-none = 用这条命令设置：source-desk vault init
cli-fix-vault-locked = 请设置 SOURCE_DESK_PASSPHRASE，或解锁系统钥匙串，再执行一次。
cli-fix-vault-exists = 用这条命令查看：source-desk vault status
cli-fix-vault-keychain-unavailable = 请解锁钥匙串，或设置 SOURCE_DESK_PASSPHRASE，或使用：source-desk vault recover
cli-fix-vault-keychain-absent = 请设置 SOURCE_DESK_PASSPHRASE 后执行：source-desk vault add-slot keychain。没有口令时：source-desk vault recover
cli-fix-vault-keychain-wrong = 请设置 SOURCE_DESK_PASSPHRASE 后执行：source-desk vault add-slot keychain。没有口令时：source-desk vault recover
cli-fix-vault-no-slot = 如果有口令，请设置 SOURCE_DESK_PASSPHRASE。查看打开方式：source-desk vault status
cli-fix-vault-unknown-slot = 用这条命令查看编号：source-desk vault status
cli-fix-vault-too-few-slots = 请先添加另一种打开方式：source-desk vault add-slot
err-usage-secret-origin = 不清楚{ $subject }从哪里来。它不能直接写在参数里。
fix-usage-secret-origin = 请写 env:变量、file:路径，或用 - 表示标准输入。
err-usage-vault-passphrase = 这里没有可用的钥匙串，保险库需要一个口令，但没有给出。
fix-usage-vault-passphrase = 请为这条命令设置 SOURCE_DESK_PASSPHRASE：至少 14 个字符，或四个单词。
err-usage-vault-new-passphrase = 没有给出新口令。
fix-usage-vault-new-passphrase = 请为这条命令设置 { $subject }，或在终端上执行。
err-usage-vault-discard = 放弃保险库会丢掉其中的全部机密。没有任何改动。
fix-usage-vault-discard = 如果确实再也打不开，请加上 --yes。用恢复密钥打开请使用 「vault recover」。

## 窗口

ui-secret-set = 已设置，{ $characters } 个字符
ui-secret-unreadable = 已损坏，无法读取
ui-secret-changed = 更改于
ui-secret-in-vault = 已加密存入保险库。
ui-secret-vault-locked = 保险库已锁定，无法填写或读取机密。
ui-secret-reveal = 显示
ui-secret-reveal-what = 显示：{ $label }
ui-secret-hide = 隐藏
ui-secret-hide-what = 隐藏：{ $label }
ui-secret-revealed = { $label }，显示 30 秒
ui-secret-copy = 复制
ui-secret-copy-what = 复制：{ $label }
ui-secret-copied = 「{ $label }」已复制，{ $seconds } 秒后从剪贴板清除
ui-vault = 保险库
ui-vault-state-none = 未设置
ui-vault-state-locked = 已锁定
ui-vault-state-open = 已打开
ui-vault-keeps = { $count ->
    [0] 还没有存入机密。
   *[other] 存有 { $count } 个机密。
}
ui-vault-locked-idle = 因长时间无操作而自动锁定。
ui-vault-locked-sleep = 因电脑睡眠而自动锁定。
ui-vault-locked-screen-locked = 因屏幕锁定而自动锁定。
ui-vault-locked-asked = 已按您的要求锁定。
ui-vault-set-up = 设置保险库
ui-vault-is-set-up = 保险库已设置并打开
ui-vault-unlock = 解锁保险库
ui-vault-unlock-with = 打开方式
ui-vault-unlock-run = 解锁
ui-vault-lock = 锁定保险库
ui-vault-with-keychain = 用这台电脑的钥匙串打开
ui-vault-with-keychain-about = 以当前登录用户启动 Source Desk 时自动打开。
ui-vault-with-passphrase = 同时可用口令打开
ui-vault-with-passphrase-about = 在另一台电脑上，或在没有钥匙串的命令行中也能打开。
ui-vault-no-keychain = 这台电脑上没有可用的钥匙串，保险库将使用口令。
ui-vault-new-passphrase = 新口令
ui-vault-passphrase-hint = 至少 14 个字符，或四个不同的单词。一个汉字算两个字符。
ui-vault-passphrase-known = 保险库现在的口令。
ui-vault-passphrase-again = 再输一次
ui-vault-passphrase-differs = 两次输入不一致。
ui-vault-set-passphrase = 设置口令
ui-vault-add-passphrase = 添加口令
ui-vault-change-passphrase = 更改口令
ui-vault-add-keychain = 使用这台电脑的钥匙串
ui-vault-new-recovery-key = 更换恢复密钥
ui-vault-new-recovery-key-about = 您将得到新的恢复密钥。确认之后，旧的恢复密钥就不能再打开保险库。
ui-vault-recovery-key-replaced = 新的恢复密钥已生效
ui-vault-renew = 更换数据密钥
ui-vault-renew-about = 用于保险库的某个密钥可能已泄露时：全部机密会重新加密，您将得到新的恢复密钥，其他电脑的钥匙串不能再打开它。可能已被他人看到的机密，还需要到提供方更换。
ui-vault-renewed = 全部机密已重新加密
ui-vault-write-down = 这是恢复密钥。钥匙串丢失、口令也忘记时，用它打开保险库。请按顺序抄下各组，或打印出来。
ui-vault-write-down-warning = 只显示这一次
ui-vault-write-down-why = 请不要和这台电脑放在一起。同时得到它和您的数据文件夹的人，可以读取全部机密。
ui-vault-written-down = 我已抄下
ui-vault-group = 第 { $group } 组
ui-vault-confirm = 确认
ui-vault-show-again = 再看一次
ui-vault-ways-in = 保险库的打开方式
ui-vault-since = 设置于
ui-vault-remove = 移除
ui-vault-remove-what = 移除：{ $way }
ui-vault-auto-lock = 无操作多久后自动锁定
ui-vault-minutes = { $minutes } 分钟
ui-vault-unreadable = 有 { $count } 个机密已无法读取
ui-vault-unreadable-about = 它们在数据库中已损坏。请到提供方重新获取，或恢复备份。
ui-vault-odd-slots = 有 { $count } 种打开方式已损坏，或是此版本不认识的类型
ui-vault-give-up = 再也打不开了
ui-vault-give-up-title = 放弃保险库？
ui-vault-give-up-about = 其中的全部机密都会丢失，需要重新填写。草稿会保留。放弃之前会先做备份，以防您之后找到口令或恢复密钥。
ui-vault-give-up-run = 放弃
