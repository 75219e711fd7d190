using System.Globalization;

namespace Monitor.Sources.Feed.Xml;

/// <summary>An element that points somewhere: by attributes as Atom does, or by its text as RSS does.</summary>
/// <param name="Url">Absolute; empty when it points nowhere that can be reached.</param>
/// <param name="Relation">Lower-case; <c>alternate</c> when it does not say.</param>
/// <param name="Type">Lower-case media type; may be empty.</param>
/// <param name="Length">Bytes; 0 when unknown.</param>
/// <param name="Replaces">Whether it is RSS's own link, of which the last one counts; of Atom's it is the first.</param>
internal readonly record struct LinkReader(string Url, string Relation, string Type, long Length, bool Replaces)
{
    public static LinkReader Read(ref XmlScanner scanner)
    {
        var attributes = scanner.Attributes;
        var home = scanner.Base;
        var relation = Relate(attributes.Find("rel"));
        var type = (attributes.Find("type") ?? "").Trim().ToLowerInvariant();
        var isOwn = scanner.Vocabulary == Vocabulary.Plain;
        var length = Size(attributes.Find("length"));
        if ((attributes.Find("href") ?? attributes.Find("resource") ?? attributes.Find("rdf:resource")) is { } address)
        {
            return new LinkReader(scanner.Resolve(home, address) ?? "", relation, type, length, isOwn);
        }

        return new LinkReader(scanner.Resolve(home, FieldText.Plain(ref scanner)) ?? "", relation, type, length, true);
    }

    // RFC 4287, 4.2.7.2: a relation is a registered name or an address, and the registry's address with the name means the name.
    private static string Relate(string? written)
    {
        var relation = (written ?? "").Trim().ToLowerInvariant();
        return relation.Length == 0 ? "alternate" : relation[(relation.LastIndexOf('/') + 1)..];
    }

    public static long Size(string? length) =>
        long.TryParse(length.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    public bool IsHtml => Type is "" or "html" or "text/html" or "application/xhtml+xml";
}
