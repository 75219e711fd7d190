using System.Text;
using System.Xml;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// Reads sitemaps and their indexes (sitemaps.org, protocol 0.9) and news sitemaps, forward only. Names count and namespaces do not:
/// half of those in use are misspelt. A plain list of addresses, one a line, is a sitemap too.
/// </summary>
internal static class SitemapReader
{
    /// <summary>sitemaps.org: 50,000 addresses a file. Publishers go beyond.</summary>
    public const int MostPages = 100_000;

    private const int MostKeywords = 20;
    private const int LongestReference = 8;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <exception cref="SourceException">It is no sitemap (<see cref="SourceFault.Malformed"/>).</exception>
    public static SitemapFile Read(string text, Uri address)
    {
        text = text.TrimStart();
        if (text is not ['<', ..]) return Lines(text, address);
        var reading = new Reading(address);
        var problem = Read(text, reading);
        if (problem is not null && Mended(text) is { } mended)
        {
            reading = new Reading(address);
            problem = Read(mended, reading) ?? "Ampersands are written as such instead of &amp;.";
        }

        if (reading.Root is not ("urlset" or "sitemapindex")) throw new SourceException(SourceFault.Malformed, $"{address} {What(reading.Root ?? Root(text))}.");
        if (reading.IsFull) problem = $"It lists more than {MostPages} pages; the rest was not read.";
        return new SitemapFile(reading.Pages, reading.Files, problem);
    }

    private static string What(string? root) => root switch
    {
        "rss" or "feed" or "rdf" => "is a feed, not a sitemap: watch it with a source of Type feed",
        "html" => "is a page, not a sitemap: give the address that the site's robots.txt names, or the front page",
        _ => "is no sitemap",
    };

    /// <summary>HTML's own doctype is where XML ends already.</summary>
    private static string? Root(string text) => text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? "html" : null;

    /// <returns>What was wrong; null when nothing was.</returns>
    private static string? Read(string text, Reading reading)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), Settings);
            while (!reading.IsFull && xml.Read()) reading.Take(xml);
            return null;
        }
        catch (XmlException broken)
        {
            return $"It breaks off at line {broken.LineNumber}; what stands before it was read.";
        }
    }

    private static SitemapFile Lines(string text, Uri address)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var pages = lines.Take(MostPages).Select(line => Addresses.ResolveUri(null, line)).OfType<Uri>().Select(page => new SitemapPage(page, null, null)).ToList();
        return pages.Count > 0 && pages.Count * 2 >= lines.Length
            ? new SitemapFile(pages, [], lines.Length > MostPages ? $"It lists more than {MostPages} pages; the rest was not read." : null)
            : throw new SourceException(SourceFault.Malformed, $"{address} is no sitemap.");
    }

    /// <summary>The commonest slip of home-made sitemaps: a=1&amp;b=2 as it stands in the address bar. Null where nothing is to mend.</summary>
    private static string? Mended(string text)
    {
        var mended = new StringBuilder(text.Length + 64);
        var from = 0;
        for (var at = text.IndexOf('&', StringComparison.Ordinal); at >= 0; at = text.IndexOf('&', at + 1))
        {
            if (IsReference(text.AsSpan(at + 1))) continue;
            mended.Append(text, from, at + 1 - from).Append("amp;");
            from = at + 1;
        }

        return from == 0 ? null : mended.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsReference(ReadOnlySpan<char> behind)
    {
        if (behind is ['#', ..]) behind = behind[1..];
        var length = 0;
        while (length < behind.Length && length < LongestReference && char.IsAsciiLetterOrDigit(behind[length])) length++;
        return length > 0 && length < behind.Length && behind[length] == ';';
    }

    /// <summary>Gathers one entry at a time. What images and videos say of themselves within an entry is not the page's.</summary>
    private sealed class Reading(Uri address)
    {
        private readonly Stack<string> open = new();
        private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

        public string? Root { get; private set; }

        public List<SitemapPage> Pages { get; } = [];

        public List<SitemapLink> Files { get; } = [];

        public bool IsFull => Pages.Count >= MostPages;

        public void Take(XmlReader xml)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    var name = xml.LocalName.ToLowerInvariant();
                    Root ??= name;
                    if (name is "url" or "sitemap") fields.Clear();
                    if (!xml.IsEmptyElement) open.Push(name);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Keep(xml.Value);
                    break;
                case XmlNodeType.EndElement:
                    Close(open.Count > 0 ? open.Pop() : "");
                    break;
            }
        }

        private void Keep(string value)
        {
            var path = open.Take(2).ToArray();
            if (path.Length < 2) return;
            var key = path[1] switch
            {
                "url" or "sitemap" when path[0] is "loc" or "lastmod" => path[0],
                "news" when path[0] is "title" or "publication_date" or "keywords" => $"news:{path[0]}",
                "publication" when path[0] is "name" or "language" => $"news:{path[0]}",
                _ => null,
            };
            if (key is not null) fields[key] = fields.GetValueOrDefault(key) + value;
        }

        private void Close(string name)
        {
            if (name is not ("url" or "sitemap") || Addresses.ResolveUri(address, Field("loc")) is not { } page) return;
            if (name is "sitemap") Files.Add(new SitemapLink(page, Field("lastmod")));
            else Pages.Add(new SitemapPage(page, TolerantDate.Parse(Field("lastmod")), News()));
        }

        private NewsEntry? News() => PlainText.Line(Field("news:title")) is { Length: > 0 } title
            ? new NewsEntry(title, Language(Field("news:language")), PlainText.Line(Field("news:name")), TolerantDate.Parse(Field("news:publication_date")), Keywords())
            : null;

        private IReadOnlyList<string> Keywords() =>
            [.. Field("news:keywords").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostKeywords)];

        private string Field(string name) => fields.TryGetValue(name, out var value) ? value.Trim() : "";

        private static string Language(string tag) => tag.Length is >= 2 and <= 8 && tag.All(unit => char.IsAsciiLetter(unit) || unit == '-') ? tag : "";
    }
}
