-- source: key of the source; the first look subscribes before anything of the source is stored.
-- wanted: 0 once it is to be ended. attempts: asks that the hub did not verify yet; 0 means that nothing is asked.
-- missed: when a look found what no push had told.
CREATE TABLE subscriptions (
    callback    TEXT    NOT NULL PRIMARY KEY,
    source      TEXT    NOT NULL,
    hub         TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    secret      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    wanted      INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    verified    INTEGER,
    lease_until INTEGER,
    last_push   INTEGER,
    missed      INTEGER
) WITHOUT ROWID;
CREATE INDEX subscriptions_by_source ON subscriptions (source);
CREATE INDEX subscriptions_by_due ON subscriptions (due);
