namespace Monitor.Worker.Tests.Storing;

public sealed class MentionStoreOnSqlite : MentionStoreBehaviour<SqliteEngine>;

public sealed class EditOnSqlite : EditBehaviour<SqliteEngine>;

public sealed class OutboxOnSqlite : OutboxBehaviour<SqliteEngine>;

public sealed class DigestStoreOnSqlite : DigestStoreBehaviour<SqliteEngine>;

public sealed class MentionReaderOnSqlite : MentionReaderBehaviour<SqliteEngine>;

public sealed class LinkStoreOnSqlite : LinkStoreBehaviour<SqliteEngine>;

public sealed class SearchOnSqlite : SearchBehaviour<SqliteEngine>;

public sealed class CoverageOnSqlite : CoverageBehaviour<SqliteEngine>;

public sealed class RetentionOnSqlite : RetentionBehaviour<SqliteEngine>;

public sealed class InterleavingOnSqlite : InterleavingBehaviour<SqliteEngine>;

public sealed class WorkLeasesOnSqlite : WorkLeaseBehaviour<SqliteEngine>;

public sealed class SubscriptionOnSqlite : SubscriptionBehaviour<SqliteEngine>;

public sealed class UnclaimedOnSqlite : UnclaimedBehaviour<SqliteEngine>;
