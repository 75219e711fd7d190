using Monitor.Sources.Html;

namespace Monitor.Sources.Tests.Html;

public sealed class PostTextTests
{
    [Theory]
    [InlineData("<p>One<br>two</p><p>Three</p>", "One\ntwo\n\nThree")]
    [InlineData("<p>See <a href=\"https://example.org/a-long/address?x=1\" rel=\"nofollow\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">example.org/a-long</span><span class=\"invisible\">/address?x=1</span></a></p>", "See https://example.org/a-long/address?x=1")]
    [InlineData("<p><span class=\"h-card\"><a href=\"https://social.example/@ann\" class=\"u-url mention\">@<span>ann</span></a></span> on <a href=\"https://social.example/tags/acme\" class=\"mention hashtag\" rel=\"tag\">#<span>Acme</span></a></p>", "@ann on #Acme")]
    [InlineData("<pre><code>acme\n  --version</code></pre>", "acme\n  --version")]
    [InlineData("AT&amp;T &lt;3", "AT&T <3")]
    [InlineData("<p hidden>no</p><script>no</script>yes", "yes")]
    [InlineData(" no markup,\ntwo lines ", "no markup,\ntwo lines")]
    [InlineData("a\0<b>b</b>", "ab")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void Reads_as_a_reader_of_the_post_would(string? html, string text) => Assert.Equal(text, PostText.Read(html).Text);

    [Fact]
    public void Links_that_only_carry_a_mention_or_a_hashtag_are_text()
    {
        var post = PostText.Read(
            "<a href='https://a.example/'>a</a><a class='u-url mention' href='https://b.example/'>@b</a><a class=hashtag href='https://c.example/'>#c</a><a rel='nofollow tag' href='https://d.example/'>#d</a>"
            + "<a class='mentioned' rel='nofollow' href='https://e.example/'>e</a><a href='https://a.example/'>a again</a><a href='/relative'>f</a>");

        Assert.Equal(["https://a.example/", "https://e.example/"], post.Links);
        Assert.Equal("a@b#c#dea againf", post.Text);
    }

    [Fact]
    public void Of_a_post_longer_than_any_the_beginning_is_kept() => Assert.Equal(500_000, PostText.Read(new string('x', 600_000)).Text.Length);
}
