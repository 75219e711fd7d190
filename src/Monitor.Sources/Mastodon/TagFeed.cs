using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Http;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// The RSS that Mastodon writes for a hashtag (<c>/tags/acme.rss</c>): this one document by this one program, so nothing of what other
/// feeds get wrong is forgiven here.
/// </summary>
internal static class TagFeed
{
    // Twenty posts, as Mastodon writes them. Every name of an element is kept as long as the document is read.
    private const int MostCharacters = 2_000_000;
    private const int Deepest = 16;

    private static readonly FrozenSet<string> Fields = FrozenSet.ToFrozenSet(["guid", "link", "pubDate", "description", "category", "media:description"], StringComparer.Ordinal);

    private static readonly XmlReaderSettings Hardened = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, MaxCharactersInDocument = MostCharacters };

    /// <exception cref="SourceException">Malformed: this is no such document.</exception>
    public static IReadOnlyList<Item> Parse(ReadOnlyMemory<byte> rss, string server)
    {
        try
        {
            using var reader = XmlReader.Create(BodyStream.Open(rss), Hardened);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "rss") throw new XmlException($"It begins with <{reader.LocalName}>.");
            var items = new List<Item>();
            while (Next(reader))
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "item") continue;
                if (ReadPost(reader) is { } item) items.Add(item);
            }

            return items;
        }
        catch (XmlException exception)
        {
            throw new SourceException(SourceFault.Malformed, $"{server} answered something that is not the RSS of a hashtag; check Server.", null, exception);
        }
    }

    private static bool Next(XmlReader reader) =>
        reader.Depth <= Deepest ? reader.Read() : throw new XmlException($"Its elements are nested more than {Deepest} deep.");

    // Not as a subtree: what is left of one is read to its end when it is given up.
    private static Item? ReadPost(XmlReader reader)
    {
        var fields = new List<(string Name, string Text)>();
        var depth = reader.Depth;
        if (reader.IsEmptyElement) return null;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && Fields.Contains(reader.Name)) fields.Add((reader.Name, reader.ReadElementContentAsString().Trim()));
            else Next(reader);
        }

        return ToItem(fields.ToLookup(field => field.Name, field => field.Text, StringComparer.Ordinal));
    }

    private static Item? ToItem(ILookup<string, string> fields)
    {
        var url = fields["link"].FirstOrDefault() ?? "";
        if ((fields["guid"].FirstOrDefault() ?? url) is not { Length: > 0 } id) return null;
        var text = PostText.Read(string.Join('\n', fields["description"]));
        return new Item
        {
            Id = id,
            Url = url,
            Body = string.Join('\n', fields["media:description"].Prepend(text.Text)),
            Author = AuthorOf(url),
            Type = ItemType.Post,
            Tags = [.. fields["category"]],
            Links = text.Links,
            Published = DateTimeOffset.TryParse(fields["pubDate"].FirstOrDefault(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null,
        };
    }

    // The feed names no author, but Mastodon's addresses do: https://example.social/@ann/1.
    private static Author AuthorOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Segments is not [_, ['@', .. var name], _]) return Author.Unknown;
        var user = name.TrimEnd('/');
        return new Author(user, user.Contains('@', StringComparison.Ordinal) ? user : $"{user}@{address.Host}", $"{address.GetLeftPart(UriPartial.Authority)}/@{user}");
    }
}
