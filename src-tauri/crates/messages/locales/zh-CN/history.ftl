# 登录源的历史：各个版本、版本之间的差异、如何恢复，以及两处同时修改的情况。

history-created = 新建
history-copied = 从「{ $subject }」复制
history-imported = 从蓝图导入
history-changed = 修改了：{ $parts }
history-reordered = 调整了属性映射的顺序
history-mapping-changed = 属性映射「{ $subject }」被修改或删除，所有使用它的登录源随之更新
history-restored = 恢复到第 { $subject } 版
history-undone-created = 撤销了新建
history-undone-saved = 撤销了一次修改
history-undone-deleted = 删除后又找回
history-redone-created = 撤销后重新新建
history-redone-saved = 撤销后重新修改
history-redone-deleted = 撤销后重新删除
history-recovered = 从损坏的数据库中恢复
history-settled = 一个属性映射改用了自己的名称
history-unknown = 保存
history-and = 、
history-more = 另外 { $count } 项
history-part = { $label }「{ $item }」
history-value = 「{ $value }」
history-value-none = 未设置
history-value-empty = 空
history-oldest = 这是保留下来的最早版本，没有更早的版本可以比较。
history-machine-unknown = 未知
history-column-revision = 版本
history-column-time = 保存时间
history-column-machine = 电脑
history-column-what = 内容

part-brand-hosts = 其他域名
part-registered = 在提供方处的登记
part-checklist = 登记步骤
part-tags = 标签
part-tag = 标签
part-notes = 备注
part-kept = 蓝图中保留的内容

restored-mappings = 以下属性映射的表达式保持现状，因为一个映射由所有使用它的登录源共用：{ $mappings }

err-revision-not-found = 「{ $subject }」没有第 { $revision } 版。最新的是第 { $newest } 版；很早的版本已不再保留。
fix-revision-not-found = 请从历史记录中选择一个版本。

## 命令行

cli-history = 列出草稿的各个版本，最新的在前；或显示某个版本改了什么
cli-history-revision = 要显示的版本
cli-restore = 把草稿恢复到以前的版本，恢复后成为一个新版本
cli-restore-revision = 要恢复到的版本
cli-history-restored = 已把「{ $slug }」恢复到第 { $revision } 版，现为第 { $newest } 版
cli-history-restored-same = 「{ $slug }」与第 { $revision } 版相同，没有改动
cli-history-restored-undo = 如需撤销：source-desk undo
cli-history-change = { $name }：{ $before } → { $after }
cli-history-lines = { $name }：
cli-fix-revision-not-found = 查看有哪些版本：source-desk history { $subject }

## 窗口

ui-tab-history = 历史
ui-history = 版本
ui-history-about = 每次保存都会留下一个版本。恢复旧版本会生成一个新版本，不会丢失任何内容。
ui-history-current = 当前
ui-history-one = 新建之后还没有改动
ui-history-one-about = 以后的每次改动都会列在这里，随时可以恢复。
ui-history-version = 第 { $revision } 版
ui-history-compare = 与谁比较
ui-history-compare-before = 前一个版本
ui-history-compare-now = 当前版本
ui-history-same = 没有差异。
ui-history-restore = 恢复此版本
ui-history-restored = 已恢复到第 { $revision } 版
ui-history-restored-same = 登录源与第 { $revision } 版相同，无需恢复
ui-history-field = 字段
ui-history-before = 之前
ui-history-after = 之后
ui-history-lines = { $name } 的各行
ui-history-line-added = 新增：
ui-history-line-removed = 删除：
ui-merged = 已合并在别处所做的修改：{ $parts }
ui-conflict = 此登录源在别处也被修改了
ui-conflict-about = 互不冲突的修改会自动合并。请为下列字段选择保留哪一项。在您选择之前，不会保存也不会丢失任何内容。无论如何选择，别处保存的内容都会留在历史中。
ui-conflict-waiting = 有 { $count } 个字段在此处和别处都被修改了
ui-conflict-waiting-about = 您输入的内容仍在表单中，但尚未保存。
ui-conflict-decide = 选择要保留的内容
ui-conflict-mine = 我的修改
ui-conflict-theirs = 别处的修改
ui-conflict-base = 修改前：{ $value }
ui-conflict-gone = 已移除
ui-conflict-missing = 请选择其中一项。
ui-conflict-save = 保存
ui-conflict-later = 稍后再说
