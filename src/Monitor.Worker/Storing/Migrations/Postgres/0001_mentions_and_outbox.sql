-- Times are Unix milliseconds, UTC: they sort, subtract and index alike in SQLite and PostgreSQL (BIGINT), and carry no zone to get wrong.
-- Names out of closed sets (state, kind, arrival …) are lower-case words. A local date is yyyy-MM-dd.
-- Text sorts by its bytes, as in SQLite: keys and dates are compared, and locks taken, in one order on every server.

-- listed: when the source last listed anything, known or new.
CREATE TABLE sources (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key           TEXT COLLATE "C" NOT NULL UNIQUE,
    name          TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    part          TEXT COLLATE "C" NOT NULL,
    cursor        TEXT COLLATE "C",
    first_contact BIGINT,
    last_success  BIGINT,
    last_attempt  BIGINT NOT NULL,
    failures      INTEGER NOT NULL,
    fault         TEXT COLLATE "C",
    problem       TEXT COLLATE "C",
    due           BIGINT NOT NULL,
    listed        BIGINT
);

-- listed: when the source was last found to list the document, to the day. Retention goes by it and not by seen: a document forgotten
-- while its source still lists it would come back as new.
-- source_key: the source's id, bounded, as a row of an index is.
CREATE TABLE documents (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source           BIGINT NOT NULL REFERENCES sources (id),
    source_id        TEXT COLLATE "C" NOT NULL,
    source_key       TEXT COLLATE "C" NOT NULL,
    type             TEXT COLLATE "C" NOT NULL,
    url              TEXT COLLATE "C" NOT NULL,
    title            TEXT COLLATE "C" NOT NULL,
    body             TEXT COLLATE "C" NOT NULL,
    author_name      TEXT COLLATE "C" NOT NULL,
    author_handle    TEXT COLLATE "C" NOT NULL,
    author_url       TEXT COLLATE "C" NOT NULL,
    author_followers BIGINT,
    language         TEXT COLLATE "C" NOT NULL,
    tags             TEXT COLLATE "C" NOT NULL, -- JSON: ["tag", …]
    links            TEXT COLLATE "C" NOT NULL, -- JSON: [["hop", …], …]
    score            BIGINT,
    published        BIGINT,
    seen             BIGINT NOT NULL,
    listed           BIGINT NOT NULL,
    fingerprint      BIGINT NOT NULL,
    UNIQUE (source, source_key)
);
CREATE INDEX documents_by_listed ON documents (listed, id);

-- key: bounded as well. mentions: how many mentions tell the story. Kept here because a digest of 10,000 copies must not count 10,000 times 10,000.
CREATE TABLE stories (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key      TEXT COLLATE "C" NOT NULL UNIQUE,
    mentions INTEGER NOT NULL
);

-- A number that was shown on the page is never given to another mention. Of two saves side by side the later may have the lower ones.
CREATE TABLE mentions (
    number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document BIGINT NOT NULL UNIQUE REFERENCES documents (id),
    story    BIGINT NOT NULL REFERENCES stories (id),
    arrival  TEXT COLLATE "C" NOT NULL,
    seen     BIGINT NOT NULL
);
CREATE INDEX mentions_by_seen ON mentions (seen, number);
CREATE INDEX mentions_by_story ON mentions (story);

CREATE TABLE matches (
    mention  BIGINT NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
    query    TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    spans    TEXT COLLATE "C" NOT NULL, -- JSON: [{"field","start","length","term","element"}, …]
    PRIMARY KEY (mention, query)
);
CREATE INDEX matches_by_query ON matches (query, mention);

-- due: when the message may be leased next; for a leased one, when its lease runs out; null once sent or dead.
-- owner: who leased it last: the node, a slash, the process.
-- doubtful: 1 from the moment on that some attempt may have arrived.
CREATE TABLE messages (
    number    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id        TEXT COLLATE "C" NOT NULL UNIQUE,
    channel   TEXT COLLATE "C" NOT NULL,
    address   TEXT COLLATE "C" NOT NULL,
    kind      TEXT COLLATE "C" NOT NULL,
    state     TEXT COLLATE "C" NOT NULL,
    due       BIGINT,
    attempts  INTEGER NOT NULL,
    fence     BIGINT NOT NULL,
    doubtful  INTEGER NOT NULL,
    owner     TEXT COLLATE "C",
    note      TEXT COLLATE "C",
    created   BIGINT NOT NULL,
    settled   BIGINT,
    digest    TEXT COLLATE "C",
    slot_date TEXT COLLATE "C"
);
CREATE INDEX messages_unsent ON messages (channel, address, number) WHERE due IS NOT NULL;
CREATE INDEX messages_settled ON messages (channel, address, settled) WHERE settled IS NOT NULL;
CREATE INDEX messages_by_slot ON messages (digest, slot_date) WHERE digest IS NOT NULL;

-- The memory that a story was told to a recipient: stays as long as any mention tells the story.
CREATE TABLE deliveries (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    story   BIGINT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    mention BIGINT REFERENCES mentions (number) ON DELETE SET NULL,
    message BIGINT REFERENCES messages (number),
    created BIGINT NOT NULL,
    UNIQUE (channel, address, story)
);
CREATE INDEX deliveries_waiting ON deliveries (channel, address, id) WHERE message IS NULL;
CREATE INDEX deliveries_by_message ON deliveries (message) WHERE message IS NOT NULL;
CREATE INDEX deliveries_by_mention ON deliveries (mention);
CREATE INDEX deliveries_by_story ON deliveries (story);

CREATE TABLE digest_slots (
    digest      TEXT COLLATE "C" NOT NULL,
    local_date  TEXT COLLATE "C" NOT NULL,
    window_from BIGINT,
    window_to   BIGINT NOT NULL,
    PRIMARY KEY (digest, local_date)
);

CREATE TABLE digest_entries (
    digest    TEXT COLLATE "C" NOT NULL,
    mention   BIGINT NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
    slot_date TEXT COLLATE "C",
    PRIMARY KEY (digest, mention)
);
CREATE INDEX digest_entries_by_slot ON digest_entries (digest, slot_date, mention);
CREATE INDEX digest_entries_by_mention ON digest_entries (mention);

CREATE TABLE gaps (
    source BIGINT NOT NULL REFERENCES sources (id),
    starts BIGINT NOT NULL,
    ends   BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (source, starts, ends)
);
CREATE INDEX gaps_by_end ON gaps (ends);
