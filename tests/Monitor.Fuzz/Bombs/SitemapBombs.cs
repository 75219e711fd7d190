using static Monitor.Fuzz.Bombs.Payloads;

namespace Monitor.Fuzz.Bombs;

/// <summary>Sitemaps and their indexes, most of them packed: those grow beyond what a body may have.</summary>
internal static class SitemapBombs
{
    /// <summary>Just below what is read of one when it is unpacked.</summary>
    private const int Unpacked = 49 << 20;

    public static IReadOnlyList<Bomb> All { get; } =
    [
        Bomb.OfBody("sitemap-pages", BombReader.Sitemap, () => Numbered("<urlset>", number => $"<url><loc>/{number}</loc><lastmod>2026-11-01</lastmod></url>", "</urlset>", 1_000_000)),
        Of("sitemap-packed", () => Numbered("<urlset>", number => $"<url><loc>/{number}/{new string('p', 400)}</loc></url>", "</urlset>", 120_000, Unpacked)),
        Of("sitemap-long-addresses", () => Numbered("<urlset>", number => $"<url><loc>/{number}/{new string('p', 2_000)}</loc></url>", "</urlset>", 100_000, Unpacked)),
        Of("sitemap-news", () => Numbered("<urlset>", number => $"<url><loc>/{number}</loc><news><title>Acme {number} {new string('t', 400)}</title></news></url>", "</urlset>", 100_000, Unpacked)),
        Of("sitemap-text", () => Repeated("<urlset><url><loc>", "x", "</loc></url></urlset>", Unpacked)),
        Of("sitemap-attribute", () => Repeated("<urlset><url a='>", "x", "'/></urlset>", Unpacked)),
        Of("sitemap-attributes", () => Numbered("<urlset ", number => $"a{number}='' ", "/>", 10_000_000, Unpacked)),
        Of("sitemap-names", () => Numbered("<urlset>", number => $"<a{number}/>", "</urlset>", 10_000_000, Unpacked)),
        Of("sitemap-nested", () => Repeated("<urlset>", "<a>", "", Unpacked)),
        Of("sitemap-pieces", () => Repeated("<urlset><url><loc>", "a<!---->", "</loc></url></urlset>", Unpacked)),
        Of("sitemap-ampersands", () => Repeated("<urlset><url><loc>", "&", "</loc></url></urlset>", Unpacked)),
        Of("sitemap-comment", () => Repeated("<urlset><!--", "x", "", Unpacked)),
        Of("sitemap-doctype", () => Repeated("<!DOCTYPE urlset [<!ENTITY a \"", "x", "\">]><urlset/>", Unpacked)),
        Of("sitemap-lines", () => Numbered("", number => $"https://example.org/{number}/{new string('p', 400)}\n", "", 1_000_000, Unpacked)),
        Of("sitemap-line", () => Repeated("https://example.org/\n", "x", "", Unpacked)),
        Of("sitemap-too-large", () => Repeated("<urlset>", "<url/>", "</urlset>", 200 << 20)),
        Of("sitemap-index", () => Numbered("<sitemapindex>", number => $"<sitemap><loc>/{number}.xml</loc></sitemap>", "</sitemapindex>", 400)),
        Of("sitemap-large-index", () => Numbered("<sitemapindex>", number => $"<sitemap><loc>/{number}.xml</loc></sitemap>", new string(' ', Unpacked - 100_000) + "</sitemapindex>", 400, Unpacked)),
        Bomb.OfBody("sitemap-not-packed", BombReader.Sitemap, () => [0x1F, 0x8B, .. new byte[1_000]]),
        Bomb.OfBody("site-of-lines", BombReader.Site, () => Repeated("", "\n", "")),
        Bomb.OfBody("site-of-sitemaps", BombReader.Site, () => Numbered("", number => $"sitemap: /{number}\n", "", 1_000_000)),
    ];

    /// <summary>Stored as gzip, which no header says.</summary>
    private static Bomb Of(string name, Func<byte[]> body) => Bomb.OfBody(name, BombReader.Sitemap, () => Packed(body(), "gzip"));
}
