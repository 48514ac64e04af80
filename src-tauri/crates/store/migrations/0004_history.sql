-- Which computer wrote a revision, and what was done with the draft. Revisions from before have neither.
ALTER TABLE revision ADD COLUMN machine TEXT; -- the computer's name; NULL: unknown
ALTER TABLE revision ADD COLUMN summary TEXT; -- JSON, see `Summary`; NULL: unknown
