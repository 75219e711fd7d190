using Monitor.Core.Matching;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class StandingQueriesTests
{
    [Fact]
    public void Knowing_which_words_are_rare_changes_no_match()
    {
        var document = Sample.Document("1");
        var census = new WordCensus();
        census.Count(document);
        var guessing = new StandingQueries([Standing("acme", "somebody acme"), Standing("corp", "acme corp")]);

        Assert.Equal(["acme"], guessing.Match(document).Select(match => match.Query));
        Assert.Equal(["acme"], guessing.Knowing(census).Match(document).Select(match => match.Query));
    }

    private static StandingQuery Standing(string name, string expression) => new(new Query(name, QueryParser.Parse(expression).Expression!), name, [], []);
}
