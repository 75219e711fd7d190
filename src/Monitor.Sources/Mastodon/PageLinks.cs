using Monitor.Sources.Http;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// The <c>Link</c> headers of a page (RFC 8288; possibly several lines). Of each address only the query is kept: it is the server's and
/// opaque, but it can lead nowhere except to the place that was asked, so no token follows a link to somebody else.
/// </summary>
/// <param name="Newer"><c>rel="prev"</c>: Mastodon's lists run from new to old.</param>
/// <param name="Older"><c>rel="next"</c>.</param>
internal sealed record PageLinks(string? Newer, string? Older)
{
    /// <summary>The id that the link to newer posts walks forward from.</summary>
    public string? Mark => Parameter(Newer, "min_id");

    public static string? Parameter(string? query, string name) => query?.TrimStart('?').Split('&')
        .Where(parameter => parameter.StartsWith($"{name}=", StringComparison.Ordinal))
        .Select(parameter => Uri.UnescapeDataString(parameter[(name.Length + 1)..]))
        .FirstOrDefault(id => id.Length > 0);

    public static PageLinks Of(GateAnswer answer)
    {
        var links = LinkHeader.Of(answer).SelectMany(link => Links(link, answer.Address)).ToList();

        // A link with since_id would jump to the newest page, over what lies between.
        return new(Query(links, "prev", "min_id="), Query(links, "next", "max_id="));
    }

    private static string? Query(List<(string Relation, Uri Address)> links, string relation, string bound) =>
        links.Where(link => link.Relation == relation).Select(link => link.Address.Query).FirstOrDefault(query => query.Contains(bound, StringComparison.Ordinal));

    private static IEnumerable<(string Relation, Uri Address)> Links(LinkHeader link, Uri from) =>
        Uri.TryCreate(from, link.Target, out var address) && address.Query != from.Query ? link.Relations.Select(relation => (relation, address)) : [];
}
