namespace Monitor.Worker.Tests.Storing;

public sealed class MentionStoreOnPostgres : MentionStoreBehaviour<PostgresEngine>;

public sealed class EditOnPostgres : EditBehaviour<PostgresEngine>;

public sealed class CoverageOnPostgres : CoverageBehaviour<PostgresEngine>;

public sealed class OutboxOnPostgres : OutboxBehaviour<PostgresEngine>;

public sealed class DigestStoreOnPostgres : DigestStoreBehaviour<PostgresEngine>;

public sealed class MentionReaderOnPostgres : MentionReaderBehaviour<PostgresEngine>;

public sealed class LinkStoreOnPostgres : LinkStoreBehaviour<PostgresEngine>;

public sealed class SearchOnPostgres : SearchBehaviour<PostgresEngine>;

public sealed class RetentionOnPostgres : RetentionBehaviour<PostgresEngine>;

public sealed class SubscriptionOnPostgres : SubscriptionBehaviour<PostgresEngine>;

public sealed class InterleavingOnPostgres : InterleavingBehaviour<PostgresEngine>, IAsyncLifetime
{
    // A skip within a property would be its failure.
    public async ValueTask InitializeAsync() => await PostgresServer.RequireAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class WorkLeasesOnPostgres : WorkLeaseBehaviour<PostgresEngine>;

public sealed class UnclaimedOnPostgres : UnclaimedBehaviour<PostgresEngine>;
