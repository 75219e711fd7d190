-- Who has something waiting and is in the configuration no more: a recipient (name: the channel) or a digest (address is empty). since: when that was noticed.
CREATE TABLE unclaimed (
    kind    TEXT COLLATE "C" NOT NULL,
    name    TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (kind, name, address)
);
