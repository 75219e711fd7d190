-- The words of every mention, folded by this program and written with a space between: no text search parser is to cut them again. lexemes finds, folded
-- decides on phrases: the positions of a tsvector end at 16,383 and at 256 for a word (https://www.postgresql.org/docs/current/textsearch-limitations.html).
CREATE TABLE search (
    mention BIGINT PRIMARY KEY REFERENCES mentions (number) ON DELETE CASCADE,
    folded  TEXT COLLATE "C" NOT NULL,
    lexemes TSVECTOR NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array(folded, ' '))) STORED
);
CREATE INDEX search_by_lexeme ON search USING gin (lexemes);
