-- Every property mapping that was ever written and that undo still needs.
CREATE TABLE mapping_revision (
    mapping_id INTEGER NOT NULL,
    number     INTEGER NOT NULL CHECK (number > 0),
    kind       TEXT    NOT NULL, -- the protocol: oauth, ldap, …
    name       TEXT    NOT NULL,
    expression TEXT    NOT NULL,
    created_at INTEGER NOT NULL, -- when the mapping was made, Unix milliseconds
    written_at INTEGER NOT NULL, -- when this revision was written, Unix milliseconds
    PRIMARY KEY (mapping_id, number)
) STRICT;

-- The property mappings that exist now. All kinds share one set of names, as on a server.
CREATE TABLE mapping (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL UNIQUE,
    expression TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (id, revision) REFERENCES mapping_revision (mapping_id, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Which draft carries which mapping. The drafts' documents are the truth; this says it without reading them all.
CREATE TABLE mapping_use (
    mapping_id INTEGER NOT NULL REFERENCES mapping (id) ON DELETE CASCADE,
    draft_id   TEXT    NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    for_users  INTEGER NOT NULL CHECK (for_users IN (0, 1)),
    for_groups INTEGER NOT NULL CHECK (for_groups IN (0, 1)),
    PRIMARY KEY (mapping_id, draft_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mapping_use_draft ON mapping_use (draft_id);

-- Drafts whose mappings have no rows yet: all that were there before, and any that this version cannot read.
CREATE TABLE unsettled (
    draft_id TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO unsettled (draft_id) SELECT id FROM draft;

-- A step may now be about several objects, the one that the person worked on first: an edit of a mapping also
-- changes the drafts that carry it.
ALTER TABLE step RENAME TO step_of_one_draft;

CREATE TABLE step (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    taken_at INTEGER NOT NULL -- Unix milliseconds
) STRICT;

CREATE TABLE step_part (
    step_id    INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    draft_id   TEXT,
    mapping_id INTEGER,
    before     INTEGER,
    after      INTEGER,
    PRIMARY KEY (step_id, position),
    CHECK ((draft_id IS NULL) <> (mapping_id IS NULL)),
    CHECK (before IS NOT NULL OR after IS NOT NULL),
    FOREIGN KEY (draft_id, before) REFERENCES revision (draft_id, number),
    FOREIGN KEY (draft_id, after) REFERENCES revision (draft_id, number),
    FOREIGN KEY (mapping_id, before) REFERENCES mapping_revision (mapping_id, number),
    FOREIGN KEY (mapping_id, after) REFERENCES mapping_revision (mapping_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO step (id, undone, taken_at) SELECT id, undone, taken_at FROM step_of_one_draft ORDER BY id;

INSERT INTO step_part (step_id, position, draft_id, before, after)
    SELECT id, 0, draft_id, before, after FROM step_of_one_draft;

DROP TABLE step_of_one_draft;

CREATE INDEX step_undone ON step (undone, id);
CREATE INDEX step_part_draft_before ON step_part (draft_id, before);
CREATE INDEX step_part_draft_after ON step_part (draft_id, after);
CREATE INDEX step_part_mapping_before ON step_part (mapping_id, before);
CREATE INDEX step_part_mapping_after ON step_part (mapping_id, after);
