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
    [InlineData("https://acme.com/story/amp/", "https://acme.com/story")]
    [InlineData("https://acme.com/story.amp.html?amp=1&id=3", "https://acme.com/story.html?id=3")]
    [InlineData("https://acme.com/amp", "https://acme.com/amp")]
    [InlineData("https://acme.com/lamp?stamp=1", "https://acme.com/lamp?stamp=1")]
    [InlineData("hxxps://acme[.]com/x", "https://acme.com/x")]
    [InlineData("h**p://acme(dot)com/x?y=[.]", "http://acme.com/x?y=[.]")]
    [InlineData("https[:]//acme{.}com", "https://acme.com/")]
    [InlineData("https://www.youtube.com/watch?v=x&si=abc&t=10", "https://www.youtube.com/watch?v=x&t=10")]
    [InlineData("https://acme.com/watch?si=abc&s=1&t=10", "https://acme.com/watch?si=abc&s=1&t=10")]
    [InlineData("ftp://acme.com/", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("/relative", "")]
    [InlineData("http://[::%\0]", "")]
    [InlineData("", "")]
    public void Gives_one_spelling(string address, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(address));

    [Theory]
    [InlineData("HTTP://WWW.Acme.COM:80/Blog/?utm_source=x&id=3&fbclid=y#top", "http://www.acme.com/Blog/?id=3#top")]
    [InlineData("https://acme.com/story/amp/?amp=1", "https://acme.com/story/amp/?amp=1")]
    [InlineData("https://acme.com/a/#xtor=RSS-1", "https://acme.com/a/")]
    [InlineData("https://user:secret@acme.com/", "https://acme.com/")]
    [InlineData("not an address", "")]
    public void Leaves_what_people_click_as_it_was_but_for_tracking(string address, string tidy) => Assert.Equal(tidy, CanonicalUrl.Tidy(address));

    [Theory]
    [InlineData("https://www.google.com/url?rct=j&sa=t&url=https://acme.com/a?x=1&y=2&ct=ga&cd=abc&usg=def", "https://acme.com/a?x=1&y=2")]
    [InlineData("https://www.google.fr/url?q=https%3A%2F%2Facme.com%2Fa&sa=D", "https://acme.com/a")]
    [InlineData("https://www.google.com/amp/s/acme.com/a", "https://acme.com/a")]
    [InlineData("https://acme-com.cdn.ampproject.org/c/s/acme.com/a/amp", "https://acme.com/a")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F&h=AT0", "https://acme.com/")]
    [InlineData("https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2facme.com%2fa&c=1", "https://acme.com/a")]
    [InlineData("https://www.bing.com/ck/a?!&&p=0&u=a1aHR0cHM6Ly9hY21lLmNvbS9h&ntb=1", "https://acme.com/a")]
    [InlineData("https://out.reddit.com/t3_x?url=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Facme.com%252F", "https://acme.com/")]
    [InlineData("https://slack-redir.net/link?url=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.com%2Fa&data=05%7C", "https://acme.com/a")]
    [InlineData("https://t.umblr.com/redirect?z=https%3A%2F%2Facme.com%2Fa&t=x", "https://acme.com/a")]
    [InlineData("https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Facme.com%2Fa&v=y", "https://acme.com/a")]
    [InlineData("https://duckduckgo.com/l/?uddg=https%3A%2F%2Facme.com%2Fa&rut=x", "https://acme.com/a")]
    [InlineData("https://urldefense.com/v3/__https://acme.com/a?b=1__;!!X!Y$", "https://acme.com/a?b=1")]
    [InlineData("https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.com_a&d=x", "https://acme.com/a")]
    [InlineData("https://www-acme--shop-com.translate.goog/a?x=1&_x_tr_sl=en&_x_tr_tl=fr", "https://www.acme-shop.com/a?x=1")]
    [InlineData("https://web.archive.org/web/20240101000000/https://acme.com/a?b=1", "https://acme.com/a?b=1")]
    [InlineData("https://web.archive.org/web/2024/http:/acme.com/a", "http://acme.com/a")]
    [InlineData("https://abc.awstrack.me/L0/https:%2F%2Facme.com%2Fa/1/0100/x=1", "https://acme.com/a")]
    [InlineData("https://shop.example/c/123/456/789?u=https%3A%2F%2Facme.com%2Fa&subId1=x", "https://acme.com/a")]
    [InlineData("https://abc.lt.example/Prod/link-tracker?redirectUrl=aHR0cHMlM0ElMkYlMkZhY21lLmNvbSUyRmE%3D", "https://acme.com/a")]
    [InlineData("https://href.li/?https://acme.com/a?b=1", "https://acme.com/a?b=1")]
    [InlineData("https://forum.example/out?url=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://forum.example/checkout?url=https%3A%2F%2Facme.com%2Fa", "https://forum.example/checkout?url=https%3A%2F%2Facme.com%2Fa")]
    [InlineData("https://id.example/login?next=https%3A%2F%2Facme.com%2Fa", "https://id.example/login?next=https%3A%2F%2Facme.com%2Fa")]
    [InlineData("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.com%2Fa", "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.com%2Fa")]
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
