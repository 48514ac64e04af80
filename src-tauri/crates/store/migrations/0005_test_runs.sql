-- Test logins that were played, with everything secret masked before it came here. A run belongs to a draft by its id
-- and stays when the draft is deleted: deleting can be undone, and then the draft has its runs again.
CREATE TABLE test_run (
    id       INTEGER PRIMARY KEY,
    draft_id TEXT    NOT NULL,
    at       INTEGER NOT NULL, -- when it began, Unix milliseconds
    outcome  TEXT    NOT NULL, -- ok, denied, failed, cancelled
    problem  TEXT,             -- the problem's code; NULL: none
    document TEXT    NOT NULL  -- JSON with its layout's number as `schema`
) STRICT;

CREATE INDEX test_run_of_draft ON test_run (draft_id, id);
