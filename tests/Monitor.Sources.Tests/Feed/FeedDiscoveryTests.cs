using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

public sealed class FeedDiscoveryTests
{
    private static readonly Uri Home = new("https://example.org/about/");

    [Fact]
    public void Finds_what_a_page_declares_with_comments_last()
    {
        var page = FeedParser.Parse(FixtureFiles.Read("page.html"), "text/html", Home);

        Assert.Equal((FeedFormat.Html, "A blog", "en"), (page.Format, page.Title, page.Language));
        Assert.Equal(["https://example.org/blog/feed.atom", "https://example.org/blog/comments/feed/"], page.Feeds.Select(feed => feed.Url));
        Assert.Equal("A blog » Feed", page.Feeds[0].Title);
    }

    [Theory]
    [InlineData("<link rel=alternate type=application/rss+xml href=/f>", "https://example.org/f")]
    [InlineData("<link href='f?a=1&amp;b=2' type='application/atom+xml' rel='ALTERNATE home'>", "https://example.org/about/f?a=1&b=2")]
    [InlineData("<link rel=feed href=/f>", "https://example.org/f")]
    [InlineData("<link rel=alternate type='application/feed+json; charset=utf-8' href=//cdn.example.net/f>", "https://cdn.example.net/f")]
    [InlineData("<link rel=alternate type=application/rss+xml href=feed:https://example.org/f>", "https://example.org/f")]
    [InlineData("<link rel=alternate type=application/rss+xml href=feed://example.org/f>", "http://example.org/f")]
    [InlineData("<body><a href='/blog/feed/'>RSS</a>", "https://example.org/blog/feed/")]
    public void Finds_a_feed_however_it_is_written(string html, string feed) => Assert.Equal(feed, Assert.Single(FeedDiscovery.Find(html, Home)).Url);

    [Theory]
    [InlineData("<link rel=alternate type=application/rss+xml href=''>")]
    [InlineData("<link rel=alternate type=text/html hreflang=fr href=/fr>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=javascript:alert(1)>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=feed:javascript:alert(1)>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=feed:feed:https://example.org/f>")]
    [InlineData("<a href='https://elsewhere.example/feed/'>Somebody else's</a>")]
    [InlineData("<textarea><!-- <link rel=alternate type=application/rss+xml href=/f> --></textarea>")]
    public void Finds_nothing_where_nothing_is(string html) => Assert.Empty(FeedDiscovery.Find(html, Home));

    [Fact]
    public void Reads_a_list_of_feeds_and_refuses_what_is_not_of_the_web()
    {
        var list = FeedParser.Parse(FixtureFiles.Read("list.opml"));

        Assert.Equal((FeedFormat.Opml, "My feeds"), (list.Format, list.Title));
        Assert.Equal([new FeedLink("https://a.example/feed", "A & B", "Work/Deep"), new FeedLink("https://b.example/feed", "Titled", "Work")], list.Feeds);
        Assert.Contains("2 outlines", Assert.Single(list.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_list_it_writes()
    {
        FeedLink[] feeds = [new("https://a.example/?x=1&y=<2>", "A \"quoted\" & <tagged>"), new("https://b.example/", "B", "Folder"), new("https://c.example/", "C", "Folder")];

        var list = FeedParser.Parse(System.Text.Encoding.UTF8.GetBytes(OpmlList.Write("Mine", feeds)));

        Assert.Equal("Mine", list.Title);
        Assert.Equal(feeds, list.Feeds);
    }
}
