using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;
using Monitor.Sources.WebPage;
using Monitor.Testing;

namespace Monitor.Sources.Tests.WebPage;

public sealed class WebPageSourceTests
{
    private const string Address = "https://example.org/news/";

    private readonly ScriptedGate web = new();
    private readonly WebPageOptions options = new() { Name = "shop", Type = "webpage", Url = Address, Select = "main article, aside" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remembers_the_first_sight_and_tells_only_what_was_added()
    {
        Serve("<article><p>Old one.<p>Old two.</article>");
        Serve("<article><p>Old two.<p>Acme <b>opens</b> a <a href='shop#x'>shop</a>,\n see <a href='http://other.example/'>there</a>.<p>Old one.</article>");

        var first = await FetchAsync(Cursor.Start);
        var second = await FetchAsync(first.Cursor);
        var third = await FetchAsync(second.Cursor);

        Assert.Empty(first.Items);
        var item = Assert.Single(second.Items);
        Assert.Equal("Acme opens a shop, see there.", item.Body);
        Assert.Equal(["https://example.org/news/shop#x", "http://other.example/"], item.Links);
        Assert.Equal(("News of Acme", Address, ItemType.Page, "en-GB"), (item.Title, item.Url, item.Type, item.Language));
        Assert.Empty(third.Items);
    }

    [Fact]
    public async Task Gives_the_same_addition_the_same_id_and_another_one_another()
    {
        Serve("<article><p>Old.</article>");
        Serve("<article><p>Old.<p>New.</article>");
        var baseline = (await FetchAsync(Cursor.Start)).Cursor;

        var (once, again) = (await FetchAsync(baseline), await FetchAsync(baseline));
        Serve("<article><p>Old.<p>Newer.</article>");
        await FetchAsync(once.Cursor);
        var other = await FetchAsync(once.Cursor);

        Assert.Equal(once.Items[0].Id, again.Items[0].Id);
        Assert.NotEqual(once.Items[0].Id, other.Items[0].Id);
        Assert.Equal("Newer.", other.Items[0].Body);
    }

    [Fact]
    public async Task What_left_the_page_and_comes_back_is_not_new()
    {
        Serve("<article><p>Stays.<p>Teaser A.</article>");
        Serve("<article><p>Stays.</article>");
        Serve("<article><p>Stays.<p>Teaser A.</article>");

        var first = await FetchAsync(Cursor.Start);
        var second = await FetchAsync(first.Cursor);
        var third = await FetchAsync(second.Cursor);

        Assert.Empty(second.Items);
        Assert.Empty(third.Items);
    }

    [Fact]
    public async Task Another_selector_is_another_page_and_starts_anew()
    {
        Serve("<article><p>One.</article><aside>Two.</aside>");
        options.Select = "article";
        var before = await FetchAsync(Cursor.Start);

        options.Select = "article, aside";
        var after = await FetchAsync(before.Cursor);

        Assert.Empty(after.Items);
    }

    [Fact]
    public async Task Asks_with_the_validators_it_was_given_and_once_in_a_while_without()
    {
        web.On(Address, Html("<main><article>Text.</article></main>"), "text/html", headers: [("ETag", "\"v1\""), ("Last-Modified", "then")]);
        web.On(Address, "", "text/html", HttpStatusCode.NotModified);

        var cursor = (await FetchAsync(Cursor.Start)).Cursor;
        for (var turn = 0; turn < 24; turn++) cursor = (await FetchAsync(cursor)).Cursor;
        Assert.Equal(new Validators("\"v1\"", "then"), web.Requests[^1].Validators);

        await FetchAsync(cursor);
        Assert.Equal(Validators.None, web.Requests[^1].Validators);
        Assert.All(web.Requests, request => Assert.True(request.ObeyRobots));
    }

    [Fact]
    public void Reads_blocks_as_paragraphs_and_nothing_that_is_not_shown()
    {
        var page = Read("""
            <main><article>
              Loose <em>text</em><script>var nonce = 1</script>
              <h2>Head</h2><ul><li>One<li>Two <ul><li>Deep</ul></ul>
              <table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>
              <div style="display: none">unseen</div><p hidden>unseen</p><template><p>unseen</p></template>
              line<br>break<!-- comment --> &amp; caf&eacute;
              <p>Head</p>
            </article>
            """);

        Assert.Equal(["Loose text", "Head", "One", "Two", "Deep", "a b", "c", "line break & café"], page.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void A_part_within_another_selected_part_counts_once()
    {
        var page = Read("<main><article>Outer <aside>Inner</aside></article>");

        Assert.Equal(["Outer", "Inner"], page.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void Resolves_links_against_the_base_of_the_page()
    {
        var page = Read("<main><base href='/deep/er/'><article><a href='x'>x</a> <a href='javascript:alert(1)'>y</a> <a href='#z'>z</a></article>");

        Assert.Equal(["https://example.org/deep/er/x"], page.Paragraphs[0].Links);
    }

    [Theory]
    [InlineData("text/html; charset=windows-1252", "\u00e9t\u00e9", 1252, "")]
    [InlineData("text/html; charset='utf-8'", "\u00e9t\u00e9", 65001, "")]
    [InlineData("text/html", "\u00e9t\u00e9", 65001, "")]
    [InlineData("text/html", "\u00e9t\u00e9", 1252, "")]
    [InlineData("text/html", "\u0416\u0443\u043A", 1251, "<meta charset=windows-1251>")]
    [InlineData("text/html", "\u0416\u0443\u043A", 20866, "<meta http-equiv=content-type content='text/html; charset=koi8-r'>")]
    [InlineData("text/html; charset=utf-8", "\u00e9t\u00e9", 65001, "<meta charset=windows-1251>")]
    [InlineData("text/html; charset=nonsense", "\u6771\u4EAC", 932, "<meta charset=shift_jis>")]
    [InlineData(null, "\u00e9t\u00e9", 65001, "<meta charset=utf-16>")]
    public void Reads_the_characters_the_page_was_written_in(string? contentType, string text, int codePage, string meta)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var body = encoding.GetBytes($"{meta}<main><article>{text}</article></main>");

        Assert.Contains($"<article>{text}</article>", TextDecoder.Decode(body, contentType).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_counts_more_than_a_meta_element()
    {
        Assert.Equal("<meta charset=windows-1252>é", TextDecoder.Decode([0xEF, 0xBB, 0xBF, .. "<meta charset=windows-1252>é"u8], null).Text);
        Assert.Equal("<p>é", TextDecoder.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<p>é")], "text/html").Text);
    }

    [Theory]
    [InlineData("<title>Just a moment...</title><main><article>Checking your browser</article></main>", SourceFault.Denied, "check for humans")]
    [InlineData("<title>Before you continue to Example</title><main><article>Cookies</article></main>", SourceFault.Malformed, "consent")]
    [InlineData("<title>404 - Page not found</title><main><article>Oops</article></main>", SourceFault.Malformed, "not found")]
    [InlineData("<title>Hello</title><form><input type=password></form>", SourceFault.Denied, "login form")]
    [InlineData("<title>Hello</title><div id=app></div>", SourceFault.Malformed, "nothing that Select «main article, aside» matches")]
    [InlineData("<title>Hello</title><main><article> </article></main>", SourceFault.Malformed, "has no text")]
    [InlineData("<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>", SourceFault.Malformed, "Type feed")]
    [InlineData("{\"a\":1}", SourceFault.Malformed, "JSON")]
    public async Task Says_what_stands_in_the_pages_place(string html, SourceFault fault, string hint)
    {
        web.On(Address, html, "text/html");

        var failure = await Assert.ThrowsAsync<SourceException>(() => FetchAsync(Cursor.Start));

        Assert.Equal(fault, failure.Fault);
        Assert.Contains(hint, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(Address, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_article_about_the_number_404_is_an_article()
    {
        web.On(Address, $"<title>404 - a history</title><main><article>{string.Concat(Enumerable.Repeat("Page not found. ", 200))}</article></main>", "text/html");

        Assert.Empty((await FetchAsync(Cursor.Start)).Items);
    }

    [Fact]
    public void Deep_nesting_is_read_to_its_end()
    {
        var page = Read($"<main><article>{string.Concat(Enumerable.Repeat("<div><section>", 600))}deep");

        Assert.Equal("deep", page.Paragraphs.Single().Text);
    }

    [Theory]
    [InlineData("<div><b>")]
    [InlineData("<b a=#>")]
    [InlineData("<font color=#><p>")]
    [InlineData("<i><div></i>")]
    [InlineData("<a href=#><table>")]
    public void Tags_left_open_without_end_are_refused_in_time(string unit)
    {
        var html = string.Concat(Enumerable.Range(0, 100_000).Select(turn => unit.Replace("#", turn.ToString())));
        var started = System.Diagnostics.Stopwatch.StartNew();

        var failure = Assert.Throws<SourceException>(() => Read($"<main><article>{html}"));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), started.Elapsed.ToString());
    }

    [Fact]
    public async Task Covers_from_look_to_look_but_not_a_wall_in_its_place()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        Serve("<article><p>Old.</article>");
        web.On(Address, "<title>Before you continue</title><p>Cookies?", "text/html").On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified));
        var source = new WebPageSource(options, new SourceTools(web, clock, ""));
        var first = await source.FetchAsync(new FetchRequest(Cursor.Start, SearchPlan.Nothing), Cancellation);
        clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<SourceException>(() => source.FetchAsync(new FetchRequest(first.Cursor, SearchPlan.Nothing), Cancellation));
        clock.Advance(TimeSpan.FromHours(1));
        var second = await source.FetchAsync(new FetchRequest(first.Cursor, SearchPlan.Nothing), Cancellation);

        Assert.Equal(new Stretch(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), first.Covered);
        Assert.Equal(new Stretch(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(2)), second.Covered);
    }

    [Fact]
    public void Checks_its_options()
    {
        var wrong = new WebPageOptions { Name = "x", Type = "webpage", Url = "ftp://example.org/", Select = "main >> ((", Title = "" };

        Assert.Equal(["Url", "Select", "Title"], wrong.Check(".").Select(problem => problem.Key));
    }

    private Page Read(string html) => WebPageSource.Parse(
        ScriptedGate.Answer(new GateRequest(new Uri(Address)), Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8"), options);

    private void Serve(string articles) => web.On(Address, Html($"<main>{articles}</main>"), "text/html; charset=utf-8");

    private static string Html(string body) => $"<!doctype html><html lang=en-GB><title> News of\n Acme </title><body>{body}";

    private Task<Fetched> FetchAsync(Cursor cursor) =>
        new WebPageSource(options, new SourceTools(web, new VirtualClock(DateTimeOffset.UnixEpoch), "")).FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), Cancellation);
}
