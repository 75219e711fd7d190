using Monitor.Worker.Commands;

namespace Monitor.Worker.Tests.Commands;

public sealed class OpmlCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("monitor-opml-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Prints_a_source_for_each_folder_without_what_is_watched_already()
    {
        var list = Write("list.opml", """
            <opml version="2.0"><head><title>Mine</title></head><body>
              <outline text="Presse économique"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/><outline type="rss" text="B" xmlUrl="https://b.example/feed"/></outline>
              <outline type="rss" text="C" xmlUrl="https://c.example/feed"/>
              <outline type="rss" text="Bad" xmlUrl="file:///etc/passwd"/>
            </body></opml>
            """);

        Assert.Equal(0, await OpmlCommand.ImportAsync(Context("""{ "Name": "feeds", "Type": "feed", "Urls": [ "https://b.example/feed/" ] }"""), list, Cancellation));

        Assert.Equal(
            """
            [
              {
                "Name": "presse-economique",
                "Type": "feed",
                "Urls": [
                  "https://a.example/feed"
                ]
              },
              {
                "Name": "feeds-2",
                "Type": "feed",
                "Urls": [
                  "https://c.example/feed"
                ]
              }
            ]

            """,
            output.ToString());
        Assert.Contains("1 outlines have an xmlUrl that is no http or https address.", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("3 feeds, 1 of them watched already", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel><title>A feed</title></channel></rss>", "is no OPML list of feeds")]
    [InlineData("<opml version='2.0'><body/></opml>", "lists no feed")]
    [InlineData(null, "cannot be read")]
    public async Task Says_what_is_wrong_with_a_list(string? text, string problem)
    {
        var list = text is null ? Path.Combine(folder, "missing.opml") : Write("list.opml", text);

        Assert.Equal(2, await OpmlCommand.ImportAsync(Context(), list, Cancellation));
        Assert.Contains(problem, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Prints_what_is_watched_so_that_it_can_be_imported_again()
    {
        Write("list.opml", """<opml version="2.0"><body><outline text="Press"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed"/></outline></body></opml>""");
        var context = Context("""{ "Name": "mine", "Type": "feed", "Urls": [ "https://c.example/feed" ], "Opml": "list.opml" }, { "Name": "hn", "Type": "hackernews" }""");

        Assert.Equal(0, await OpmlCommand.ExportAsync(context));

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <opml version="2.0">
              <head>
                <title>Monitor</title>
              </head>
              <body>
                <outline text="mine">
                  <outline type="rss" text="https://c.example/feed" xmlUrl="https://c.example/feed" />
                </outline>
                <outline text="mine/Press">
                  <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed" />
                </outline>
              </body>
            </opml>

            """,
            output.ToString());
    }

    private CommandContext Context(string sources = "") =>
        new(Write("appsettings.json", $$"""{ "Monitor": { "Sources": [ {{sources}} ] } }"""), "error", TimeProvider.System, output, errors);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
