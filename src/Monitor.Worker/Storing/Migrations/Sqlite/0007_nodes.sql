-- look: names the last successful look. A save that started from an older one is refused: it would put an older cursor back.
ALTER TABLE sources ADD COLUMN look TEXT NOT NULL DEFAULT '';
