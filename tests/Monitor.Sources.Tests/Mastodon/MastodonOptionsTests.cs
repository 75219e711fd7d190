using Monitor.Core.Fetching;
using Monitor.Sources.Mastodon;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class MastodonOptionsTests
{
    [Theory]
    [InlineData("mastodon.social")]
    [InlineData("localhost:3000")]
    public void Takes_a_host_name(string server) => Assert.Empty(new MastodonOptions { Server = server, Hashtags = ["#acme", "Überfall", "日本", "a_1"] }.Check("."));

    [Theory]
    [InlineData("https://mastodon.social")]
    [InlineData("mastodon.social/@ann")]
    [InlineData("ann@mastodon.social")]
    [InlineData("mastodon.social%2F%23.example.org")]
    [InlineData("mastodon.social#.example.org")]
    [InlineData("mastodon.social\\@evil.example")]
    public void Refuses_a_server_that_is_no_host_name(string server) =>
        Assert.Equal("Server", Assert.Single(new MastodonOptions { Server = server, Hashtags = ["acme"] }.Check(".")).Key);

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("../x")]
    public void Refuses_what_is_no_hashtag(string tag) =>
        Assert.Equal("Hashtags", Assert.Single(new MastodonOptions { Server = "example.social", Hashtags = [tag] }.Check(".")).Key);

    [Fact]
    public void Refuses_to_read_nothing()
    {
        Assert.Single(new MastodonOptions { Server = "example.social" }.Check("."));
        Assert.Single(new MastodonOptions { Server = "example.social", AccessToken = new Secret("x"), Search = false }.Check("."));
        Assert.Empty(new MastodonOptions { Server = "example.social", AccessToken = new Secret("x") }.Check("."));
    }

    [Fact]
    public void Refuses_an_endpoint_that_is_no_address() =>
        Assert.Equal("Endpoint", Assert.Single(new MastodonOptions { Server = "example.social", Hashtags = ["acme"], Endpoint = new("file:///etc") }.Check(".")).Key);

    [Fact]
    public void Takes_a_hashtag_once() => Assert.Equal(["acme", "b"], new MastodonOptions { Hashtags = ["#acme", "ACME", " b "] }.Tags);
}
