using BenchmarkDotNet.Attributes;
using Monitor.Sources.Html;

namespace Monitor.Benchmarks;

/// <summary>HTML to plain text with its links, a page of about 100 KB.</summary>
[MemoryDiagnoser]
public class HtmlTextBenchmarks
{
    private static readonly Uri Home = new("https://example.org/");
    private readonly List<string> links = [];
    private string page = "";

    [GlobalSetup]
    public void Write()
    {
        page = "<html><head><title>T</title><style>p { margin: 0 }</style></head><body>" + string.Concat(Enumerable.Range(0, 400).Select(id =>
            $"<div class=\"post\"><h2>Post {id}</h2>\n<p>Acme Corp opens a caf&eacute; in <a href=\"/shops/{id}\">Lyon</a> &amp; <b>says</b> so, again and again.</p>\n<ul><li>one</li><li>two</li></ul></div>\n")) + "</body></html>";
        Console.WriteLine($"// {page.Length} characters");
    }

    [Benchmark]
    public string WithLinks()
    {
        links.Clear();
        return HtmlText.Read(page, Home, links);
    }

    [Benchmark]
    public string WithoutLinks() => HtmlText.Read(page);

    [Benchmark]
    public string Harmless() => HarmlessHtml.Clean(page, Home);
}
