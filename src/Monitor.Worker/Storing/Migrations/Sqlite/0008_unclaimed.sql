-- Who has something waiting and is in the configuration no more: a recipient (name: the channel) or a digest (address is empty). since: when that was noticed.
CREATE TABLE unclaimed (
    kind    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    address TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    PRIMARY KEY (kind, name, address)
) WITHOUT ROWID;
