using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTP://WWW.Acme.COM:80/Blog/?utm_source=x&id=3&fbclid=y#top", "http://www.acme.com/Blog?id=3")]
    [InlineData("https://acme.com", "https://acme.com/")]
    [InlineData("https://user:secret@acme.com:8443/a/", "https://acme.com:8443/a")]
    [InlineData("https://müller.example/", "https://xn--mller-kva.example/")]
    [InlineData("https://acme.com/a%20b?q=%C3%A9", "https://acme.com/a%20b?q=%C3%A9")]
    [InlineData("  https://acme.com/x  ", "https://acme.com/x")]
    [InlineData("https://[::1]:8080/x", "https://[::1]:8080/x")]
    [InlineData("ftp://acme.com/", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("/relative", "")]
    [InlineData("", "")]
    public void Gives_one_spelling(string address, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(address));

    [Theory]
    [InlineData("https://www.google.com/url?rct=j&sa=t&url=https://acme.com/a?x=1&y=2&ct=ga&cd=abc&usg=def", "https://acme.com/a?x=1&y=2")]
    [InlineData("https://www.google.fr/url?q=https%3A%2F%2Facme.com%2Fa&sa=D", "https://acme.com/a")]
    [InlineData("https://www.google.com/amp/s/acme.com/a", "https://acme.com/a")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F&h=AT0", "https://acme.com/")]
    [InlineData("https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2facme.com%2fa&c=1", "https://acme.com/a")]
    [InlineData("https://out.reddit.com/t3_x?url=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Facme.com%252F", "https://acme.com/")]
    [InlineData("https://www.google.com/search?q=https://acme.com", "https://www.google.com/search?q=https://acme.com")]
    [InlineData("https://t.co/abc", "https://t.co/abc")]
    public void Unwraps_what_carries_its_target(string address, string target) => Assert.Equal(target, CanonicalUrl.Unwrap(address));

    [Fact]
    public void Keeps_every_hop()
    {
        const string wrapped = "https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F";

        Assert.Equal([wrapped, "https://acme.com/"], CanonicalUrl.Hops(wrapped));
    }

    [Fact]
    public void An_address_that_wraps_itself_for_ever_ends()
    {
        var address = "https://acme.com/";
        for (var depth = 0; depth < 12; depth++) address = "https://l.facebook.com/l.php?u=" + Uri.EscapeDataString(address);

        Assert.InRange(CanonicalUrl.Hops(address).Count, 0, 6);
    }
}
