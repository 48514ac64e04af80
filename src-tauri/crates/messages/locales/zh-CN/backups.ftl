# 备份、损坏的数据库与数据目录的健康：问题、检查、命令行、窗口。

## 问题

err-store-in-use = 草稿正被另一个 Source Desk 打开，现在无法替换数据库。没有改动任何内容。
fix-store-in-use = 请关闭另一个窗口，或等另一条命令结束，然后重试。
err-backup-gone = 备份“{ $subject }”已不存在。
fix-backup-gone = 请选择其他备份。
err-backup-unusable = { $why ->
    [newer] { $subject } 由更新版本的 Source Desk 写入（格式 { $needed }），本版本无法恢复。没有改动任何内容。
    [not-ours] { $subject } 不是 Source Desk 的备份。没有改动任何内容。
   *[damaged] { $subject } 已损坏，因此没有恢复。没有改动任何内容。
}
fix-backup-unusable = { $why ->
    [newer] 请先升级 Source Desk，再恢复。
   *[other] 请选择其他备份；用 source-desk doctor 可查看备份位置。
}

## 检查

doctor-place = 存放位置
doctor-place-synchronised = 数据目录由 { $program } 在多台电脑间同步。它会漏掉数据库的日志，从而损坏数据库。请把数据目录移到别处（--home、SOURCE_DESK_HOME），只把备份放在那里。
doctor-place-network = 数据目录在另一台电脑上，数据库的锁在那里可能不可靠。请移到本机（--home、SOURCE_DESK_HOME），只把备份放在那里。
doctor-backups = 备份
doctor-kept = 另存的损坏文件

## 命令行

cli-doctor-recover = 把损坏数据库中能读出的内容做成完好的数据库；损坏的文件会保留
cli-doctor-file = 改为读取先前保留的损坏数据库
cli-backup-restore = 用备份替换草稿；原有草稿会保留
cli-backup-restore-backup = 备份文件
cli-backup-restored = 已从 { $path } 恢复 { $n } 个草稿。
cli-recovered = 已抢救出 { $n } 个草稿。
cli-kept = 原来的内容保留在：{ $path }
cli-nothing-to-recover = 数据库完好，无需抢救。
cli-readable = 损坏的数据库中可读出 { $n } 个草稿。
cli-readable-none = 损坏的数据库中读不出任何内容。
cli-backup-line = { $at } 的备份，{ $n } 个草稿：{ $path }
cli-backup-only-there = 仅备份中有：{ $slugs }
cli-backup-only-here = 仅能读出的内容中有：{ $slugs }
cli-backup-changed = 两边不同：{ $slugs }
cli-ways-out = source-desk doctor --recover 使用能读出的内容；source-desk backup restore PATH 使用备份。两种方式都会保留损坏的文件。
cli-recovered-older = 最新修订读不出，已用较早的修订：{ $slugs }
cli-recovered-back = 已找回，但可能是之前删除的：{ $slugs }
cli-recovered-lost = 读不出：{ $slugs }
cli-recovered-undo = 此前的操作无法再撤销。

## 窗口

ui-backups = 备份与健康
ui-backups-about = 每天首次启动时、升级改动数据库之前、导入多个登录源之前，都会自动备份。保留最近十份，以及最近八周每周一份。
ui-backup-now = 立即备份
ui-backup-made = 已备份
ui-backup-none = 还没有备份
ui-backup-made-at = 备份时间
ui-backup-drafts = 草稿
ui-backup-size = 大小
ui-backup-restore = 恢复…
ui-backup-restore-this = 恢复 { $at } 的备份
ui-backup-restore-title = 恢复这份备份？
ui-backup-restore-about = 备份将替换全部草稿和属性映射。现有内容会先成为一份备份，因此可以再换回来。
ui-backup-restore-do = 恢复
ui-backup-restored = 已恢复 { $n } 个草稿
ui-backup-same = 这里与备份中的草稿相同。
ui-backup-only-here = 仅这里有，恢复后将没有（{ $n }）
ui-backup-only-there = 仅备份中有，恢复后将回来（{ $n }）
ui-backup-changed = 两边不同（{ $n }）
ui-backup-revisions = { $name }：这里是修订 { $here }，备份中是修订 { $there }
ui-backup-more = 另有 { $n } 个
ui-backup-cancel = 取消
ui-backup-unusable = { $why ->
    [newer] 需要更新版本的 Source Desk
    [not-ours] 不是 Source Desk 的备份
   *[damaged] 已损坏
}
ui-check-now = 立即检查
ui-checking = 正在检查…
ui-check-well = 正常
ui-check-bad = 异常
ui-checks-well = 一切正常
ui-checks-bad = 有异常
ui-recovery = 数据库已损坏
ui-recovery-open = 查看可以挽回的内容
ui-recovery-about = Source Desk 存放草稿的文件有一部分无法读取：磁盘故障、电脑崩溃或其他程序都可能造成。目前没有改动任何内容。无论选择哪种方式，损坏的文件都会保留，之后仍可改用另一种方式。
ui-recovery-file = 损坏的文件
ui-recovery-sound = 数据库完好，无需抢救。
ui-recovery-use = 使用能读出的内容
ui-recovery-readable = 可读出 { $n } 个草稿
ui-recovery-nothing = 损坏的文件中读不出任何内容
ui-recovery-older = 最新修订读不出，将用较早的修订（{ $n }）
ui-recovery-back = 将找回，但可能是之前删除的（{ $n }）
ui-recovery-lost = 读不出（{ $n }）
ui-recovery-undo = 此后无法撤销到现在之前。
ui-recovery-backup = { $at } 的备份
ui-recovery-backup-drafts = { $n } 个草稿
ui-recovery-same = 与能读出的草稿相同
ui-recovery-only-here = 备份中没有（{ $n }）
ui-recovery-only-there = 仅备份中有（{ $n }）
ui-recovery-restore = 恢复这份备份
ui-recovery-no-backup = 没有可以恢复的备份
ui-recovery-done = { $n } 个草稿已回来
ui-recovery-kept = 损坏的文件保留在：{ $path }
ui-recovery-to-sources = 返回登录源列表
