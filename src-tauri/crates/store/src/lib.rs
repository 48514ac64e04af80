//! Drafts in SQLite: revisions, undo, search, migrations, backup.
