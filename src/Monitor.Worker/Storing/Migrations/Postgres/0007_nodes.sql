-- look: names the last successful look. A save that started from an older one is refused: it would put an older cursor back.
ALTER TABLE sources ADD COLUMN look TEXT COLLATE "C" NOT NULL DEFAULT '';

-- One row for each node that ever shared the schema. watch: a fingerprint of what it watches. seen: when it last reported.
CREATE TABLE nodes (
    node  TEXT COLLATE "C" PRIMARY KEY,
    watch TEXT COLLATE "C" NOT NULL,
    seen  BIGINT NOT NULL
);

-- Work that one node at a time does. fence: grows with every lease. until: when it runs out; 0 when it was given free.
CREATE TABLE work_leases (
    work  TEXT COLLATE "C" PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    fence BIGINT NOT NULL,
    until BIGINT NOT NULL
);
