-- What was seen of each source: stretches that touch are one row.
CREATE TABLE coverage (
    source INTEGER NOT NULL REFERENCES sources (id),
    starts INTEGER NOT NULL,
    ends   INTEGER NOT NULL,
    PRIMARY KEY (source, starts)
) WITHOUT ROWID;
INSERT INTO coverage (source, starts, ends) SELECT id, last_success, last_success FROM sources WHERE last_success IS NOT NULL;

-- JSON: how often the source brings something new.
ALTER TABLE sources ADD COLUMN rhythm TEXT;

-- noted: when the gap was found, or made good. A gap that goes on keeps its start and is one row.
CREATE TABLE noted_gaps (
    source    INTEGER NOT NULL REFERENCES sources (id),
    starts    INTEGER NOT NULL,
    ends      INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    noted     INTEGER NOT NULL,
    made_good INTEGER,
    PRIMARY KEY (source, starts)
) WITHOUT ROWID;
INSERT INTO noted_gaps (source, starts, ends, reason, noted) SELECT source, starts, MAX(ends), MIN(reason), MAX(ends) FROM gaps GROUP BY source, starts;
DROP TABLE gaps;
ALTER TABLE noted_gaps RENAME TO gaps;
CREATE INDEX gaps_by_noted ON gaps (noted);
