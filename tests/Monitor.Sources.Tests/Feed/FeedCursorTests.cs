using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

public sealed class FeedCursorTests
{
    private const string Address = "https://example.org/feed.xml";
    private const string Head = """{"ETag":"\u00221\u0022","Seen":"2026-11-22T09:00:00+00:00","Read":"2026-11-22T09:00:00+00:00","News":"2026-11-22T09:00:00+00:00","Spent":3}""";
    private const string Entries = """[{"i":"2","t":7},{"i":"1"}]""";

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly ScriptedGate web = new();

    private Task<Fetched> Fetch(string cursor, ScriptedGate? later = null) =>
        new FeedSource(new FeedOptions { Name = "press" }, Address, new SourceTools(later ?? web, new VirtualClock(Start), "."))
            .FetchAsync(new FetchRequest(new Cursor(cursor), SearchPlan.Nothing), TestContext.Current.CancellationToken);

    private void IsUnchanged() => web.On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified));

    [Fact]
    public async Task Hands_the_entries_of_an_unchanged_feed_on_as_they_are()
    {
        IsUnchanged();

        var fetched = await Fetch($"{Head}\n{Entries}");

        Assert.Equal($"{Head.Replace("T09:00:00+00:00\",\"Read", "T10:00:00+00:00\",\"Read", StringComparison.Ordinal)}\n{Entries}", fetched.Cursor.Text);
        Assert.Equal("\"1\"", web.Requests[0].Validators.ETag);
    }

    [Fact]
    public async Task Reads_what_was_written_before_entries_had_a_line_of_their_own()
    {
        IsUnchanged();

        var fetched = await Fetch(Head.Replace("}", $",\"Entries\":{Entries}}}", StringComparison.Ordinal));

        Assert.EndsWith($"}}\n{Entries}", fetched.Cursor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remembers_nothing_of_a_feed_without_entries_and_takes_its_first_for_no_gap()
    {
        web.On(Address, "<rss version='2.0'><channel><title>T</title></channel></rss>", "text/xml");
        var empty = await Fetch("");
        Assert.EndsWith("}\n", empty.Cursor.Text, StringComparison.Ordinal);

        var later = new ScriptedGate();
        later.On(Address, "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>One</title></item></channel></rss>", "text/xml");
        var first = await Fetch(empty.Cursor.Text!, later);
        Assert.Single(first.Items);
        Assert.Empty(first.Gaps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]\n[]")]
    [InlineData("""{"Seen":"yesterday"}""")]
    [InlineData("""{"ETag":1}""")]
    [InlineData("""{"Spent":"3"}""")]
    [InlineData("""{"ETag":"1" """)]
    public async Task Begins_anew_where_a_cursor_cannot_be_read(string damaged)
    {
        web.On(Address, "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>One</title></item></channel></rss>", "text/xml");

        var fetched = await Fetch(damaged);

        Assert.Equal(Validators.None, web.Requests[0].Validators);
        Assert.Equal(["1"], fetched.Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null,{},{\"i\":\"\"}]")]
    [InlineData("[{\"i\":")]
    public async Task Takes_a_damaged_list_of_entries_for_none(string damaged)
    {
        web.On(Address, "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>One</title></item></channel></rss>", "text/xml");

        var fetched = await Fetch($"{Head}\n{damaged}");

        Assert.Equal(["1"], fetched.Items.Select(item => item.Id));
        Assert.Empty(fetched.Gaps);
    }
}
