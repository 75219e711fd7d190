using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("</feed>; rel=\"alternate\"; type=\"application/rss+xml\"", "/feed", "alternate", "application/rss+xml")]
    [InlineData("</feed>;rel=alternate;type=application/rss+xml", "/feed", "alternate", "application/rss+xml")]
    [InlineData("</feed> ; REL = \"ALTERNATE home\" ; Type = application/rss+xml", "/feed", "alternate home", "application/rss+xml")]
    [InlineData("<feed?a=1,2;b>; title=\"a, \\\"b\\\"; <c>\"; rel=feed", "feed?a=1,2;b", "feed", "")]
    [InlineData("</x>; rel=next; rel=alternate", "/x", "next", "")]
    [InlineData("</x>; rel", "/x", "", "")]
    [InlineData("</x>;;; =5; rel=\"next", "/x", "next", "")]
    public void Reads_a_link_however_it_is_written(string line, string target, string relations, string type)
    {
        var link = Assert.Single(LinkHeader.Parse(line));

        Assert.Equal((target, relations, type), (link.Target, string.Join(' ', link.Relations), link.Type));
    }

    [Fact]
    public void Reads_every_link_of_a_line()
    {
        var links = LinkHeader.Parse("<https://a.example/>; rel=\"hub\", <b>; rel=self; title=\"x, y\",<c>,</d>;rel=alternate");

        Assert.Equal(["https://a.example/", "b", "c", "/d"], links.Select(link => link.Target));
        Assert.Equal("x, y", links[1].Title);
        Assert.Equal(["alternate"], links[3].Relations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("rel=alternate")]
    [InlineData(">;<")]
    public void Finds_nothing_where_nothing_is(string line) => Assert.Empty(LinkHeader.Parse(line));

    [Fact]
    public void Takes_no_time_for_a_long_line() => Assert.Equal(100, LinkHeader.Parse(string.Concat(Enumerable.Repeat("<a>,", 1_000_000))).Count);
}
