-- source: key of the source; the first look subscribes before anything of the source is stored.
-- wanted: 0 once it is to be ended. attempts: asks that the hub did not verify yet; 0 means that nothing is asked.
-- missed: when a look found what no push had told.
CREATE TABLE subscriptions (
    callback    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    source      TEXT COLLATE "C" NOT NULL,
    hub         TEXT COLLATE "C" NOT NULL,
    topic       TEXT COLLATE "C" NOT NULL,
    secret      TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    wanted      INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    due         BIGINT NOT NULL,
    verified    BIGINT,
    lease_until BIGINT,
    last_push   BIGINT,
    missed      BIGINT
);
CREATE INDEX subscriptions_by_source ON subscriptions (source);
CREATE INDEX subscriptions_by_due ON subscriptions (due);
