-- The servers that drafts are pushed to. No token is here: tokens are sealed rows of the vault.
CREATE TABLE server (
    name     TEXT    PRIMARY KEY,
    added_at INTEGER NOT NULL, -- Unix milliseconds
    document TEXT    NOT NULL  -- JSON with its layout's number as `schema`
) STRICT;

-- What was pushed to a server last, object by object, as it was read back then. It goes with its server.
CREATE TABLE pushed_object (
    server   TEXT NOT NULL REFERENCES server (name) ON DELETE CASCADE ON UPDATE CASCADE,
    model    TEXT NOT NULL,
    pk       TEXT NOT NULL, -- the server's key
    draft_id TEXT,          -- NULL: not a source
    document TEXT NOT NULL, -- JSON
    PRIMARY KEY (server, model, pk)
) STRICT;

-- Plans that were applied. A plan's id comes once only: a plan is used once. Runs stay when their server is removed.
CREATE TABLE push_run (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    server   TEXT    NOT NULL,
    plan_id  TEXT    NOT NULL UNIQUE,
    at       INTEGER NOT NULL, -- when it began, Unix milliseconds
    state    TEXT    NOT NULL, -- running, done, failed, cancelled
    rolls_back INTEGER,        -- the run that this one takes back; NULL: none
    plan     TEXT    NOT NULL, -- JSON
    result   TEXT              -- JSON; NULL: it has not come to its end
) STRICT;

CREATE INDEX push_run_of_server ON push_run (server, id);

-- Each request of a run, written before it is sent and again after it.
CREATE TABLE push_step (
    run_id   INTEGER NOT NULL REFERENCES push_run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    at       INTEGER NOT NULL, -- when it was about to be sent, Unix milliseconds
    method   TEXT    NOT NULL,
    path     TEXT    NOT NULL,
    entries  TEXT    NOT NULL, -- JSON, the plan's names of what it carries out
    outcome  TEXT,             -- ok, refused, unknown; NULL: the program ended before it knew
    PRIMARY KEY (run_id, position)
) STRICT;
