using System.Data.Common;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>How many rows of a table were copied.</summary>
public sealed record CopiedTable(string Table, long Rows);

/// <summary>Copies one table from SQLite with its ids.</summary>
internal sealed class TableCopy(string table, DbTransaction from, NpgsqlTransaction to)
{
    // References are checked when all rows are there; that is one statement, however many they are.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <param name="copied">Called after every row.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="InvalidOperationException">The engines' schemas do not fit, or not every row arrived.</exception>
    public async Task<CopiedTable> RunAsync(Action copied, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(cancellation);
        var written = await WriteAsync(columns, copied, cancellation);
        await ContinueNumbersAsync(cancellation);
        var arrived = await to.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}", null, cancellation);
        var stored = await from.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}", null, cancellation);
        return arrived == stored && written == (ulong)stored
            ? new CopiedTable(table, arrived)
            : throw new InvalidOperationException($"Of {stored} rows of {table} {arrived} arrived.");
    }

    private async Task<IReadOnlyList<TargetColumn>> ColumnsAsync(CancellationToken cancellation)
    {
        var sources = await from.ListAsync<string>("SELECT name FROM pragma_table_info(@Table)", new { Table = table }, cancellation);
        var targets = await to.ListAsync<Column>(
            """
            SELECT column_name AS Name, data_type AS Type FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = @Table AND is_generated = 'NEVER' ORDER BY ordinal_position
            """,
            new { Table = table },
            cancellation);
        List<TargetColumn> columns = [.. targets.Select(target => new TargetColumn(target.Name, SourceOf(target.Name), target.Type, IsBounded(target.Name)))];
        HashSet<string> odd = [.. columns.Select(column => column.From)];
        odd.SymmetricExceptWith(sources);
        return odd.Count == 0 ? columns : throw new InvalidOperationException($"Of {table} one engine alone has {string.Join(", ", odd)}.");
    }

    private string SourceOf(string column) => (table, column) == ("documents", "source_key") ? "source_id" : column;

    private bool IsBounded(string column) => (table, column) is ("documents", "source_key") or ("stories", "key");

    private async Task<ulong> WriteAsync(IReadOnlyList<TargetColumn> columns, Action copied, CancellationToken cancellation)
    {
        await using var select = from.Connection!.CreateCommand();
        select.Transaction = from;
        select.CommandText = $"SELECT {string.Join(", ", columns.Select(column => column.From))} FROM {table}";
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        await using var importer = await to.Connection!.BeginBinaryImportAsync(
            $"COPY {table} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)", cancellation);
        importer.Timeout = Patience;
        while (await rows.ReadAsync(cancellation))
        {
            await importer.StartRowAsync(cancellation);
            for (var index = 0; index < columns.Count; index++) await columns[index].WriteAsync(importer, rows.GetValue(index), cancellation);
            copied();
        }

        return await importer.CompleteAsync(cancellation);
    }

    // Behind the highest number ever given, which need not be stored any more: one that was shown is not given again.
    private async Task ContinueNumbersAsync(CancellationToken cancellation)
    {
        var column = await to.ScalarAsync<string>(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @Table AND is_identity = 'YES'", new { Table = table }, cancellation);
        if (column is null) return;
        var last = await from.ScalarAsync<long>(
            $"SELECT MAX(COALESCE((SELECT MAX({column}) FROM {table}), 0), COALESCE((SELECT seq FROM sqlite_sequence WHERE name = @Table), 0))", new { Table = table }, cancellation);
        await to.ExecuteAsync("SELECT setval(pg_get_serial_sequence(@Table, @Column), @Next, false)", new { Table = table, Column = column, Next = last + 1 }, cancellation);
    }

    private sealed class Column
    {
        public string Name { get; init; } = "";

        public string Type { get; init; } = "";
    }
}
