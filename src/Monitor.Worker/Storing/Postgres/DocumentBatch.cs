using System.Data.Common;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Writes documents in the order given, the first of each id.</summary>
internal sealed class DocumentBatch(DbTransaction transaction, long source, long at)
{
    // One statement with its arrays is one message, which the protocol bounds at 1 GB and the memory of both ends long before.
    private const int MostDocuments = 500, MostText = 4 << 20;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> written = new(StringComparer.Ordinal);
    private readonly HashSet<long> given = [];
    private readonly List<(string Key, Document Document)> waiting = [];
    private int text;

    /// <summary>How many were new.</summary>
    public int Written => written.Count;

    public async Task AddAsync(Document document, CancellationToken cancellation)
    {
        var key = KeyOf(document);
        if (!taken.Add(key)) return;
        waiting.Add((key, document));
        text += document.Title.Length + document.Body.Length;
        if (waiting.Count == MostDocuments || text > MostText) await FlushAsync(cancellation);
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (waiting.Count == 0) return;
        foreach (var row in await transaction.ListAsync<Row>(Insert, Parameters(), cancellation)) written.Add(row.Key, row.Id);
        waiting.Clear();
        text = 0;
    }

    /// <summary>The new row of a document's id, once; null when the id was stored before this batch, or was asked for before.</summary>
    public long? TakeNew(Document document) => written.TryGetValue(KeyOf(document), out var id) && given.Add(id) ? id : null;

    private static string KeyOf(Document document) => BoundedKey.Of(StoreText.Clean(document.Id));

    private const string Insert =
        """
        INSERT INTO documents (source, source_id, source_key, type, url, title, body, author_name, author_handle, author_url, author_followers,
                               language, tags, links, score, published, seen, listed, fingerprint, print)
        SELECT @Source, d.source_id, d.source_key, d.type, d.url, d.title, d.body, d.author_name, d.author_handle, d.author_url, d.author_followers,
               d.language, d.tags, d.links, d.score, d.published, d.seen, @At, d.fingerprint, d.print
        FROM unnest(@Ids, @Keys, @Types, @Urls, @Titles, @Bodies, @Names, @Handles, @Pages, @Followers,
                    @Languages, @Tags, @Links, @Scores, @Published, @Seen, @Fingerprints, @Prints)
             WITH ORDINALITY AS d (source_id, source_key, type, url, title, body, author_name, author_handle, author_url, author_followers,
                                   language, tags, links, score, published, seen, fingerprint, print, place)
        ORDER BY d.place
        ON CONFLICT (source, source_key) DO NOTHING
        RETURNING id AS Id, source_key AS Key
        """;

    private object Parameters() => new
    {
        Source = source,
        At = at,
        Ids = Texts(document => document.Id),
        Keys = waiting.ConvertAll(row => row.Key).ToArray(),
        Types = Values(document => document.Type.ToColumn()),
        Urls = Texts(document => document.Url),
        Titles = Texts(document => document.Title),
        Bodies = Texts(document => document.Body),
        Names = Texts(document => document.Author.Name),
        Handles = Texts(document => document.Author.Handle),
        Pages = Texts(document => document.Author.Url),
        Followers = Values(document => document.Author.Followers),
        Languages = Texts(document => document.Language),
        Tags = Values(document => StoreJson.Tags(document.Tags)),
        Links = Values(document => StoreJson.Links(document.Links)),
        Scores = Values(document => document.Score),
        Published = Values(document => document.Published?.ToUnixTimeMilliseconds()),
        Seen = Values(document => document.Seen.ToUnixTimeMilliseconds()),
        Fingerprints = Values(document => unchecked((long)document.Fingerprint)),
        Prints = Values(document => unchecked((long)document.Print)),
    };

    private string[] Texts(Func<Document, string> of) => Values(document => StoreText.Clean(of(document)));

    private T[] Values<T>(Func<Document, T> of) => [.. waiting.Select(row => of(row.Document))];

    private sealed class Row
    {
        public long Id { get; init; }

        public string Key { get; init; } = "";
    }
}
