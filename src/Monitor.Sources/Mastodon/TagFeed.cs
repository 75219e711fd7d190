using System.Globalization;
using System.Xml;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// The RSS that Mastodon writes for a hashtag (<c>/tags/acme.rss</c>): this one document by this one program, so nothing of what other
/// feeds get wrong is forgiven here.
/// </summary>
internal static class TagFeed
{
    private static readonly XmlReaderSettings Hardened = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <exception cref="SourceException">Malformed: this is no such document.</exception>
    public static IReadOnlyList<Item> Parse(ReadOnlyMemory<byte> rss, string server)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(rss.ToArray(), writable: false), Hardened);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "rss") throw new XmlException($"It begins with <{reader.LocalName}>.");
            var items = new List<Item>();
            while (reader.ReadToFollowing("item"))
            {
                using var post = reader.ReadSubtree();
                if (ReadPost(post) is { } item) items.Add(item);
            }

            return items;
        }
        catch (XmlException exception)
        {
            throw new SourceException(SourceFault.Malformed, $"{server} answered something that is not the RSS of a hashtag; check Server.", null, exception);
        }
    }

    private static Item? ReadPost(XmlReader post)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var tags = new List<string>();
        post.Read();
        post.Read();
        while (!post.EOF)
        {
            if (post.NodeType != XmlNodeType.Element || post.Name is not ("guid" or "link" or "pubDate" or "description" or "category" or "media:description"))
            {
                post.Read();
                continue;
            }

            var (name, text) = (post.Name, post.ReadElementContentAsString().Trim());
            if (name == "category") tags.Add(text);
            else fields[name] = fields.TryGetValue(name, out var before) ? $"{before}\n{text}" : text;
        }

        return ToItem(fields, tags);
    }

    private static Item? ToItem(Dictionary<string, string> fields, List<string> tags)
    {
        var url = fields.GetValueOrDefault("link") ?? "";
        if ((fields.GetValueOrDefault("guid") ?? url) is not { Length: > 0 } id) return null;
        var text = PostHtml.Read(fields.GetValueOrDefault("description"));
        return new Item
        {
            Id = id,
            Url = url,
            Body = fields.TryGetValue("media:description", out var media) ? $"{text.Text}\n{media}" : text.Text,
            Author = AuthorOf(url),
            Type = ItemType.Post,
            Tags = tags,
            Links = text.Links,
            Published = DateTimeOffset.TryParse(fields.GetValueOrDefault("pubDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null,
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
