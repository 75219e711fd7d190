-- The words of every mention (rowid: its number), folded by this program: what SQLite's own tokenizers take for a letter is another matter. "ascii" cuts
-- at the spaces that stand between them and keeps the rest; # and * begin some emoji. The texts themselves stay in documents alone.
CREATE VIRTUAL TABLE search USING fts5(words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '#*'");

CREATE TRIGGER search_forgets AFTER DELETE ON mentions BEGIN
    DELETE FROM search WHERE rowid = OLD.number;
END;
