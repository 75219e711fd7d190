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

    private readonly SitemapWords words = new();
    private readonly SitemapWord[] open = new SitemapWord[Deepest];
    private readonly string?[] fields = new string?[(int)SitemapWord.Language + 1];
    private readonly List<SitemapLink> files = [];
    private readonly char[] piece = new char[LongestField];
    private SitemapWord kind;
    private int depth;
    private int nodes;
    private int pieces;
    private int pages;
    private int oversized;
    private int characters;

    public string? Root { get; private set; }

    public bool IsSitemap => kind is SitemapWord.UrlSet or SitemapWord.SitemapIndex;

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
                Open(words.Of(xml.LocalName), xml);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Keep(xml);
                break;
            case XmlNodeType.EndElement:
                Close();
                break;
        }
    }

    private void Open(SitemapWord word, XmlReader xml)
    {
        if (Root is null) (Root, kind) = (xml.LocalName.ToLowerInvariant(), word);
        if (word is SitemapWord.Url or SitemapWord.Sitemap) Begin();
        if (xml.IsEmptyElement) return;
        if (depth == Deepest) throw new XmlException($"It nests more than {Deepest} deep.", null, (xml as IXmlLineInfo)?.LineNumber ?? 0, 0);
        open[depth++] = word;
    }

    private void Begin()
    {
        Array.Clear(fields);
        pieces = 0;
    }

    private void Keep(XmlReader xml)
    {
        if (!IsField || pieces++ == MostPieces) return;
        ref var field = ref fields[(int)open[depth - 1]];
        if (field?.Length >= LongestField) return;

        // Not the value: of fifty megabytes of text it would be a hundred.
        var length = 0;
        for (int read; length < piece.Length && (read = xml.ReadValueChunk(piece, length, piece.Length - length)) > 0;) length += read;
        field = field is null ? new string(piece, 0, length) : string.Concat(field, piece.AsSpan(0, length));
    }

    /// <summary>Whether a text here is something of an entry that counts.</summary>
    private bool IsField => depth >= 2 && (open[depth - 2], open[depth - 1]) switch
    {
        (SitemapWord.Url or SitemapWord.Sitemap, SitemapWord.Location or SitemapWord.LastModified) => true,
        (SitemapWord.News, SitemapWord.Title or SitemapWord.PublicationDate or SitemapWord.Keywords) => true,
        (SitemapWord.Publication, SitemapWord.Name or SitemapWord.Language) => true,
        _ => false,
    };

    private void Close()
    {
        if (depth == 0) return;
        var word = open[--depth];
        if (word is not (SitemapWord.Url or SitemapWord.Sitemap) || Field(SitemapWord.Location) is not { Length: > 0 } location) return;
        characters += location.Length + Field(SitemapWord.Title).Length;
        if (location.Length > LongestAddress) oversized++;
        else if (Addresses.ResolveUri(address, location) is { } page) Add(word, page);
    }

    private void Add(SitemapWord word, Uri page)
    {
        if (word == SitemapWord.Sitemap) files.Add(new SitemapLink(page, Field(SitemapWord.LastModified)));
        else if (++pages <= SitemapReader.MostPages) take(new SitemapPage(page, TolerantDate.Parse(Field(SitemapWord.LastModified)), News()));
    }

    private NewsEntry? News() => fields[(int)SitemapWord.Title] is not null && PlainText.Cut(PlainText.Line(Field(SitemapWord.Title)), LongestTitle) is { Length: > 0 } title
        ? new NewsEntry(title, Language(Field(SitemapWord.Language)), PlainText.Line(Field(SitemapWord.Name)), TolerantDate.Parse(Field(SitemapWord.PublicationDate)), Keywords())
        : null;

    private IReadOnlyList<string> Keywords() =>
        [.. Field(SitemapWord.Keywords).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostKeywords)];

    private string Field(SitemapWord word) => fields[(int)word] is { } value ? Valid(value.Trim()) : "";

    /// <summary>References may name what is no character: half of one, or NUL, which no database takes.</summary>
    private static string Valid(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal)
            : text;

    private static string Language(string tag) => tag.Length is >= 2 and <= 8 && tag.All(unit => char.IsAsciiLetter(unit) || unit == '-') ? tag : "";
}
