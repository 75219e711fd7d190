using Monitor.Core.Fetching;
using Monitor.Sources.HackerNews;

namespace Monitor.Sources.Tests.HackerNews;

public sealed class HackerNewsQueryTests
{
    [Theory]
    [InlineData(SearchTermKind.Words, "acme", "\"acme\"")]
    [InlineData(SearchTermKind.Words, "acme corp", "\"acme corp\"")]
    [InlineData(SearchTermKind.Words, "say \"acme\"", "\"say  acme\"")]
    [InlineData(SearchTermKind.Hashtag, "acme", "\"acme\"")]
    [InlineData(SearchTermKind.Handle, "acme@example.social", "\"acme@example.social\"")]
    [InlineData(SearchTermKind.Prefix, "recrut", "recrut *")]
    [InlineData(SearchTermKind.Prefix, "bonne recrut", "\"bonne\" recrut *")]
    [InlineData(SearchTermKind.Link, "www.acme.com/pricing", "\"acme.com\"")]
    [InlineData(SearchTermKind.Link, "https://acme.com:443/", "\"acme.com\"")]
    [InlineData(SearchTermKind.Author, "coyote", "\"coyote\" @")]
    public void Asks_for_a_term(SearchTermKind kind, string text, string expected) => Assert.Equal(expected, Asked(new SearchTerm(kind, text)));

    [Theory]
    [InlineData(SearchTermKind.Language, "fr")]
    [InlineData(SearchTermKind.Link, "müller.example")]
    [InlineData(SearchTermKind.Site, "news.ycombinator.com")]
    [InlineData(SearchTermKind.Words, "++")]
    public void Leaves_out_what_it_cannot_express_and_says_so_when_nothing_is_left(SearchTermKind kind, string text)
    {
        Assert.Null(Asked(new SearchTerm(kind, text)));
        Assert.Equal("\"acme\"", Asked(new(kind, text), new(SearchTermKind.Words, "acme")));
    }

    [Theory]
    [InlineData("example.org", true)]
    [InlineData("ycombinator.com", false)]
    [InlineData("news.ycombinator.com/item", false)]
    [InlineData("combinator.com", true)]
    public void Knows_documents_of_another_site(string site, bool elsewhere) =>
        Assert.Equal(elsewhere, HackerNewsQuery.IsElsewhere(new([new(SearchTermKind.Words, "acme"), new(SearchTermKind.Site, site)])));

    [Fact]
    public void Asks_for_all_terms_together() => Assert.Equal("\"acme corp\" \"jobs\"", Asked(new(SearchTermKind.Words, "acme corp"), new(SearchTermKind.Words, "jobs")));

    [Fact]
    public void An_empty_clause_cannot_be_asked() => Assert.Null(Asked());

    [Fact]
    public void Stays_within_what_the_search_reads_by_leaving_terms_out()
    {
        var asked = HackerNewsQuery.Of(new SearchClause([.. Enumerable.Range(0, 100).Select(number => new SearchTerm(SearchTermKind.Words, $"é{number}"))]))!;

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(asked.Text), 500, 512);
    }

    private static string? Asked(params SearchTerm[] terms) => HackerNewsQuery.Of(new SearchClause(terms))?.Key;
}
