-- Why, in one of the closed words that every language has; what was recorded before has none.
ALTER TABLE gaps ADD COLUMN cause TEXT NOT NULL DEFAULT 'none';
