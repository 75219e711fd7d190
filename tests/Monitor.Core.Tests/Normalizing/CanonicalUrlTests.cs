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
    [InlineData("https://acme[.com/x", "https://acme.com/x")]
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
    [InlineData("https://www.youtube-nocookie.com/embed/a1?si=x&start=5", "https://www.youtube-nocookie.com/embed/a1?start=5")]
    [InlineData("https://www.threads.com/@acme/post/B?xmt=x&slof=1", "https://www.threads.com/@acme/post/B")]
    [InlineData("https://x.com/search?q=acme&src=typed_query&f=live", "https://x.com/search?q=acme&f=live")]
    [InlineData("https://www.amazon.com.au/dp/B08?tag=x-20&linkCode=ogi&th=1&psc=1", "https://www.amazon.com.au/dp/B08?th=1&psc=1")]
    [InlineData("https://www.amazon.se/dp/B08/ref=sr_1_3?crid=1&keywords=acme", "https://www.amazon.se/dp/B08")]
    [InlineData("https://amazon.attacker.example/dp/B08?tag=x", "https://amazon.attacker.example/dp/B08?tag=x")]
    [InlineData("https://acme.com/dp/ref=sr_1_3?tag=x", "https://acme.com/dp/ref=sr_1_3?tag=x")]
    [InlineData("https://www.tiktok.com/@acme/video/7?share_item_id=7&timestamp=1&checksum=x&lang=fr", "https://www.tiktok.com/@acme/video/7?lang=fr")]
    [InlineData("https://open.spotify.com/episode/1?dlsi=x&t=30", "https://open.spotify.com/episode/1?t=30")]
    [InlineData("https://www.linkedin.com/feed/update/urn:li:activity:1/?trkEmail=x&loid=y", "https://www.linkedin.com/feed/update/urn:li:activity:1/")]
    [InlineData("https://www.reddit.com/r/a/comments/1/t/?context=3&%24deep_link=true&post_index=3", "https://www.reddit.com/r/a/comments/1/t/?context=3")]
    [InlineData("https://www.facebook.com/acme/posts/1?__cft__%5B0%5D=x&__cft__[1]=y&_rdr&comment_id=9", "https://www.facebook.com/acme/posts/1?comment_id=9")]
    [InlineData("https://fr.aliexpress.com/item/1.html?aff_fcid=x&algo_exp_id=y&gps-id=z&sku=3", "https://fr.aliexpress.com/item/1.html?sku=3")]
    [InlineData("https://www.ebay.co.uk/itm/1?_trkparms=x&mkrid=711&var=2", "https://www.ebay.co.uk/itm/1?var=2")]
    [InlineData("https://www.walmart.com/ip/acme/1?athbdg=L1&athcpid=x&selected=true", "https://www.walmart.com/ip/acme/1?selected=true")]
    [InlineData("https://articulo.mercadolibre.com.mx/MLM-1?tracking_id=x&reco_id=y&variation=3", "https://articulo.mercadolibre.com.mx/MLM-1?variation=3")]
    [InlineData("https://item.taobao.com/item.htm?id=1&ali_refid=x&un=y", "https://item.taobao.com/item.htm?id=1")]
    [InlineData("https://www.cnbc.com/a.html?__source=x&page=2", "https://www.cnbc.com/a.html?page=2")]
    [InlineData("https://www.google.fr/search?q=acme&client=firefox&rlz=x&tbm=nws", "https://www.google.fr/search?q=acme&tbm=nws")]
    [InlineData("https://docs.google.com/document/d/1/edit?usp=sharing&tab=t.0", "https://docs.google.com/document/d/1/edit?tab=t.0")]
    [InlineData("https://www.bing.com/search?q=acme&FORM=HDRSC1", "https://www.bing.com/search?q=acme")]
    [InlineData("https://blog.acme.com/a?ref=blog.acme.com&id=3", "https://blog.acme.com/a?id=3")]
    [InlineData("https://www.acme.com/a?ref=acme.com", "https://www.acme.com/a")]
    [InlineData("https://acme.com/a?ref=other.example", "https://acme.com/a?ref=other.example")]
    [InlineData("https://acme.com/a?WT.mc_id=x&id=3&cjevent=y&sfmc_id=z", "https://acme.com/a?id=3")]
    public void Leaves_off_what_a_site_adds_for_its_own_books(string address, string tidy) => Assert.Equal(tidy, CanonicalUrl.Tidy(address));

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
    [InlineData("https://acme-com.cdn.ampproject.org/v/s/acme.com/a?amp_js_v=0.1&b=1", "https://acme.com/a?b=1")]
    [InlineData("https://www.bing.com/amp/s/acme.com/a?b=1", "https://acme.com/a?b=1")]
    [InlineData("https://webcache.googleusercontent.com/search?q=cache:AbC:https://acme.com/a+acme", "https://acme.com/a")]
    [InlineData("https://disq.us/url?url=https%3A%2F%2Facme.com%2Fa%3AAbCdEfGhIjKlMnOpQrStUvWxYz0&cuid=1", "https://acme.com/a")]
    [InlineData("https://r.search.yahoo.com/_ylt=A;_ylu=Y/RV=2/RE=1/RU=https%3a%2f%2facme.com%2fa/RK=2/RS=x-", "https://acme.com/a")]
    [InlineData("https://prf.hn/click/camref:1/destination:https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://www.anrdoezrs.net/links/1/type/dlg/sid/x/https://acme.com/a?b=1", "https://acme.com/a?b=1")]
    [InlineData("https://secure-web.cisco.com/1abc/https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://acme.sjv.io/c/1/2/3?u=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://acme.pxf.io/AbC?u=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://www.tiktok.com/link/v2?aid=1&scene=bio_url&target=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://acme.app.link/?%24fallback_url=https%3A%2F%2Facme.com%2Fa", "https://acme.com/a")]
    [InlineData("https://www.deviantart.com/users/outgoing?https://acme.com/a?b=1", "https://acme.com/a?b=1")]
    [InlineData("https://forum.example/linkout?remoteUrl=https%253A%252F%252Facme.com%252Fa", "https://acme.com/a")]
    [InlineData("https://forum.example/goto/link-confirmation?url=aHR0cHM6Ly9hY21lLmNvbS9h", "https://acme.com/a")]
    [InlineData("https://www.tumblr.com/share/link?url=https%3A%2F%2Facme.com%2Fa", "https://www.tumblr.com/share/link?url=https%3A%2F%2Facme.com%2Fa")]
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
