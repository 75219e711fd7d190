using Monitor.Core.Fetching;
using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>A plan for many queries: time that grows with them alone.</summary>
public sealed class LargePlanTests
{
    private static readonly SourceIdentity Source = new("hn", "hackernews");

    [Fact]
    public void Many_queries_that_begin_alike_make_a_plan_in_time()
    {
        Query[] queries = [.. Enumerable.Range(0, 5_000).Select(number => new Query($"q{number}", QueryParser.Parse($"acme product{number} OR rival{number}").Expression!))];

        Assert.Equal(10_000, SearchPlanner.Plan(queries, Source).Clauses.Count);
        Assert.Equal(5_001, SearchPlanner.Plan([.. queries, new Query("all", QueryParser.Parse("acme").Expression!)], Source).Clauses.Count);
    }
}
