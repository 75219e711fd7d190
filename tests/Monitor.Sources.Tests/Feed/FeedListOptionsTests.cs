using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

public sealed class FeedListOptionsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-opml-").FullName;

    [Fact]
    public void Takes_every_address_and_those_of_the_list_once()
    {
        Write("<opml version=\"2.0\"><body><outline xmlUrl=\"https://example.org/a.xml\"/><outline xmlUrl=\"https://example.org/b.xml\"/></body></opml>");
        var options = new FeedOptions { Urls = ["https://example.org/a.xml"], Opml = "feeds.opml" };

        Assert.Empty(options.Check(directory));
        Assert.Equal(["https://example.org/a.xml", "https://example.org/b.xml"], options.Addressed(directory));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<rss version=\"2.0\"><channel><title>No list</title></channel></rss>")]
    [InlineData("<opml version=\"2.0\"><body></body></opml>")]
    public void Says_what_is_wrong_with_the_list(string? content)
    {
        if (content is not null) Write(content);

        var (key, problem) = Assert.Single(new FeedOptions { Opml = "feeds.opml" }.Check(directory));

        Assert.Equal("Opml", key);
        Assert.Contains("feeds.opml", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_mind_the_list_of_a_source_that_is_switched_off() =>
        Assert.Empty(new FeedOptions { Opml = "feeds.opml", Enabled = false }.Check(directory));

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private void Write(string content) => File.WriteAllText(Path.Combine(directory, "feeds.opml"), content);
}
