using Monitor.Sources.Html;

namespace Monitor.Sources.Tests.Html;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  a \n\t b  ", "a b")]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo")]
    [InlineData("<div>One</div><div>Two</div>", "One\nTwo")]
    [InlineData("One<br>Two<br/><br />Three", "One\nTwo\n\nThree")]
    [InlineData("A<b>c</b>me <i>Corp</i>", "Acme Corp")]
    [InlineData("<ul><li>One<li><p>Two</p></ul>After", "• One\n• Two\n\nAfter")]
    [InlineData("<table><tr><td>a<td>b</tr><tr><th>c</th><th>d</th></tr></table>", "a b\nc d")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("a<script>var x = '<b>';</script>b<style>p{}</style>c", "abc")]
    [InlineData("a<!-- <p>no</p> -->b", "ab")]
    [InlineData("AT&amp;T &lt;b&gt; caf&eacute; &#8364; &#x20AC; &nbsp;x", "AT&T <b> café € € x")]
    [InlineData("R&D, 5 < 8 > 3 & more", "R&D, 5 < 8 > 3 & more")]
    [InlineData("?a=1&copy=2&amp;lt=3", "?a=1&copy=2&lt=3")]
    [InlineData("<noscript>no</noscript><template>no</template><svg><text>no</text></svg>yes", "yes")]
    [InlineData("<p hidden>no</p><div style='display: none'><div>no</div></div>yes", "yes")]
    [InlineData("<div class='hidden'>yes</div>", "yes")]
    [InlineData("<q>said</q>", "“said”")]
    [InlineData("<img alt='😀'><img alt='A logo'>", "😀")]
    [InlineData("<a title=\"a > b\">x</a>", "x")]
    [InlineData("<a title=\"open>x</a> y", "x y")]
    [InlineData("<b>unclosed <i>tags", "unclosed tags")]
    [InlineData("<svg><p>shown after all", "shown after all")]
    [InlineData("<![CDATA[a]]>", "a")]
    [InlineData("<", "<")]
    [InlineData("<a", "")]
    [InlineData("", "")]
    public void Reads_as_a_person_would(string html, string text) => Assert.Equal(text, HtmlText.Read(html));

    [Fact]
    public void Collects_links_made_absolute()
    {
        var links = new List<string>();

        HtmlText.Read(
            "<a href=/a>1</a><a href='https://b.example/?x=1&amp;y=2'>2</a><a href=' mailto:x@y '>3</a><a href=#top>4</a><a name=x>5</a><iframe src=//v.example/e></iframe>",
            new Uri("https://example.org/dir/page"), links);

        Assert.Equal(["https://example.org/a", "https://b.example/?x=1&y=2", "https://example.org/dir/page#top", "https://v.example/e"], links);
    }

    [Theory]
    [InlineData("std::vector<int>", false)]
    [InlineData("5 < 8 & 9 > 7", false)]
    [InlineData("Use the <b> element", false)]
    [InlineData("AT&T", false)]
    [InlineData("a<br>b", true)]
    [InlineData("<b>x</b>", true)]
    [InlineData("caf&eacute;", true)]
    public void Knows_what_was_meant_as_html(string text, bool html) => Assert.Equal(html, HtmlText.LooksLikeHtml(text));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<svg>")]
    [InlineData("<div hidden>")]
    [InlineData("<a '>")]
    [InlineData("<a \">")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("</")]
    [InlineData("&")]
    [InlineData("&amp")]
    [InlineData("<li><p>")]
    public void Takes_linear_time_for_soup(string piece)
    {
        var soup = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        HtmlText.Read(soup, new Uri("https://example.org/"), new List<string>());

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }
}
