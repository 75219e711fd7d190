-- print: hash of the text as its source showed it, which tells an edit; 0 for what was stored before edits were recorded.
-- edited: when the newest text replaced an earlier one.
ALTER TABLE documents ADD COLUMN print INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN edited INTEGER;
