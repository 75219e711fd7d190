using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Mastodon;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class TagFeedTests
{
    private static readonly IReadOnlyList<Item> Items = TagFeed.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Mastodon", "Fixtures", "acme.rss")), "example.social");

    [Fact]
    public void Reads_a_post()
    {
        var post = Items[0];

        Assert.Equal("https://example.social/@ann/117020593741189701", post.Id);
        Assert.Equal("An anvil by #acme\nblog.example.org\nA black anvil", post.Body);
        Assert.Equal(["acme", "anvils"], post.Tags);
        Assert.Equal(["https://blog.example.org/"], post.Links);
        Assert.Equal(new Author("ann", "ann@example.social", "https://example.social/@ann"), post.Author);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 13, 55, 55, TimeSpan.Zero), post.Published);
    }

    [Fact]
    public void Leaves_open_what_a_post_does_not_say()
    {
        Assert.Equal(2, Items.Count);
        Assert.Equal((Author.Unknown, null), (Items[1].Author, Items[1].Published));
    }

    [Theory]
    [InlineData("<html><body>no</body></html>")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("")]
    [InlineData("<rss><channel><item>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss><channel><item><guid>&x;</guid></item></channel></rss>")]
    [InlineData("<rss><channel><item><guid><b>x</b></guid></item></channel></rss>")]
    public void Refuses_what_is_no_such_document(string body) =>
        Assert.Equal(SourceFault.Malformed, Assert.Throws<SourceException>(() => TagFeed.Parse(Encoding.UTF8.GetBytes(body), "example.social")).Fault);
}
