# 标签与备注：写在登录源旁边、供自己和同事使用的内容。

err-field-too-many = 「{ $subject }」最多可有 { $limit } 项。
fix-field-too-many = 请删去一些。
err-field-too-long = 「{ $subject }」每项最多 { $limit } 个字符。
fix-field-too-long = 请缩短内容。
cli-list-tag = 只列出带有此标签的草稿
ui-tags-and-notes = 标签与备注
ui-tags-and-notes-about = 供您和同事使用。可以搜索，但不会随导出内容一起输出。
ui-tag-filter = 只看带有标签「{ $tag }」的登录源
ui-tag-filtered = 标签：{ $tag }
ui-tag-filter-clear = 显示所有标签的登录源
ui-tag-list = { $name } 的标签
ui-notes-hint = 备注以明文保存，请不要在这里写机密信息。
