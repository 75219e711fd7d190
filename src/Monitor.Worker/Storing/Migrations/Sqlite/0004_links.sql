-- An address whose target only its host knows, asked about once for all who link to it.
-- outcome: a word of the closed set once there is an answer that is believed; null while the link is still to be asked about.
-- due: when to ask (again); leased: until when somebody is asking, owner: who; expires: until when the answer is believed.
CREATE TABLE short_links (
    id       INTEGER PRIMARY KEY,
    address  TEXT    NOT NULL UNIQUE,
    host     TEXT    NOT NULL,
    outcome  TEXT,
    hops     TEXT    NOT NULL, -- JSON: ["hop", …], the address itself left out
    note     TEXT,
    attempts INTEGER NOT NULL,
    due      INTEGER,
    leased   INTEGER,
    owner    TEXT,
    expires  INTEGER
);
CREATE INDEX short_links_due ON short_links (host, due) WHERE due IS NOT NULL;
CREATE INDEX short_links_leased ON short_links (host, leased) WHERE leased IS NOT NULL;
CREATE INDEX short_links_expired ON short_links (expires) WHERE expires IS NOT NULL;

-- Documents that wait to hear where their links lead. arrival: how the document came in, which decides whether it may alarm.
CREATE TABLE open_links (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    link     INTEGER NOT NULL REFERENCES short_links (id),
    arrival  TEXT    NOT NULL,
    PRIMARY KEY (document, link)
) WITHOUT ROWID;
CREATE INDEX open_links_by_link ON open_links (link);

-- Hosts that asked to be left alone for a while.
CREATE TABLE paused_hosts (
    host  TEXT    PRIMARY KEY,
    until INTEGER NOT NULL
) WITHOUT ROWID;
