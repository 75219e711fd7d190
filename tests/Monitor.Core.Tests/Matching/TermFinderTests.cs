using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>Where hashtags, handles and literals stand, and where they only seem to.</summary>
public sealed class TermFinderTests
{
    [Theory]
    [InlineData("`acme`", "acme corp")]
    [InlineData("`acme`", "x acme")]
    [InlineData("`acme`", "🔥acme corp")]
    [InlineData("`acme`", "acme🔥")]
    [InlineData("`🔥`", "so🔥🔥")]
    [InlineData("`京`", "京")]
    [InlineData("`京`", "x 京 y")]
    [InlineData("`東京`", "x 東京 y")]
    [InlineData("`++`", "x ++")]
    [InlineData("`++`", "++ x")]
    [InlineData("`…`", "…")]
    [InlineData("`node.js`", "on node.js")]
    [InlineData("#acme", "@acme #acme")]
    [InlineData("@acme", "#acme @acme")]
    [InlineData("@acme@x.org", "@acme @acme@x.org")]
    public void Stands_in_the_text(string query, string body) => Assert.True(Holds(query, Documents.Of(body)));

    [Theory]
    [InlineData("`京`", "東京")]
    [InlineData("`東`", "東京")]
    [InlineData("`東京`", "東京都")]
    [InlineData("`node.js`", "node js")]
    [InlineData("`node.js`", "node.net")]
    [InlineData("`node.js`", "node-js node")]
    [InlineData("`++`", "x + +")]
    [InlineData("#acme", "hi @acme")]
    [InlineData("#acme", "see acme.com")]
    [InlineData("#acme", "see #other")]
    [InlineData("@acme", "hi #acme")]
    [InlineData("@acme", "see acme.com")]
    [InlineData("@acme", "hi @other")]
    [InlineData("@acme@x.org", "hi @bob@x.org")]
    [InlineData("@acme@x.org", "hi @acme@y.org")]
    [InlineData("@acme@x.org", "#acme of x.org")]
    [InlineData("\"acme corp\"", "hi @other, see acme.com")]
    public void Does_not_stand_in_the_text(string query, string body) => Assert.False(Holds(query, Documents.Of(body)));

    [Theory]
    [InlineData("author:@ann", "ann", true)]
    [InlineData("author:@ann", " @ann ", true)]
    [InlineData("author:@ann", "@ann@example.social", true)]
    [InlineData("author:@ann", "example@ann", false)]
    [InlineData("author:@ann", "", false)]
    [InlineData("author:@ann@example.social", "ann", false)]
    [InlineData("author:@ann@example.social", "@ann@example.social", true)]
    [InlineData("author:@ann@example.social", "ann@other.social", false)]
    [InlineData("author:@ann@example.social", "bob@example.social", false)]
    [InlineData("author:\"ann lee\"", "annlee", true)]
    [InlineData("author:\"ann lee\"", "@annlee@example.social", true)]
    [InlineData("author:\"ann lee\"", "bob@annlee", false)]
    [InlineData("author:\"ann lee\"", "annleeds", false)]
    public void An_author_is_known_by_the_handle(string query, string handle, bool holds) =>
        Assert.Equal(holds, Holds(query, Documents.Of("x") with { Author = new("", handle) }));

    [Fact]
    public void A_display_name_is_no_handle() => Assert.False(Holds("author:\"ann lee\"", Documents.Of("x") with { Author = new("annlee", "") }));

    [Theory]
    [InlineData("source:press", true)]
    [InlineData("source:feed", true)]
    [InlineData("source:hn", false)]
    public void A_source_is_known_by_its_name_or_its_kind(string query, bool holds) => Assert.Equal(holds, Holds(query, Documents.Of("x")));

    [Theory]
    [InlineData("lang:pt", "pt", true)]
    [InlineData("lang:pt", "PT_br", true)]
    [InlineData("lang:pt-br", "pt", false)]
    [InlineData("lang:pt", "ptx", false)]
    [InlineData("lang:pt", "", false)]
    public void A_language_is_known_by_its_first_subtags(string query, string language, bool holds) =>
        Assert.Equal(holds, Holds(query, Documents.Of("x", language: language)));

    private static bool Holds(string query, Document document) => Evaluator.Holds(QueryParser.Parse(query).Expression!.Root, document);
}
