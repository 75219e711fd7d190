using System.Text;
using System.Xml;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>Gathers one entry at a time. What images and videos say of themselves within an entry is not the page's.</summary>
internal sealed class SitemapReading(Uri address, Action<SitemapPage> take)
{
    /// <summary>sitemaps.org: fewer than 2,048 characters.</summary>
    public const int LongestAddress = 2_048;

    private const int MostFiles = 500;
    private const int MostKeywords = 20;
    private const int LongestField = 4_000;
    private const int LongestTitle = 1_000;
    private const int MostPieces = 100;
    private const int Deepest = 64;

    // A full sitemap whose every page has its date, its weight and a picture holds half of it.
    private const int MostNodes = 3_000_000;

    // Of addresses and headlines; a hundred thousand pages of twice the usual length.
    private const int MostCharacters = 20_000_000;

    private readonly List<string> open = [];
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<SitemapLink> files = [];
    private readonly char[] piece = new char[LongestField];
    private int nodes;
    private int pieces;
    private int pages;
    private int oversized;
    private int characters;

    public string? Root { get; private set; }

    public bool IsSitemap => Root is "urlset" or "sitemapindex";

    /// <summary>The sitemaps listed, of an index; the first few hundred.</summary>
    public IReadOnlyList<SitemapLink> Files => files;

    /// <summary>Whether reading on is of no use.</summary>
    public bool IsOver => nodes > MostNodes || characters > MostCharacters || pages > SitemapReader.MostPages || files.Count > MostFiles || (Root is not null && !IsSitemap);

    /// <summary>What was left out; null when nothing was.</summary>
    public string? Problem =>
        pages > SitemapReader.MostPages ? $"It lists more than {SitemapReader.MostPages} pages; the rest was not read."
        : nodes > MostNodes ? $"It holds more than {MostNodes} tags and texts; the rest was not read."
        : characters > MostCharacters ? $"Its addresses and headlines hold more than {MostCharacters} characters; the rest was not read."
        : oversized > 0 ? $"{oversized} addresses are longer than {LongestAddress} characters and were left out."
        : null;

    public void Take(XmlReader xml)
    {
        nodes++;
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                var name = xml.LocalName.ToLowerInvariant();
                Root ??= name;
                if (name is "url" or "sitemap") Begin();
                if (!xml.IsEmptyElement) open.Add(name);
                if (open.Count > Deepest) throw new XmlException($"It nests more than {Deepest} deep.", null, (xml as IXmlLineInfo)?.LineNumber ?? 0, 0);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Keep(xml);
                break;
            case XmlNodeType.EndElement:
                Close();
                break;
        }
    }

    private void Begin()
    {
        fields.Clear();
        pieces = 0;
    }

    private void Keep(XmlReader xml)
    {
        if (Key() is not { } key || pieces++ == MostPieces) return;
        var value = fields.GetValueOrDefault(key) ?? "";
        if (value.Length >= LongestField) return;

        // Not the value: of fifty megabytes of text it would be a hundred.
        var length = 0;
        for (int read; length < piece.Length && (read = xml.ReadValueChunk(piece, length, piece.Length - length)) > 0;) length += read;
        fields[key] = string.Concat(value, piece.AsSpan(0, length));
    }

    /// <summary>What a text is of an entry; null when it is nothing that counts.</summary>
    private string? Key()
    {
        if (open.Count < 2) return null;
        return (open[^2], open[^1]) switch
        {
            ("url" or "sitemap", "loc" or "lastmod") or ("news", "title" or "publication_date" or "keywords") or ("publication", "name" or "language") => open[^1],
            _ => null,
        };
    }

    private void Close()
    {
        if (open.Count == 0) return;
        var name = open[^1];
        open.RemoveAt(open.Count - 1);
        if (name is not ("url" or "sitemap") || Field("loc") is not { Length: > 0 } location) return;
        characters += location.Length + Field("title").Length;
        if (location.Length > LongestAddress) oversized++;
        else if (Addresses.ResolveUri(address, location) is { } page) Add(name, page);
    }

    private void Add(string name, Uri page)
    {
        if (name is "sitemap") files.Add(new SitemapLink(page, Field("lastmod")));
        else if (++pages <= SitemapReader.MostPages) take(new SitemapPage(page, TolerantDate.Parse(Field("lastmod")), News()));
    }

    private NewsEntry? News() => PlainText.Cut(PlainText.Line(Field("title")), LongestTitle) is { Length: > 0 } title
        ? new NewsEntry(title, Language(Field("language")), PlainText.Line(Field("name")), TolerantDate.Parse(Field("publication_date")), Keywords())
        : null;

    private IReadOnlyList<string> Keywords() =>
        [.. Field("keywords").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostKeywords)];

    private string Field(string name) => fields.TryGetValue(name, out var value) ? Valid(value.Trim()) : "";

    /// <summary>References may name what is no character: half of one, or NUL, which no database takes.</summary>
    private static string Valid(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal)
            : text;

    private static string Language(string tag) => tag.Length is >= 2 and <= 8 && tag.All(unit => char.IsAsciiLetter(unit) || unit == '-') ? tag : "";
}
