-- The highest number that a test run ever had, so that a number never comes again when its run was deleted. One row;
-- none as long as no run was kept.
CREATE TABLE test_run_number (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    highest  INTEGER NOT NULL
) STRICT;

INSERT INTO test_run_number (only_row, highest)
SELECT 1, max(id) FROM test_run HAVING max(id) IS NOT NULL;

-- What a list says about a run without its document.
ALTER TABLE test_run ADD COLUMN place TEXT;       -- simulator, real; NULL: kept before this was noted
ALTER TABLE test_run ADD COLUMN failed_step TEXT; -- the step where it went wrong; NULL: none

UPDATE test_run
SET failed_step = CASE WHEN json_valid(document) THEN document ->> '$.rehearsal.problem.step' END;
