using System.Data.Common;
using Dapper;

namespace Monitor.Worker.Storing;

/// <summary>Dapper's verbs on a transaction: none of them can forget it, nor the cancellation.</summary>
internal static class TransactionQueries
{
    // Lists expand into parameters; below every engine's limit, and few shapes of statement.
    private const int MostInList = 500;

    public static Task<int> ExecuteAsync(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(Command(transaction, sql, parameters, cancellation));

    public static Task<T?> ScalarAsync<T>(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<T>(Command(transaction, sql, parameters, cancellation));

    public static Task<T?> FirstAsync<T>(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellation) =>
        transaction.Connection!.QueryFirstOrDefaultAsync<T>(Command(transaction, sql, parameters, cancellation));

    public static async Task<List<T>> ListAsync<T>(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<T>(Command(transaction, sql, parameters, cancellation))).AsList();

    /// <summary>Asks about many values, some hundred at a time.</summary>
    public static async Task<List<T>> ListAsync<T, TValue>(
        this DbTransaction transaction, string sql, IEnumerable<TValue> values, Func<TValue[], object> parameters, CancellationToken cancellation)
    {
        List<T> rows = [];
        foreach (var some in values.Chunk(MostInList)) rows.AddRange(await transaction.ListAsync<T>(sql, parameters(some), cancellation));
        return rows;
    }

    private static CommandDefinition Command(DbTransaction transaction, string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, transaction, cancellationToken: cancellation);
}
