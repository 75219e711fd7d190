-- What was seen of each source: stretches that touch are one row.
CREATE TABLE coverage (
    source BIGINT NOT NULL REFERENCES sources (id),
    starts BIGINT NOT NULL,
    ends   BIGINT NOT NULL,
    PRIMARY KEY (source, starts)
);
INSERT INTO coverage (source, starts, ends) SELECT id, last_success, last_success FROM sources WHERE last_success IS NOT NULL;

-- JSON: how often the source brings something new.
ALTER TABLE sources ADD COLUMN rhythm TEXT COLLATE "C";

-- noted: when the gap was found, or made good. A gap that goes on keeps its start and is one row.
DELETE FROM gaps USING gaps later WHERE later.source = gaps.source AND later.starts = gaps.starts AND later.ends > gaps.ends;
ALTER TABLE gaps ADD COLUMN noted BIGINT, ADD COLUMN made_good BIGINT;
UPDATE gaps SET noted = ends;
ALTER TABLE gaps ALTER COLUMN noted SET NOT NULL, DROP CONSTRAINT gaps_pkey, ADD PRIMARY KEY (source, starts);
DROP INDEX gaps_by_end;
CREATE INDEX gaps_by_noted ON gaps (noted);
