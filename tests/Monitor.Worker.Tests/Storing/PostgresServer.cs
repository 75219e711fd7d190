using Dapper;
using Npgsql;

[assembly: AssemblyFixture(typeof(Monitor.Worker.Tests.Storing.PostgresServer))]

namespace Monitor.Worker.Tests.Storing;

/// <summary>
/// The PostgreSQL that the whole assembly shares, started when the first test asks for it and stopped with the last.
/// <c>MONITOR_POSTGRES</c>, a superuser's connection string, names another one.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Missing = "No PostgreSQL was found: install Debian's postgresql, or name a server by MONITOR_POSTGRES (a superuser's connection string).";

    private static readonly Lazy<Task<LocalPostgres?>> Local = new(LocalPostgres.StartNewAsync);

    /// <summary>A superuser's connection string; the test is skipped where there is no server.</summary>
    public static async Task<string> RequireAsync()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_POSTGRES") is { Length: > 0 } given) return given;
        var local = await Local.Value;
        Assert.SkipWhen(local is null, Missing);
        return local.ConnectionString;
    }

    /// <summary>Does something beside the store, as a superuser.</summary>
    public static async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(await RequireAsync());
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        if (Local.IsValueCreated && await Local.Value is { } server) await server.DisposeAsync();
    }
}
