using FsCheck.Fluent;
using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class ExplanationTests
{
    [Fact]
    public void A_match_names_the_terms_that_made_it_and_where_they_stand()
    {
        var explanation = Explain("(acme OR globex) AND pricing -jobs", "The pricing of Acme");

        Assert.True(explanation.Holds);
        Assert.Equal(["acme holds", "pricing holds", "jobs absent"], explanation.Causes().Select(Describe));
        Assert.Equal(15, Assert.Single(explanation.Causes().First().Found).Start);
    }

    [Fact]
    public void A_near_miss_names_what_was_absent_and_which_exclusion_struck()
    {
        var explanation = Explain("(acme OR globex) AND pricing -jobs", "Acme jobs");

        Assert.False(explanation.Holds);
        Assert.Equal(["pricing absent", "jobs holds"], explanation.Causes().Select(Describe));
        Assert.Equal(2, explanation.Distance());
    }

    [Fact]
    public void Terms_near_each_other_are_one_cause()
    {
        Assert.Equal(["acme NEAR/1 corp absent"], Explain("acme NEAR/1 corp", "acme is not a corp").Causes().Select(Describe));
        Assert.Equal([0, 7], Explain("acme NEAR/1 corp", "acme a corp").Found.Select(span => span.Start));
    }

    [Fact]
    public void Distance_is_that_of_the_nearest_way()
    {
        Assert.Equal(1, Explain("(acme corp inc) OR globex", "nothing of it").Distance());
        Assert.Equal(1, Explain("acme -(jobs paid)", "acme jobs paid").Distance());
        Assert.Equal(2, Explain("acme -(jobs OR paid)", "acme jobs paid").Distance());
    }

    [Fact]
    public void Only_terms_have_a_place()
    {
        var explanation = Explain("acme -jobs", "acme");

        Assert.Empty(explanation.Found);
        Assert.Equal([1, 0], explanation.Parts.Select(part => part.Found.Count));
        Assert.True(explanation.Decides());
        Assert.False(Explain("acme -jobs", "acme jobs").Decides());
    }

    [Fact]
    public void Evaluating_the_explanation_alone_gives_the_same_verdict() => Properties.Check(Gen.Zip(Generators.Query, Generators.Document), pair =>
    {
        var explanation = Explanation.Of(pair.Item1.Root, pair.Item2);

        Assert.Equal(Evaluator.Holds(pair.Item1.Root, pair.Item2), explanation.Decides());
        Assert.Equal(explanation.Holds, explanation.Decides());
        Assert.Equal(explanation.Holds, explanation.Distance() == 0);
    });

    private static Explanation Explain(string query, string body) => Explanation.Of(QueryParser.Parse(query).Expression!.Root, Documents.Of(body));

    private static string Describe(Explanation cause) => $"{QueryPrinter.Print(cause.Node)} {(cause.Holds ? "holds" : "absent")}";
}
