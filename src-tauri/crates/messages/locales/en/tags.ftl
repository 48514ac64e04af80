# Tags and notes: what people write beside a source for themselves.

err-field-too-many = “{ $subject }” takes up to { $limit } entries.
fix-field-too-many = Take some away.
err-field-too-long = “{ $subject }” takes up to { $limit } characters in each entry.
fix-field-too-long = Shorten it.
cli-list-tag = Only drafts with this tag
ui-tags-and-notes = Tags and notes
ui-tags-and-notes-about = For you and your colleagues. They are searchable, and never part of an export.
ui-tag-filter = Only sources with the tag “{ $tag }”
ui-tag-filtered = Tag: { $tag }
ui-tag-filter-clear = Show sources with any tag
ui-tag-list = Tags of { $name }
ui-notes-hint = Notes are stored as plain text. Do not write secrets here.
