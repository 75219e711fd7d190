using System.Data.Common;
using Npgsql;

namespace Monitor.Worker.Storing;

/// <summary>The few words in which the engines' SQL differs. Whatever is not here is written once, as both take it.</summary>
internal static class Dialect
{
    /// <summary>Follows a column: <c>WHERE id {transaction.In("@Ids")}</c>. Dapper writes a list out for SQLite and hands PostgreSQL an array.</summary>
    public static string In(this DbTransaction transaction, string list) => IsPostgres(transaction) ? $"= ANY ({list})" : $"IN {list}";

    /// <summary>Ends a select whose rows are changed next. SQLite has one writer.</summary>
    public static string ForUpdate(this DbTransaction transaction) => IsPostgres(transaction) ? "FOR UPDATE" : "";

    /// <summary>Ends a select of the next free row of a queue that others take from as well.</summary>
    public static string SkipLocked(this DbTransaction transaction) => IsPostgres(transaction) ? "FOR UPDATE SKIP LOCKED" : "";

    /// <summary>Holds the name within the installation until the transaction ends; whoever wants it meanwhile waits.</summary>
    public static Task LockAsync(this DbTransaction transaction, string name, CancellationToken cancellation) =>
        IsPostgres(transaction)
            ? transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':' || @Name, 0))", new { Name = name }, cancellation)
            : Task.CompletedTask;

    /// <summary>Wakes the dispatchers of all nodes when the transaction commits. SQLite has none but this process's.</summary>
    public static Task AnnounceAsync(this DbTransaction transaction, CancellationToken cancellation) =>
        IsPostgres(transaction)
            ? transaction.ExecuteAsync("SELECT pg_notify('monitor_told', current_schema())", null, cancellation)
            : Task.CompletedTask;

    private static bool IsPostgres(DbTransaction transaction) => transaction is NpgsqlTransaction;
}
