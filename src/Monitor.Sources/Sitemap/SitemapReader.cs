using System.Xml;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// Reads sitemaps and their indexes (sitemaps.org, protocol 0.9) and news sitemaps, forward only and never as a whole. Names count and
/// namespaces do not: half of those in use are misspelt. A plain list of addresses, one a line, is a sitemap too.
/// </summary>
internal static class SitemapReader
{
    /// <summary>sitemaps.org: 50,000 addresses a file. Publishers go beyond.</summary>
    public const int MostPages = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="document">What was found.</param>
    /// <param name="take">Takes each page it lists, in order; those of another form of address than http and https are left out.</param>
    /// <exception cref="SourceException">It is no sitemap (<see cref="SourceFault.Malformed"/>).</exception>
    public static SitemapFile Read(SitemapDocument document, Action<SitemapPage> take)
    {
        using var text = document.Open(out var beginning);
        if (beginning.AsSpan().TrimStart() is not ['<', ..]) return Lines(text, beginning, document.Address, take);
        var reading = new SitemapReading(document.Address, take);
        using var mended = new SitemapText(text);
        var problem = Read(mended, reading);
        if (!reading.IsSitemap) throw new SourceException(SourceFault.Malformed, $"{document.Address} {What(reading.Root ?? Root(beginning))}.");
        return new SitemapFile(reading.Files, reading.Problem ?? problem);
    }

    private static string What(string? root) => root switch
    {
        "rss" or "feed" or "rdf" => "is a feed, not a sitemap: watch it with a source of Type feed",
        "html" => "is a page, not a sitemap: give the address that the site's robots.txt names, or the front page",
        _ => "is no sitemap",
    };

    /// <summary>HTML's own doctype is where XML ends already.</summary>
    private static string? Root(string text) => text.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? "html" : null;

    /// <returns>What was wrong; null when nothing was.</returns>
    private static string? Read(SitemapText text, SitemapReading reading)
    {
        var settings = Settings.Clone();
        settings.NameTable = new FewNames();
        try
        {
            using var xml = XmlReader.Create(text, settings);
            while (!reading.IsOver && xml.Read()) reading.Take(xml);
            return text.IsMended ? "Ampersands are written as such instead of &amp;." : null;
        }
        catch (XmlException broken)
        {
            return $"It breaks off at line {broken.LineNumber}; what stands before it was read.";
        }
    }

    private static SitemapFile Lines(TextReader text, string beginning, Uri address, Action<SitemapPage> take)
    {
        var first = SitemapLines.Of(new StringReader(beginning)).ToList();
        if (first.Count == 0 || first.Count(line => Page(line) is not null) * 2 < first.Count) throw new SourceException(SourceFault.Malformed, $"{address} is no sitemap.");
        var listed = 0;
        foreach (var page in SitemapLines.Of(text).Select(Page).OfType<Uri>())
        {
            if (listed++ == MostPages) return new SitemapFile([], $"It lists more than {MostPages} pages; the rest was not read.");
            take(new SitemapPage(page, null, null));
        }

        return new SitemapFile([], null);
    }

    private static Uri? Page(string line) => line.Length <= SitemapReading.LongestAddress ? Addresses.ResolveUri(null, line) : null;
}
