using Monitor.Core.Fetching;
using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class QueryTests
{
    private static readonly QueryExpression Acme = QueryParser.Parse("acme").Expression!;

    [Theory]
    [InlineData("*", true)]
    [InlineData("press", true)]
    [InlineData("PRESS", true)]
    [InlineData("Feed", true)]
    [InlineData("hn", false)]
    [InlineData("hn|feed", true)]
    [InlineData("hn|*", true)]
    [InlineData("pres", false)]
    public void Concerns_sources_by_name_or_kind(string sources, bool concerns) =>
        Assert.Equal(concerns, new Query("q", Acme, sources.Split('|')).Concerns(new SourceIdentity("press", "feed")));

    [Fact]
    public void Concerns_every_source_where_none_is_named()
    {
        Assert.True(new Query("q", Acme).Concerns(new("press", "feed")));
        Assert.False(new Query("q", Acme, []).Concerns(new("press", "feed")));
    }

    [Fact]
    public void Keeps_its_text_as_written() => Assert.Equal(" Acme  ", QueryParser.Parse(" Acme  ").Expression!.ToString());

    [Fact]
    public void Terms_are_told_in_the_order_they_were_written() =>
        Assert.Equal(["a1", "b2", "b2", "c3", "d4"], QueryTree.Terms(QueryParser.Parse("(a1 OR b2 NEAR b2) -(c3 d4)").Expression!.Root).Select(term => term.Written));

    [Theory]
    [InlineData("acme -jobs", "jobs from acme")]
    [InlineData("acme corp -jobs -(paid OR sponsored)", "jobs from acme AND corp AND NOT (paid OR sponsored)|paid OR sponsored from acme AND corp AND NOT jobs")]
    [InlineData("acme (corp OR inc -jobs)", "")]
    [InlineData("acme OR corp", "")]
    [InlineData("acme", "")]
    public void What_is_excluded_is_told_beside_the_query_without(string query, string exclusions) =>
        Assert.Equal(exclusions, string.Join('|', QueryTree.Exclusions(QueryParser.Parse(query).Expression!.Root).Select(pair => $"{QueryPrinter.Print(pair.Excluded)} from {QueryPrinter.Print(pair.Without)}")));

    [Theory]
    [InlineData("acme -jobs", "acme jobs|acme", 0)]
    [InlineData("acme -jobs", "acme jobs|acme jobs|acme", 1)]
    [InlineData("acme -jobs -paid", "acme jobs|acme paid|acme jobs paid", 2)]
    [InlineData("acme -jobs", "", 0)]
    [InlineData("acme jobs", "acme jobs", 0)]
    public void A_NOT_is_warned_of_when_it_hides_more_than_half(string query, string stored, int warnings)
    {
        var documents = stored.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(body => Documents.Of(body)).ToArray();

        Assert.Equal(warnings, QueryTree.HidingExclusions(QueryParser.Parse(query).Expression!, documents).Count());
    }
}
