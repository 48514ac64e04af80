-- Every document that was ever written and that undo or history still needs.
-- A number is never given twice to the same draft, so a stale one is always noticed.
CREATE TABLE revision (
    draft_id   TEXT    NOT NULL,
    number     INTEGER NOT NULL CHECK (number > 0),
    slug       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL, -- when the draft was made, Unix milliseconds
    written_at INTEGER NOT NULL, -- when this revision was written, Unix milliseconds
    document   TEXT    NOT NULL, -- JSON, with the number of its layout in `schema`
    PRIMARY KEY (draft_id, number)
) STRICT;

-- The drafts that exist now. Narrow rows: a search that reads all of them stays quick.
CREATE TABLE draft (
    key        INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    changed    INTEGER NOT NULL UNIQUE, -- the order of changes; a clock that is set back does not disturb it
    search     TEXT    NOT NULL,        -- what the search looks at, in lower case
    FOREIGN KEY (id, revision) REFERENCES revision (draft_id, number)
) STRICT;

-- The search index: trigrams only, without positions and without a second copy of the text.
CREATE VIRTUAL TABLE draft_search USING fts5 (
    search,
    content = 'draft',
    content_rowid = 'key',
    tokenize = 'trigram case_sensitive 1',
    detail = none,
    columnsize = 0
);

CREATE TRIGGER draft_search_insert AFTER INSERT ON draft BEGIN
    INSERT INTO draft_search (rowid, search) VALUES (new.key, new.search);
END;

CREATE TRIGGER draft_search_delete AFTER DELETE ON draft BEGIN
    INSERT INTO draft_search (draft_search, rowid, search) VALUES ('delete', old.key, old.search);
END;

CREATE TRIGGER draft_search_update AFTER UPDATE OF search ON draft WHEN old.search <> new.search BEGIN
    INSERT INTO draft_search (draft_search, rowid, search) VALUES ('delete', old.key, old.search);
    INSERT INTO draft_search (rowid, search) VALUES (new.key, new.search);
END;

-- What a person did, in order. No `before`: created. No `after`: deleted. Both: saved.
CREATE TABLE step (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id TEXT    NOT NULL,
    before   INTEGER,
    after    INTEGER,
    undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    taken_at INTEGER NOT NULL, -- Unix milliseconds
    CHECK (before IS NOT NULL OR after IS NOT NULL),
    FOREIGN KEY (draft_id, before) REFERENCES revision (draft_id, number),
    FOREIGN KEY (draft_id, after) REFERENCES revision (draft_id, number)
) STRICT;

CREATE INDEX step_before ON step (draft_id, before);
CREATE INDEX step_after ON step (draft_id, after);
CREATE INDEX step_undone ON step (undone, id);
