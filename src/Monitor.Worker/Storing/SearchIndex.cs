using System.Data.Common;
using Monitor.Core.Storing;
using Monitor.Worker.Storing.Sqlite;
using Npgsql;

namespace Monitor.Worker.Storing;

/// <summary>The words of mentions, in the same transaction as the mentions: FTS5 on SQLite, lexemes under a GIN index on PostgreSQL.</summary>
internal static class SearchIndex
{
    public const string SqliteInsert = "INSERT OR REPLACE INTO search (rowid, words) VALUES (@mention, @words)";

    private const int Batch = 500;

    /// <summary>Writes the words of mentions, or replaces them.</summary>
    public static async Task WriteAsync(DbTransaction transaction, IReadOnlyList<(long Mention, string Words)> rows, CancellationToken cancellation)
    {
        if (transaction is NpgsqlTransaction)
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO search (mention, folded) SELECT * FROM unnest(@Mentions, @Words)
                ON CONFLICT (mention) DO UPDATE SET folded = excluded.folded
                """,
                new { Mentions = rows.Select(row => row.Mention).ToArray(), Words = rows.Select(row => row.Words).ToArray() },
                cancellation);
            return;
        }

        using var insert = new Statement(transaction, SqliteInsert);
        foreach (var (mention, words) in rows) insert.Execute(mention, words);
    }

    /// <summary>Writes the words of all mentions: into an empty index.</summary>
    public static async Task FillAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        for (long last = 0; ;)
        {
            var rows = await transaction.ListAsync<Row>(
                $"{Row.Select} WHERE m.number > @Last ORDER BY m.number LIMIT @Batch", new { Last = last, Batch }, cancellation);
            if (rows.Count == 0) return;
            await WriteAsync(transaction, [.. rows.Select(row => (row.Number, row.ToWords()))], cancellation);
            last = rows[^1].Number;
        }
    }

    /// <summary>Writes the words of one document's mention again, when its text has changed; nothing when it is no mention.</summary>
    public static async Task RenewAsync(DbTransaction transaction, long document, CancellationToken cancellation)
    {
        if (await transaction.FirstAsync<Row>($"{Row.Select} WHERE m.document = @Document", new { Document = document }, cancellation) is { } row)
            await WriteAsync(transaction, [(row.Number, row.ToWords())], cancellation);
    }

    private sealed class Row
    {
        public const string Select =
            """
            SELECT m.number AS Number, d.title AS Title, d.body AS Body, d.tags AS Tags, d.author_name AS AuthorName, d.author_handle AS AuthorHandle
            FROM mentions m JOIN documents d ON d.id = m.document
            """;

        public long Number { get; init; }

        public string Title { get; init; } = "";

        public string Body { get; init; } = "";

        public string Tags { get; init; } = "";

        public string AuthorName { get; init; } = "";

        public string AuthorHandle { get; init; } = "";

        public string ToWords() => SearchedWords.Of([Title, Body, .. StoreJson.Tags(Tags), AuthorName, AuthorHandle]);
    }
}
