using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Sitemap;

namespace Monitor.Fuzz.Targets;

/// <summary>Sitemaps, read as streams.</summary>
internal static class SitemapClaims
{
    private static readonly Uri Address = new("https://example.org/sitemap.xml");

    public static void Read(byte[] input)
    {
        try
        {
            var file = SitemapReader.Read(new SitemapDocument(input, null, Address, SitemapDocument.Largest), page =>
            {
                Claim.IsWebOrEmpty(page.Address.AbsoluteUri, "a page");
                if (page.News is { } news) Claim.IsText(news.Title + news.Publication, "what is said of news");
            });
            foreach (var child in file.Files) Claim.IsWebOrEmpty(child.Address.AbsoluteUri, "a sitemap");
        }
        catch (SourceException refused)
        {
            Claim.That(refused.Fault == SourceFault.Malformed, "a sitemap is refused for another reason than what it is");
        }

        if (input.Length > 4_000) return;
        var text = Encoding.UTF8.GetString(input);
        Claim.That(Streamed(text, 7).Equals(Streamed(text, 4_096), StringComparison.Ordinal), "a text depends on how much of it is asked for at a time");
    }

    private static string Streamed(string text, int step)
    {
        using var stream = new SitemapText(new StringReader(text));
        var all = new StringBuilder();
        var page = new char[step];
        for (int read; (read = stream.Read(page, 0, step)) > 0;) all.Append(page, 0, read);
        return all.ToString();
    }
}
