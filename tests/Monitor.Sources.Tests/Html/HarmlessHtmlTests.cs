using Monitor.Sources.Html;

namespace Monitor.Sources.Tests.Html;

public sealed class HarmlessHtmlTests
{
    private static readonly Uri Home = new("https://example.org/dir/");

    [Theory]
    [InlineData("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>")]
    [InlineData("<p onclick='x()' style='color:red' class='a'>x</p>", "<p>x</p>")]
    [InlineData("<a href='page' target=_blank>x</a>", "<a href=\"https://example.org/dir/page\">x</a>")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<img src='/i.png' onerror='x()' alt='\"<b>'>", "<img src=\"https://example.org/i.png\" alt=\"&quot;&lt;b&gt;\">")]
    [InlineData("<img src='data:image/svg+xml,<svg onload=x()>'>", "<img>")]
    [InlineData("a<script>x()</script><style>y</style><iframe src=x></iframe><object data=x></object>b", "ab")]
    [InlineData("<svg><script>x()</script></svg><math><mi>y</mi></math>z", "z")]
    [InlineData("<form action=x><input name=y></form>z", "z")]
    [InlineData("<unknown>kept</unknown>", "kept")]
    [InlineData("5 &lt; 8", "5 &lt; 8")]
    [InlineData("plain", "plain")]
    public void Keeps_what_is_harmless(string html, string harmless) => Assert.Equal(harmless, HarmlessHtml.Clean(html, Home));

    [Fact]
    public void Falls_back_to_text_where_the_nesting_is_an_attack()
    {
        var clean = HarmlessHtml.Clean(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "Acme");

        Assert.Equal("Acme", clean);
    }

    [Fact]
    public void Escapes_plain_text_and_keeps_its_lines() => Assert.Equal("a &lt;b&gt; &amp; c<br>\nd", HarmlessHtml.FromPlain("a <b> & c\nd"));
}
