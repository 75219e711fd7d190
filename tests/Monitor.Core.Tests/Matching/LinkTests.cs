using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

public sealed class LinkTests
{
    private static readonly Document Linked = Documents.Of(body: "news") with
    {
        Links = [new Link("https://a.example/"), new Link(["https://t.co/abc", "https://bit.ly/x", "https://www.acme.com/x/"]), new Link("https://b.example/")],
    };

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "t.co/abc → bit.ly/x")]
    [InlineData(3, "t.co/abc → … → acme.com/x")]
    [InlineData(4, null)]
    [InlineData(9, null)]
    public void A_trail_shows_the_way_home(int element, string? trail) =>
        Assert.Equal(trail, LinkTrail.Of(Linked, new Span(Field.Links, 0, 1, "acme.com", element)));

    [Theory]
    [InlineData("acme.com", "mailto:ann@acme.com", false)]
    [InlineData("acme.com", "javascript:open('acme.com')", false)]
    [InlineData("acme.com", "acme.com/x", true)]
    [InlineData("acme.com:443/x", "https://acme.com/x", true)]
    [InlineData("acme.com:80/x", "https://acme.com/x", true)]
    [InlineData("acme.com:8443", "https://acme.com:8443/x", true)]
    [InlineData("acme.com:8443", "https://acme.com/x", false)]
    public void A_host_is_looked_for_where_an_address_has_one_and_default_ports_do_not_count(string wanted, string link, bool fits)
    {
        var query = QueryParser.Parse($"link:{wanted}").Expression!;
        var document = Documents.Of() with { Links = [new Link(link)] };

        Assert.Equal(fits, Evaluator.Holds(query.Root, document));
        Assert.Equal(fits, MatchIndex.Build([new Query("", query)]).Match(document).Any());
    }

    [Fact]
    public void A_span_of_another_field_has_no_trail() => Assert.Null(LinkTrail.Of(Linked, new Span(Field.Body, 0, 1, "news", 3)));

    [Theory]
    [InlineData("http://www.acme.com/", "acme.com")]
    [InlineData("HTTPS://WWW.acme.com/a", "acme.com/a")]
    [InlineData("acme.com/a/", "acme.com/a")]
    [InlineData("ftp://acme.com", "ftp://acme.com")]
    [InlineData("https://acme.com/01234567890123456789012345678901234567890123456789012345678901234567890", "acme.com/01234567890123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("https://acme.com/012345678901234567890123456789012345678901234567890123456789012345678901", "acme.com/0123456789012345678901234567890123456789012345678901234567890123456789…")]
    public void A_hop_is_shown_without_what_every_address_has_and_at_most_80_characters_long(string hop, string shown)
    {
        var document = Documents.Of() with { Links = [new Link(["https://t.co/abc", hop])] };

        Assert.Equal("t.co/abc → " + shown, LinkTrail.Of(document, new Span(Field.Links, 0, 1, "acme.com", 1)));
    }

    [Fact]
    public void Only_spans_in_links_follow_hops()
    {
        var span = new Span(Field.Tags, 0, 1, "x", 4);

        Assert.Equal(span, LinkTrail.Follow(span, Linked.Links, [.. Linked.Links.Select(link => new Link([.. link.Hops, "https://c.example/"]))]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    public void Spans_follow_their_hop_when_links_before_gain_some(int before, int after)
    {
        IReadOnlyList<Link> longer = [Linked.Links[0], new Link([.. Linked.Links[1].Hops, "https://c.example/", "https://d.example/"]), Linked.Links[2]];
        var span = LinkTrail.Follow(new Span(Field.Links, 0, 1, "x", before), Linked.Links, longer);

        Assert.Equal(after, span.Element);
        Assert.Equal(Linked.Links.SelectMany(link => link.Hops).ElementAt(before), longer.SelectMany(link => link.Hops).ElementAt(span.Element));
    }

    [Theory]
    [InlineData("link:globex.com", true)]
    [InlineData("news link:globex.com", true)]
    [InlineData("other link:globex.com", false)]
    [InlineData("other OR link:globex.com", true)]
    [InlineData("link:globex.com -news", false)]
    [InlineData("news -link:globex.com", true)]
    [InlineData("news -other", true)]
    [InlineData("news -news", false)]
    [InlineData("news NEAR news", false)]
    [InlineData("other", false)]
    public void Says_whether_links_could_matter(string expression, bool could) =>
        Assert.Equal(could, LinkProspect.Could(QueryParser.Parse(expression).Expression!.Root, Linked));

    [Fact]
    public void Knows_which_queries_ask_and_for_what()
    {
        Assert.False(LinkProspect.Asks(QueryParser.Parse("acme site:acme.com").Expression!.Root));
        Assert.True(LinkProspect.Asks(QueryParser.Parse("acme -link:acme.com").Expression!.Root));
        Assert.Equal(["acme.com/a", "b.com"], LinkProspect.Homes(QueryParser.Parse("x OR link:acme.com/a OR link:b.com").Expression!.Root));
    }
}
