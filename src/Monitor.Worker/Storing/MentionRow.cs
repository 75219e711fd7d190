using System.Data.Common;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A mention with its document, source and number of copies, as one row.</summary>
internal sealed class MentionRow
{
    private const string OfDocument =
        """
        o.name AS SourceName, o.kind AS SourceKind, o.part AS SourcePart,
               d.source_id AS SourceId, d.type AS Type, d.url AS Url, d.title AS Title, d.body AS Body,
               d.author_name AS AuthorName, d.author_handle AS AuthorHandle, d.author_url AS AuthorUrl, d.author_followers AS AuthorFollowers,
               d.language AS Language, d.tags AS Tags, d.links AS Links, d.score AS Score, d.published AS Published, d.seen AS Seen,
               d.fingerprint AS Fingerprint, d.print AS Print, d.edited AS Edited
        """;

    private const string Select =
        $"""
        SELECT m.number AS Number, m.arrival AS Arrival, s.mentions - 1 AS Copies, {OfDocument}
        FROM mentions m
        JOIN documents d ON d.id = m.document
        JOIN sources o ON o.id = d.source
        JOIN stories s ON s.id = m.story
        """;

    public long Number { get; init; }

    public string Arrival { get; init; } = "";

    public int Copies { get; init; }

    public string SourceName { get; init; } = "";

    public string SourceKind { get; init; } = "";

    public string SourcePart { get; init; } = "";

    public string SourceId { get; init; } = "";

    public string Type { get; init; } = "";

    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    public string Body { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public string AuthorHandle { get; init; } = "";

    public string AuthorUrl { get; init; } = "";

    public long? AuthorFollowers { get; init; }

    public string Language { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Links { get; init; } = "";

    public long? Score { get; init; }

    public long? Published { get; init; }

    public long Seen { get; init; }

    public long Fingerprint { get; init; }

    public long Print { get; init; }

    public long? Edited { get; init; }

    /// <summary>Reads mentions whole: one question for the rows, one for every few hundred rows' matches.</summary>
    /// <param name="transaction">Where to read.</param>
    /// <param name="rest">What follows the select: <c>m</c> is the mention.</param>
    /// <param name="parameters">Its parameters.</param>
    public static async Task<IReadOnlyList<StoredMention>> ReadAsync(
        DbTransaction transaction, string rest, object parameters, CancellationToken cancellation)
    {
        var rows = await transaction.ListAsync<MentionRow>($"{Select}\n{rest}", parameters, cancellation);
        var matches = await transaction.ListAsync<MatchRow, long>(
            $"SELECT mention AS Mention, query AS Query, spans AS Spans FROM matches WHERE mention {transaction.In("@Numbers")} ORDER BY mention, position",
            rows.Select(row => row.Number),
            some => new { Numbers = some },
            cancellation);
        var byMention = matches.ToLookup(row => row.Mention, row => new Match(row.Query, StoreJson.Spans(row.Spans)));
        return [.. rows.Select(row => row.ToStored([.. byMention[row.Number]]))];
    }

    /// <summary>Reads the documents that were stored last, mentioned or not, newest first.</summary>
    public static async Task<IReadOnlyList<Document>> RecentAsync(DbTransaction transaction, int limit, CancellationToken cancellation)
    {
        var rows = await transaction.ListAsync<MentionRow>(
            $"SELECT {OfDocument} FROM documents d JOIN sources o ON o.id = d.source ORDER BY d.id DESC LIMIT @limit", new { limit }, cancellation);
        return [.. rows.Select(row => row.ToDocument())];
    }

    /// <summary>Reads a document, mention or not.</summary>
    public static async Task<Document> ReadDocumentAsync(DbTransaction transaction, long id, CancellationToken cancellation)
    {
        var row = await transaction.FirstAsync<MentionRow>(
            $"SELECT {OfDocument} FROM documents d JOIN sources o ON o.id = d.source WHERE d.id = @Id", new { Id = id }, cancellation);
        return row!.ToDocument();
    }

    private StoredMention ToStored(IReadOnlyList<Match> matches) =>
        new(Number, new Mention(ToDocument(), matches, Arrival.To<Arrival>()), Copies);

    private Document ToDocument() => new()
    {
        Id = SourceId,
        Source = new SourceIdentity(SourceName, SourceKind, SourcePart),
        Type = Type.To<ItemType>(),
        Url = Url,
        Title = Title,
        Body = Body,
        Author = new Author(AuthorName, AuthorHandle, AuthorUrl, AuthorFollowers),
        Language = Language,
        Tags = StoreJson.Tags(Tags),
        Links = StoreJson.Links(Links),
        Score = Score,
        Published = Published.ToTime(),
        Seen = Seen.ToTime(),
        Fingerprint = unchecked((ulong)Fingerprint),
        Print = unchecked((ulong)Print),
        Edited = Edited.ToTime(),
    };

    private sealed class MatchRow
    {
        public long Mention { get; init; }

        public string Query { get; init; } = "";

        public string Spans { get; init; } = "";
    }
}
