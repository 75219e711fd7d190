-- An address whose target only its host knows, asked about once for all who link to it.
-- outcome: a word of the closed set once there is an answer that is believed; null while the link is still to be asked about.
-- due: when to ask (again); leased: until when somebody is asking, owner: who; expires: until when the answer is believed.
CREATE TABLE short_links (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address  TEXT COLLATE "C" NOT NULL UNIQUE,
    host     TEXT COLLATE "C" NOT NULL,
    outcome  TEXT COLLATE "C",
    hops     TEXT COLLATE "C" NOT NULL, -- JSON: ["hop", …], the address itself left out
    note     TEXT COLLATE "C",
    attempts INTEGER NOT NULL,
    due      BIGINT,
    leased   BIGINT,
    owner    TEXT COLLATE "C",
    expires  BIGINT
);
CREATE INDEX short_links_due ON short_links (host, due) WHERE due IS NOT NULL;
CREATE INDEX short_links_leased ON short_links (host, leased) WHERE leased IS NOT NULL;
CREATE INDEX short_links_expired ON short_links (expires) WHERE expires IS NOT NULL;

-- Documents that wait to hear where their links lead. arrival: how the document came in, which decides whether it may alarm.
CREATE TABLE open_links (
    document BIGINT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    link     BIGINT NOT NULL REFERENCES short_links (id),
    arrival  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (document, link)
);
CREATE INDEX open_links_by_link ON open_links (link);

-- Hosts that asked to be left alone for a while.
CREATE TABLE paused_hosts (
    host  TEXT COLLATE "C" PRIMARY KEY,
    until BIGINT NOT NULL
);
