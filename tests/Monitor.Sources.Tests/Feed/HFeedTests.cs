using System.Text;
using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

/// <summary>Pages that are feeds themselves: microformats2, and hAtom before it.</summary>
public sealed class HFeedTests
{
    private static ParsedFeed Parse(string html) => FeedParser.Parse(Encoding.UTF8.GetBytes($"<!doctype html><html lang=en><title>Page</title><body>{html}"), "text/html", new Uri("https://example.org/blog/"));

    private static ParsedEntry Entry(string inside) => Assert.Single(Parse($"<article class='h-entry'>{inside}</article>").Entries);

    [Fact]
    public void Reads_a_feed_with_everything()
    {
        var feed = Parse(
            """
            <div class="h-feed"><h1 class="p-name">Notes</h1><a class="u-url" href="/notes"></a><p class="p-author h-card"><a class="p-name u-url" href="/ann">Ann Example</a></p>
            <article class="h-entry" lang="fr"><h2 class="p-name"><a class="u-url u-uid" href="2026/acme">Acme &amp; more</a></h2>
              <time class="dt-published" datetime="2026-11-22T10:00:00+01:00">today</time> <time class="dt-updated" datetime="2026-11-22 12:30">later</time>
              <p class="p-summary">In  short</p><div class="e-content"><p>Long <a href="/x">text</a>.</p><script>no()</script></div>
              <a class="p-category" href="/tag/a">One</a> <span class="p-category">#Two</span>
              <img class="u-photo" src="a.png"><video class="u-video"><source src="/v.mp4"></video>
              <a class="u-in-reply-to" href="https://a.example/1">re</a> <a class="u-like-of" href="https://b.example/2"></a>
              <div class="u-repost-of h-cite"><a class="u-url p-name" href="https://c.example/3">Other</a><div class="e-content">theirs</div></div>
            </article></div>
            """);

        Assert.Equal((FeedFormat.Html, "Notes", "https://example.org/notes"), (feed.Format, feed.Title, feed.Url));
        Assert.Null(feed.Problem);
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("Acme & more", "https://example.org/blog/2026/acme", "fr"), (entry.Title, entry.Url, entry.Language));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), entry.Published);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.Zero), entry.Updated);
        var links = new List<string>();
        Assert.Equal(("Long text.", "In short"), (entry.Text.ToPlain(links), entry.Summary!.ToPlain()));
        Assert.Equal(["https://example.org/x"], links);
        Assert.Equal(["One", "Two"], entry.Tags);
        Assert.Equal(["https://example.org/blog/a.png", "https://example.org/v.mp4"], entry.Enclosures.Select(file => file.Url));
        Assert.Equal(["https://a.example/1", "https://b.example/2", "https://c.example/3"], entry.Links);
        Assert.Equal(new Person("Ann Example", "", "https://example.org/ann"), Assert.Single(entry.Authors));
    }

    [Fact]
    public void Implies_name_and_address()
    {
        var feed = Parse("<a class='h-entry' href='/1'>Just a link</a><p class='h-entry'>Text with <a href='/2'>its link</a></p><div class='h-entry'><img src=x alt='A picture'></div>");

        Assert.Equal([("Just a link", "https://example.org/1"), ("Text with its link", "https://example.org/2"), ("A picture", "")], feed.Entries.Select(entry => (entry.Title, entry.Url)));
    }

    [Fact]
    public void Takes_no_name_from_a_note()
    {
        var entry = Entry("<p class='e-content p-name'>A  note about <b>Acme</b></p>");

        Assert.Equal(("", "A note about Acme"), (entry.Title, entry.Text.ToPlain()));
    }

    [Fact]
    public void Leaves_comments_and_quotes_to_whoever_wrote_them()
    {
        var entry = Entry("<a class='u-url p-name' href='/1'>One</a><div class='p-comment h-entry'><a class='u-url p-name' href='/2'>Two</a></div><div class='h-cite'><p class='p-name'>Three</p></div>");

        Assert.Equal(("One", "https://example.org/1"), (entry.Title, entry.Url));
    }

    [Fact]
    public void Finds_entries_of_feeds_in_feeds_and_in_cards()
    {
        var feed = Parse("<body class=h-card><div class='h-feed'><h1 class=p-name>Outer</h1><p class=h-entry>One</p><div class='h-feed'><h2 class=p-name>Inner</h2><p class=h-entry>Two</p></div></div>");

        Assert.Equal("Outer", feed.Title);
        Assert.Equal(["One", "Two"], feed.Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("<span class='dt-published'><span class='value'>2026-11-22</span> at <span class='value'>10:00</span></span>")]
    [InlineData("<abbr class='dt-published' title='2026-11-22T10:00:00Z'>Sunday</abbr>")]
    [InlineData("<data class='dt-published' value='2026-11-22 10:00:00Z'></data>")]
    [InlineData("<span class='dt-published'>2026-11-22T10:00Z</span>")]
    [InlineData("<span class='dt-published'><span class='value-title' title='2026-11-22T10:00Z'></span>Sunday</span>")]
    public void Reads_a_moment_however_it_is_written(string moment) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), Entry(moment).Published);

    [Theory]
    [InlineData("<span class='p-author'>Ann</span>", "Ann", "")]
    [InlineData("<a class='p-author h-card' href='/ann'>Ann</a>", "Ann", "https://example.org/ann")]
    [InlineData("<a class='u-author' href='/ann'></a>", "https://example.org/ann", "https://example.org/ann")]
    [InlineData("<span class='p-author h-card'><img class='u-photo' src='x' alt=''><span class='p-name'>Ann</span></span>", "Ann", "")]
    public void Reads_an_author_however_written(string author, string name, string url) =>
        Assert.Equal((name, url), Entry(author).Authors.Select(person => (person.Name, person.Url)).Single());

    [Fact]
    public void Reads_hatom()
    {
        var feed = Parse(
            """
            <div class="hfeed"><article class="post hentry category-news">
              <h2 class="entry-title"><a href="/old" rel="bookmark">Old &amp; good</a></h2>
              <abbr class="published" title="2026-11-21T08:00:00+00:00">then</abbr> <span class="author vcard"><a class="url fn n" href="/bob">Bob</a></span>
              <div class="entry-content"><p>All of it.</p></div><a rel="tag" href="/t">News</a> <p class="p-name">not this</p>
            </article></div>
            """);

        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("Old & good", "https://example.org/old", "All of it."), (entry.Title, entry.Url, entry.Text.ToPlain()));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), entry.Published);
        Assert.Equal((new Person("Bob", "", "https://example.org/bob"), "News"), (Assert.Single(entry.Authors), Assert.Single(entry.Tags)));
    }

    [Fact]
    public void Is_not_misled_by_classes_that_say_how_tall_something_is()
    {
        var entry = Entry("<div class='h-full p-4'><div class='h-4'><a class='u-url p-name' href='/1'>One</a></div></div>");

        Assert.Equal(("One", "https://example.org/1"), (entry.Title, entry.Url));
    }

    [Fact]
    public void Finds_none_in_a_page_without() => Assert.NotNull(Parse("<p>The word h-entry.</p>").Problem);

    [Fact]
    public void Bounds_a_page_without_end()
    {
        var many = Parse(string.Concat(Enumerable.Repeat("<p class='h-entry'>x", 10_000)));
        var deep = Parse(string.Concat(Enumerable.Repeat("<div class='h-entry'><b class='p-name e-content p-category'>", 100_000)));

        Assert.InRange(many.Entries.Count, 1, 2_000);
        Assert.NotEmpty(deep.Warnings);
    }
}
