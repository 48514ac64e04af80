# The history of a source: its revisions, what differs between them, the way back, and changes made in two places.

history-created = Made
history-copied = Copied from “{ $subject }”
history-imported = Imported from a blueprint
history-changed = Changed: { $parts }
history-reordered = Order of the property mappings changed
history-mapping-changed = Property mapping “{ $subject }” changed or deleted, here and in every other source that uses it
history-restored = Revision { $subject } restored
history-undone-created = Undone: made
history-undone-saved = A change was undone
history-undone-deleted = Brought back after it was deleted
history-redone-created = Made again after an undo
history-redone-saved = A change was made again after an undo
history-redone-deleted = Deleted again after an undo
history-recovered = Recovered from a damaged database
history-settled = A property mapping got a name of its own
history-unknown = Saved
history-and = ,{ " " }
history-more = { $count } more
history-part = { $label } “{ $item }”
history-value = “{ $value }”
history-value-none = not set
history-value-empty = empty
history-oldest = This is the oldest revision that is kept, so there is nothing to compare it with.
history-machine-unknown = unknown
history-column-revision = Revision
history-column-time = Saved
history-column-machine = Computer
history-column-what = What happened

part-brand-hosts = Further domains
part-registered = Registered with the provider
part-checklist = Registration step
part-tags = Tags
part-tag = Tag
part-notes = Notes
part-kept = Kept from a blueprint

restored-mappings = The expressions of these property mappings stay as they are now, because a mapping belongs to every source that uses it: { $mappings }

err-revision-not-found = “{ $subject }” has no revision { $revision }. Its newest is { $newest }; very old ones are no longer kept.
fix-revision-not-found = Choose one of the revisions in its history.

## Command line

cli-history = List a draft's revisions, newest first, or show what changed in one
cli-history-revision = The revision to show
cli-restore = Put a draft back to an earlier revision; that makes a new revision
cli-restore-revision = The revision to go back to
cli-history-restored = Restored revision { $revision } of “{ $slug }” as revision { $newest }
cli-history-restored-same = “{ $slug }” is as revision { $revision } has it; nothing changed
cli-history-restored-undo = To take it back: source-desk undo
cli-history-change = { $name }: { $before } → { $after }
cli-history-lines = { $name }:
cli-fix-revision-not-found = See the revisions there are: source-desk history { $subject }

## Window

ui-tab-history = History
ui-history = Revisions
ui-history-about = Every save is kept as a revision. Restoring one makes a new revision, so nothing is lost.
ui-history-current = now
ui-history-one = Nothing has changed since the source was made
ui-history-one-about = Each change will be listed here, with the way back.
ui-history-version = Revision { $revision }
ui-history-compare = Compare with
ui-history-compare-before = the revision before
ui-history-compare-now = now
ui-history-same = There is no difference.
ui-history-restore = Restore this revision
ui-history-restored = Revision { $revision } restored
ui-history-restored-same = The source is already as revision { $revision } has it
ui-history-field = Field
ui-history-before = Before
ui-history-after = After
ui-history-lines = Lines of { $name }
ui-history-line-added = Added:
ui-history-line-removed = Removed:
ui-merged = Changes from elsewhere were merged in: { $parts }
ui-conflict = This source was changed elsewhere too
ui-conflict-about = Everything that does not collide is brought together. For the fields below, choose which change to keep. Nothing is saved or lost until then. Whatever you choose, what was saved elsewhere stays in the history.
ui-conflict-waiting = { $count ->
    [one] One field was changed here and elsewhere
   *[other] { $count } fields were changed here and elsewhere
}
ui-conflict-waiting-about = What you typed is still in the form, but it is not saved yet.
ui-conflict-decide = Choose what to keep
ui-conflict-mine = Mine
ui-conflict-theirs = From elsewhere
ui-conflict-base = Before: { $value }
ui-conflict-gone = taken away
ui-conflict-missing = Choose one of the two.
ui-conflict-save = Save
ui-conflict-later = Later
