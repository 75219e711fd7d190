using System.Text;
using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Sources.Mastodon;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class StatusReadingTests
{
    private static readonly StatusPage Page = StatusReading.Timeline(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Mastodon", "Fixtures", "timeline.json")), "example.social");
    private static readonly IReadOnlyList<Item> Items = [.. Page.Statuses.Select(status => StatusItem.Of(status, "example.social")!)];

    [Fact]
    public void Reads_what_a_reader_of_the_post_sees()
    {
        var post = Items[0];

        Assert.Equal("https://away.example/users/zoe/statuses/117020593741189701", post.Id);
        Assert.Equal("https://away.example/@zoe/117020593741189701", post.Url);
        Assert.Equal(
            "Anvils <3\nJ’aime l’#Acme & @ann\n\nVoir https://blog.example.org/2026/11/20/a-long-address?utm_source=x\nAn anvil by Acme\nA long address\nAbout anvils\nOui\nNon",
            post.Body);
        Assert.Equal(["https://blog.example.org/2026/11/20/a-long-address?utm_source=x", "https://blog.example.org/2026/11/20/a-long-address", "https://example.social/@bob/9"], post.Links);
        Assert.Equal(["Acme", "outils"], post.Tags);
        Assert.Equal(new Author("Zoé", "zoe@away.example", "https://away.example/@zoe", 424), post.Author);
        Assert.Equal(("fr", 7L, ItemType.Post), (post.Language, post.Score, post.Type));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 13, 55, 55, 867, TimeSpan.Zero), post.Published);
    }

    [Fact]
    public void Odd_parts_cost_those_parts_alone()
    {
        var post = Items[1];

        Assert.Equal("Plain Acme", post.Body);
        Assert.Equal(("https://example.social/objects/37125e6c", "https://example.social/objects/37125e6c"), (post.Id, post.Url));
        Assert.Equal(("bob", "bob@example.social"), (post.Author.Name, post.Author.Handle));
        Assert.Empty(post.Tags);
        Assert.Null(post.Score);
    }

    [Fact]
    public void A_boost_stands_for_what_it_boosts()
    {
        var post = Items[2];

        Assert.Equal(("https://away.example/notes/41", "Boosted Acme", "Zoé"), (post.Id, post.Body, post.Author.Name));
        Assert.Null(post.Published);
    }

    [Fact]
    public void Records_that_are_no_posts_are_counted_and_passed_over() => Assert.Equal((3, 2), (Items.Count, Page.Unreadable));

    [Fact]
    public void Reads_the_posts_of_a_search() =>
        Assert.Equal("1", Assert.Single(StatusReading.Search("""{"accounts":[],"statuses":[{"id":"1"}],"hashtags":[]}"""u8, "example.social").Statuses).Id);

    [Theory]
    [InlineData("<!DOCTYPE html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("[{")]
    public void Says_when_it_is_no_timeline(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(SourceFault.Malformed, Assert.Throws<SourceException>(() => StatusReading.Timeline(bytes, "example.social")).Fault);
        Assert.Equal(SourceFault.Malformed, Assert.Throws<SourceException>(() => StatusReading.Search(bytes, "example.social")).Fault);
        Assert.Equal(SourceFault.Malformed, Assert.Throws<SourceException>(() => Instance.Parse(bytes, "example.social")).Fault);
    }

    [Fact]
    public void No_odd_record_throws()
    {
        var records = """[{"id":"1","content":"\ud800"},{"id":"2","favourites_count":1e999},{"id":"3","reblog":{"reblog":{"reblog":[]}}},{"id":"4","account":"x","created_at":"9999-99-99"}]""";

        var page = StatusReading.Timeline(Encoding.UTF8.GetBytes(records), "example.social");

        Assert.Equal((3, 1), (page.Statuses.Count, page.Unreadable));
        Assert.All(page.Statuses, status => StatusItem.Of(status, "example.social"));
        Assert.Equal(1, StatusReading.Timeline([.. "[{\"id\":\"1\",\"content\":\""u8, 0xFF, 0xFE, .. "\"}]"u8], "example.social").Unreadable);
    }

    [Fact]
    public void Reads_the_posts_among_the_shared_payloads()
    {
        Assert.SkipWhen(SharedMaterial.Path("fixtures", "mastodon") is null, SharedMaterial.Missing);
        foreach (var name in new[] { "post_akkoma_quote", "post_edited", "post_with_emojis_and_attachments", "post_wordle_linebreaks" })
        {
            var item = Single(File.ReadAllText(SharedMaterial.Path("fixtures", "mastodon", $"tootsdk_{name}.json")!));
            Assert.NotEmpty(item.Body);
            Assert.DoesNotContain('<', item.Body);
            Assert.StartsWith("https://", item.Url);
            Assert.Contains('@', item.Author.Handle);
        }

        Assert.NotEmpty(Single($"{{\"id\":\"1\",\"uri\":\"u\",\"card\":{File.ReadAllText(SharedMaterial.Path("fixtures", "mastodon", "tootsdk_card_string_size.json")!)}}}").Links);
        Assert.Single(Single($"{{\"id\":\"1\",\"uri\":\"u\",\"quote\":{File.ReadAllText(SharedMaterial.Path("fixtures", "mastodon", "tootsdk_quote.json")!)}}}").Links);
        Assert.Empty(Single($"{{\"id\":\"1\",\"uri\":\"u\",\"quote\":{File.ReadAllText(SharedMaterial.Path("fixtures", "mastodon", "tootsdk_shallow_quote.json")!)}}}").Links);
    }

    [Fact]
    public void Every_other_shared_payload_is_told_from_a_timeline()
    {
        Assert.SkipWhen(SharedMaterial.Path("fixtures", "mastodon") is null, SharedMaterial.Missing);

        foreach (var file in Directory.GetFiles(SharedMaterial.Path("fixtures", "mastodon")!))
        {
            var fault = Assert.Throws<SourceException>(() => StatusReading.Timeline(File.ReadAllBytes(file), "example.social"));
            Assert.Equal(SourceFault.Malformed, fault.Fault);
        }
    }

    [Theory]
    [InlineData("mastodon_4.5")]
    [InlineData("pleroma")]
    [InlineData("gotosocial")]
    [InlineData("friendica")]
    [InlineData("firefish")]
    public void Reads_every_shared_description_of_a_server(string name)
    {
        Assert.SkipWhen(SharedMaterial.Path("fixtures", "mastodon") is null, SharedMaterial.Missing);

        var instance = Instance.Parse(File.ReadAllBytes(SharedMaterial.Path("fixtures", "mastodon", $"tootsdk_instancev2_{name}.json")!), name);

        Assert.Equal(Reach.Everybody, instance.HashtagReach(withToken: false, localOnly: false));
        Assert.Equal(Reach.Local, instance.HashtagReach(withToken: false, localOnly: true));
    }

    [Fact]
    public void Reads_every_recorded_timeline_search_and_description_of_the_corpus()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "mastodon") is null, SharedMaterial.Missing);
        var posts = 0;
        foreach (var file in Directory.EnumerateFiles(SharedMaterial.Path("corpora", "mastodon")!, "*.json", SearchOption.AllDirectories))
        {
            using var conversation = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var exchange in conversation.RootElement.EnumerateArray()) posts += Read(exchange, file);
        }

        Assert.InRange(posts, 200, 100_000);
    }

    private static int Read(JsonElement exchange, string file)
    {
        if (exchange.GetProperty("status").GetInt32() != 200 || !exchange.TryGetProperty("body", out var body)) return 0;
        var (url, bytes) = (exchange.GetProperty("url").GetString()!, Encoding.UTF8.GetBytes(body.GetRawText()));
        if (url.Contains("/api/v2/instance", StringComparison.Ordinal)) Assert.NotNull(Instance.Parse(bytes, file).Domain);
        var page = url.Contains("/api/v1/timelines/", StringComparison.Ordinal) ? StatusReading.Timeline(bytes, file)
            : url.Contains("/api/v2/search", StringComparison.Ordinal) ? StatusReading.Search(bytes, file)
            : body.ValueKind == JsonValueKind.Object && body.TryGetProperty("spoiler_text", out _) && body.TryGetProperty("account", out _) ? StatusReading.Timeline([.. "["u8, .. bytes, .. "]"u8], file)
            : new StatusPage([]);
        Assert.Equal(0, page.Unreadable);
        foreach (var item in page.Statuses.Select(status => StatusItem.Of(status, "localhost")).OfType<Item>())
        {
            Assert.NotNull(item.Published);
            Assert.Contains('@', item.Author.Handle);
        }

        return page.Statuses.Count;
    }

    private static Item Single(string status) =>
        StatusItem.Of(Assert.Single(StatusReading.Timeline(Encoding.UTF8.GetBytes($"[{status}]"), "example.social").Statuses), "example.social")!;
}
