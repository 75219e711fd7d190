using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class PlainAddressTests
{
    private static readonly string[] Hosts =
    [
        "acme.com", "www.acme.com", "a", "localhost", "a1.b2", "1a.com", "3com.com", "a-b.co.uk", "0", "1.2.3.4", "a.1", "a.0x7f", "0x7f", "a.b.", ".a", "a..b", "-a.com", "a-.com", "a.-b", "xn--a.com", "a--b.com",
        "Acme.com", "a_b.com", "acme.com:80", "u@acme.com", "müller.example", "cdn.ampproject.org", "x.bing-amp.com", "acme-com.translate.goog", "www.google.com", "web.archive.org", "urldefense.com", "href.li", "12ft.io",
        "[::1]", "", "acme .com", "acme\u00AD.com", "1.2.3", "256.256.256.256", "a.com0", "a.b1", "example", "\u2025.com",
    ];

    private static readonly string[] Paths =
    [
        "/", "", "/a", "/a/", "/a/b.html", "/A/b_C-d/", "//", "/a//b", "/./a", "/a/..", "/a/../b", "/a.", "/a./b", "/.a", "/..a", "/a..b", "/amp", "/amp/", "/a/amp", "/a.amp", "/a.amp.html", "/lamp", "/example", "/amp/s/acme.com/a",
        "/AMP", "/a.AMP.html", "/url", "/imgres", "/web/2020/http/acme.com", "/c/1/2/3", "/redirect", "/v3/__a__", "/c/s/acme.com/a", "/a?b", "/a#b", "/a%20b", "/a b", "/é", "/a:b", "/a;b", "/a~b", "/-/_/-", "/a\\b", "/a\n",
    ];

    [Fact]
    public void What_is_plain_reads_as_the_long_way_does()
    {
        var plain = 0;
        foreach (var address in from scheme in new[] { "http://", "https://", "HTTP://", "http:/" } from host in Hosts from path in Paths select scheme + host + path)
        {
            if (!PlainAddress.Is(address)) continue;
            plain++;

            // With a fragment that is dropped again it is not plain.
            var uri = CanonicalUrl.Read(address);
            Assert.NotNull(uri);
            Assert.Equal(address, uri.AbsoluteUri);
            Assert.Null(WrappedAddress.In(uri));
            Assert.Equal(CanonicalUrl.Of(address + "#"), CanonicalUrl.Of(address));
            Assert.Equal(CanonicalUrl.Tidy(address + "#xtor=1"), CanonicalUrl.Tidy(address));
            Assert.Equal([address], CanonicalUrl.Hops(address));
        }

        Assert.InRange(plain, 200, 1_000);
    }

    [Theory]
    [InlineData("https://acme.com/a/b-c_d.html")]
    [InlineData("http://site0001.example/post/0001-00")]
    [InlineData("https://www.acme.co.uk/")]
    public void Most_addresses_are_plain(string address) => Assert.True(PlainAddress.Is(address));
}
