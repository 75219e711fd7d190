-- Times are Unix milliseconds, UTC: they sort, subtract and index alike in SQLite and PostgreSQL (BIGINT), and carry no zone to get wrong.
-- Names out of closed sets (state, kind, arrival …) are lower-case words. A local date is yyyy-MM-dd.

-- listed: when the source last listed anything, known or new.
CREATE TABLE sources (
    id            INTEGER PRIMARY KEY,
    key           TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    part          TEXT    NOT NULL,
    cursor        TEXT,
    first_contact INTEGER,
    last_success  INTEGER,
    last_attempt  INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    fault         TEXT,
    problem       TEXT,
    due           INTEGER NOT NULL,
    listed        INTEGER
);

-- listed: when the source was last found to list the document, to the day. Retention goes by it and not by seen: a document forgotten
-- while its source still lists it would come back as new.
CREATE TABLE documents (
    id               INTEGER PRIMARY KEY,
    source           INTEGER NOT NULL REFERENCES sources (id),
    source_id        TEXT    NOT NULL,
    type             TEXT    NOT NULL,
    url              TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    body             TEXT    NOT NULL,
    author_name      TEXT    NOT NULL,
    author_handle    TEXT    NOT NULL,
    author_url       TEXT    NOT NULL,
    author_followers INTEGER,
    language         TEXT    NOT NULL,
    tags             TEXT    NOT NULL, -- JSON: ["tag", …]
    links            TEXT    NOT NULL, -- JSON: [["hop", …], …]
    score            INTEGER,
    published        INTEGER,
    seen             INTEGER NOT NULL,
    listed           INTEGER NOT NULL,
    fingerprint      INTEGER NOT NULL,
    UNIQUE (source, source_id)
);
CREATE INDEX documents_by_listed ON documents (listed, id);

-- mentions: how many mentions tell the story. Kept here because a digest of 10,000 copies must not count 10,000 times 10,000.
CREATE TABLE stories (
    id       INTEGER PRIMARY KEY,
    key      TEXT    NOT NULL UNIQUE,
    mentions INTEGER NOT NULL
);

-- AUTOINCREMENT: a number that was shown on the page is never given to another mention.
CREATE TABLE mentions (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL UNIQUE REFERENCES documents (id),
    story    INTEGER NOT NULL REFERENCES stories (id),
    arrival  TEXT    NOT NULL,
    seen     INTEGER NOT NULL
);
CREATE INDEX mentions_by_seen ON mentions (seen, number);
CREATE INDEX mentions_by_story ON mentions (story);

CREATE TABLE matches (
    mention  INTEGER NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
    query    TEXT    NOT NULL,
    position INTEGER NOT NULL,
    spans    TEXT    NOT NULL, -- JSON: [{"field","start","length","term","element"}, …]
    PRIMARY KEY (mention, query)
) WITHOUT ROWID;
CREATE INDEX matches_by_query ON matches (query, mention);

-- due: when the message may be leased next; for a leased one, when its lease runs out; null once sent or dead.
-- doubtful: 1 from the moment on that some attempt may have arrived.
CREATE TABLE messages (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE,
    channel   TEXT    NOT NULL,
    address   TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    due       INTEGER,
    attempts  INTEGER NOT NULL,
    fence     INTEGER NOT NULL,
    doubtful  INTEGER NOT NULL,
    owner     TEXT,
    note      TEXT,
    created   INTEGER NOT NULL,
    settled   INTEGER,
    digest    TEXT,
    slot_date TEXT
);
CREATE INDEX messages_unsent ON messages (channel, address, number) WHERE due IS NOT NULL;
CREATE INDEX messages_settled ON messages (channel, address, settled) WHERE settled IS NOT NULL;
CREATE INDEX messages_by_slot ON messages (digest, slot_date) WHERE digest IS NOT NULL;

-- The memory that a story was told to a recipient: stays as long as any mention tells the story.
CREATE TABLE deliveries (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT    NOT NULL,
    address TEXT    NOT NULL,
    story   INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    mention INTEGER REFERENCES mentions (number) ON DELETE SET NULL,
    message INTEGER REFERENCES messages (number),
    created INTEGER NOT NULL,
    UNIQUE (channel, address, story)
);
CREATE INDEX deliveries_waiting ON deliveries (channel, address, id) WHERE message IS NULL;
CREATE INDEX deliveries_by_message ON deliveries (message) WHERE message IS NOT NULL;
CREATE INDEX deliveries_by_mention ON deliveries (mention);
CREATE INDEX deliveries_by_story ON deliveries (story);

CREATE TABLE digest_slots (
    digest      TEXT    NOT NULL,
    local_date  TEXT    NOT NULL,
    window_from INTEGER,
    window_to   INTEGER NOT NULL,
    PRIMARY KEY (digest, local_date)
) WITHOUT ROWID;

CREATE TABLE digest_entries (
    digest    TEXT    NOT NULL,
    mention   INTEGER NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
    slot_date TEXT,
    PRIMARY KEY (digest, mention)
) WITHOUT ROWID;
CREATE INDEX digest_entries_by_slot ON digest_entries (digest, slot_date, mention);
CREATE INDEX digest_entries_by_mention ON digest_entries (mention);

CREATE TABLE gaps (
    source INTEGER NOT NULL REFERENCES sources (id),
    starts INTEGER NOT NULL,
    ends   INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    PRIMARY KEY (source, starts, ends)
) WITHOUT ROWID;
CREATE INDEX gaps_by_end ON gaps (ends);
