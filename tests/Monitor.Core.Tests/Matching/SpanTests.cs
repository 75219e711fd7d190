using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>What a match shows, and in which order.</summary>
public sealed class SpanTests
{
    [Fact]
    public void Spans_are_ordered_by_field_element_start_and_length()
    {
        Assert.Equal(["Title 0 corp", "Title 5 acme", "Body 0 acme"], Spans("acme corp", Documents.Of("acme", "corp acme")));
        Assert.Equal(["Body 0 acme", "Body 0 acme corp"], Spans("acme OR \"acme corp\"", Documents.Of("acme corp")));
        Assert.Equal([0, 2], Evaluator.Spans(Root("tag:jobs"), Documents.Of() with { Tags = ["Jobs", "x", "jobs"] }).Select(span => span.Element));
    }

    [Theory]
    [InlineData("acme -jobs", "acme", "acme")]
    [InlineData("acme OR corp", "corp", "corp")]
    [InlineData("acme NOT NOT paid", "acme paid", "acme|paid")]
    [InlineData("acme -(jobs -paid)", "acme paid jobs", "acme|paid")]
    [InlineData("acme -(jobs OR -paid)", "acme paid", "acme|paid")]
    [InlineData("acme -(jobs NEAR/0 paid)", "acme jobs", "acme")]
    public void What_is_excluded_is_not_shown_but_what_is_excluded_from_that_is(string query, string body, string shown) =>
        Assert.Equal(shown, string.Join('|', Spans(query, Documents.Of(body)).Select(span => span.Split(' ', 3)[2])));

    [Theory]
    [InlineData("link:acme.com/pricing", "https://www.acme.com/pricing?plan=1", "acme.com/pricing")]
    [InlineData("link:acme.com", "acme.com/blog", "acme.com")]
    [InlineData("link:xn--mller-kva.de", "https://müller.de/x", "https://müller.de/x")]
    public void An_address_is_shown_where_it_stands_and_whole_where_it_is_written_in_another_way(string query, string link, string shown) =>
        Assert.Equal(shown, Assert.Single(Spans(query, Documents.Of(links: link))).Split(' ', 3)[2]);

    [Theory]
    [InlineData("author:\"ann lee\"", "annlee@example.social", "annlee")]
    [InlineData("author:@ann", "ann@example.social", "ann@example.social")]
    [InlineData("author:東京", "東京@example.social", "東京")]
    public void An_author_is_shown_by_the_handle(string query, string handle, string shown) =>
        Assert.Equal(shown, Assert.Single(Spans(query, Documents.Of() with { Author = new("", handle) })).Split(' ', 3)[2]);

    [Theory]
    [InlineData("`++`", "my C++ rocks", "++")]
    [InlineData("`++ r`", "my C ++ rocks, ++ r", "++ r")]
    [InlineData("`.NET`", "on ASP.NET 10", ".NET")]
    [InlineData("`.NET`", "on .NET", ".NET")]
    [InlineData("`++`", "my C ++.", "++")]
    [InlineData("`node.js`", "(Node.js)", "Node.js")]
    public void A_literal_is_shown_with_its_signs_alone(string query, string body, string shown) =>
        Assert.Equal(shown, Assert.Single(Spans(query, Documents.Of(body))).Split(' ', 3)[2]);

    [Theory]
    [InlineData("@acme", "hi @Acme@x.org!", "@Acme")]
    [InlineData("@acme@x.org", "hi @Acme@x.org!", "@Acme@x.org")]
    [InlineData("\"acme corp\"", "hi @AcmeCorp@x.org!", "AcmeCorp")]
    public void A_handle_is_shown_with_its_host_where_that_was_asked_for(string query, string body, string shown) =>
        Assert.Equal(shown, Assert.Single(Spans(query, Documents.Of(body))).Split(' ', 3)[2]);

    [Fact]
    public void What_stands_near_is_shown_once_each() =>
        Assert.Equal(["Body 0 acme", "Body 5 corp", "Body 10 acme"], Spans("acme NEAR/0 corp", Documents.Of("acme corp acme")));

    [Fact]
    public void A_match_shows_a_thousand_spans_at_most() =>
        Assert.Equal(Evaluator.MostSpans, Spans("acme", Documents.Of(string.Concat(Enumerable.Repeat("acme ", Evaluator.MostSpans + 1)))).Count);

    [Fact]
    public void A_source_is_named_without_its_accents() =>
        Assert.True(Evaluator.Holds(Root("source:elan"), Documents.Of() with { Source = new("Élan", "feed") }));

    private static QueryNode Root(string query) => QueryParser.Parse(query).Expression!.Root;

    /// <summary>Field, start and text of each span.</summary>
    private static List<string> Spans(string query, Document document)
    {
        Assert.True(Evaluator.Holds(Root(query), document));
        return [.. Evaluator.Spans(Root(query), document).Select(span => $"{span.Field} {span.Start} {Documents.TextOf(document, span).Substring(span.Start, span.Length)}")];
    }
}
