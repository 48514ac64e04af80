-- The vault: texts of the vault's own form, which this database keeps and does not read. None of them is a secret;
-- what opens them lies elsewhere.
CREATE TABLE vault (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL CHECK (generation >= 0), -- grows with each change of header or slots
    header     TEXT    NOT NULL -- JSON
) STRICT;

CREATE TABLE vault_slot (
    position INTEGER PRIMARY KEY,
    slot     TEXT    NOT NULL -- JSON
) STRICT;

-- Sealed secrets. They are no part of a draft's document, so that history, undo and search never hold one.
CREATE TABLE sealed_secret (
    owner  TEXT NOT NULL, -- draft/ID
    field  TEXT NOT NULL, -- authentik's name: consumer_secret
    sealed TEXT NOT NULL, -- JSON
    PRIMARY KEY (owner, field)
) STRICT, WITHOUT ROWID;
