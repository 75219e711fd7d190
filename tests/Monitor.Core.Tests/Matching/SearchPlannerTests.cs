using FsCheck.Fluent;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

public sealed class SearchPlannerTests
{
    private static readonly SourceIdentity Source = new("hn", "hackernews");

    [Theory]
    [InlineData("acme", "Words acme")]
    [InlineData("\"acme corp\"", "Words acme corp | Words acmecorp")]
    [InlineData("acme AND (pricing OR plans) -jobs", "Words acme, Words pricing | Words acme, Words plans")]
    [InlineData("acme OR (acme corp)", "Words acme")]
    [InlineData("recrut*", "Prefix recrut")]
    [InlineData("#acme OR @acme OR author:@ann", "Hashtag acme | Handle acme | Author ann")]
    [InlineData("link:https://www.acme.com/x OR site:acme.com", "Link acme.com/x | Site acme.com")]
    [InlineData("acme lang:pt-BR score:>3", "Words acme, Language pt")]
    [InlineData("acme source:hn", "Words acme")]
    [InlineData("acme source:mastodon", "")]
    [InlineData("acme -source:hn", "")]
    [InlineData("acme -source:mastodon", "Words acme")]
    [InlineData("author:\"ann lee\"", "Author annlee | Author ann, Author lee")]
    [InlineData("author:ann", "Author ann")]
    [InlineData("acme author:\"ann le*\"", "Words acme, Author ann")]
    [InlineData("@acme@mastodon.social", "Handle acme@mastodon.social")]
    [InlineData("acme NEAR/3 corp", "Words acme, Words corp")]
    [InlineData("`C++`", "Words C")]
    [InlineData("acme OR `++`", "everything")]
    [InlineData("A\u0301c\u00ADme", "Words Ácme")]
    [InlineData("title:\"acme corp\" body:`.NET`", "Words NET, Words acme corp | Words NET, Words acmecorp")]
    [InlineData("\"acme* corp\"", "Prefix acme, Words corp")]
    [InlineData("tag:jobs OR tag:\"two words\"", "everything")]
    [InlineData("acme url:blog", "Words acme")]
    [InlineData("acme NOT NOT corp", "Words acme, Words corp")]
    [InlineData("acme source:HackerNews", "Words acme")]
    [InlineData("author:@ann@example.org", "Author ann")]
    [InlineData("\"js 👩\u200D💻\" OR `👩\u200D💻`", "Words js 👩\u200D💻 | Words js👩\u200D💻 | Words 👩\u200D💻")]
    [InlineData("followers:>10", "everything")]
    public void Says_what_a_search_must_ask(string query, string plan) => Assert.Equal(plan, Print(SearchPlanner.Plan([new("q", QueryParser.Parse(query).Expression!)], Source)));

    [Fact]
    public void Queries_of_other_sources_ask_nothing() =>
        Assert.Empty(SearchPlanner.Plan([new("q", QueryParser.Parse("acme").Expression!, ["mastodon"])], Source).Clauses);

    [Fact]
    public void A_plan_never_asks_for_less_than_the_query_needs()
    {
        var matches = 0;
        Properties.Check(Gen.Zip(Generators.Query, Gen.ListOf(Generators.Document, 4)), pair =>
        {
            foreach (var document in pair.Item2.Where(document => Evaluator.Holds(pair.Item1.Root, document)))
            {
                matches++;
                var plan = SearchPlanner.Plan([new("q", pair.Item1)], document.Source);
                Assert.True(plan.Clauses.Any(clause => clause.Terms.All(term => Finds(term, document))), $"{pair.Item1.Text} asks {Print(plan)}, which misses {document}");
            }
        });
        Assert.True(matches > Properties.Cases / 10, $"only {matches} matches in {Properties.Cases} cases");
    }

    /// <summary>What a search that knows words would find.</summary>
    private static bool Finds(SearchTerm term, Document document)
    {
        var text = Words.Of(document.Title + "\n\n" + document.Body).Select(word => word.Folded).ToArray();
        var wanted = Words.Of(term.Text).Select(word => word.Folded).ToArray();
        return term.Kind switch
        {
            SearchTermKind.Words => Holds($"\"{term.Text}\"") || text.Contains(TextFolding.Fold(term.Text)),
            SearchTermKind.Prefix => Holds($"\"{term.Text}*\"") || text.Any(word => word.StartsWith(wanted[^1], StringComparison.Ordinal)),
            SearchTermKind.Hashtag => Holds("#" + term.Text) || Holds("tag:" + term.Text),
            SearchTermKind.Handle => Holds("@" + term.Text),
            SearchTermKind.Link => Holds("link:" + term.Text),
            SearchTermKind.Site => Holds("site:" + term.Text),
            SearchTermKind.Language => Holds("lang:" + term.Text),
            _ => Holds("author:" + term.Text) || Holds("author:@" + term.Text),
        };

        bool Holds(string query) => QueryParser.Parse(query).Expression is not { } expression || Evaluator.Holds(expression.Root, document);
    }

    private static string Print(SearchPlan plan) => string.Join(" | ", plan.Clauses.Select(clause =>
        clause.Terms.Count == 0 ? "everything" : string.Join(", ", clause.Terms.Select(term => $"{term.Kind} {term.Text}"))));
}
