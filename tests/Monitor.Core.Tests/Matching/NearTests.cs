using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Where words count as near each other.</summary>
public sealed class NearTests
{
    [Theory]
    [InlineData("acme NEAR/0 corp", "one two three corp acme")]
    [InlineData("acme NEAR/0 (corp OR inc)", "inc acme x x corp")]
    [InlineData("acme NEAR/0 (\"big bad wolf\" OR corp)", "big bad wolf acme x x corp")]
    [InlineData("acme NEAR/0 \"big corp\"", "x big corp acme")]
    [InlineData("acme NEAR/2 corp", "acme 1 2 corp")]
    [InlineData("acme NEAR/0 acme", "acme acme")]
    [InlineData("\"acme corp\" NEAR/0 inc", "see #AcmeCorp inc")]
    [InlineData("inc NEAR/0 \"acme corp\"", "acme corp inc 1 2 #AcmeCorp")]
    [InlineData("#acme_corp NEAR/0 inc", "#acme_corp inc")]
    [InlineData("inc NEAR/0 #acme_corp", "#acme_corp inc")]
    [InlineData("\"acme corp\" NEAR/1 inc", "1 2 acme corp 3 inc")]
    [InlineData("acme ONEAR/0 (\"big bad wolf\" OR corp)", "corp acme corp big bad wolf")]
    public void Counts_the_words_between_on_either_side(string query, string text) => Assert.True(Holds(query, text));

    [Theory]
    [InlineData("acme NEAR/2 corp", "acme 1 2 3 corp")]
    [InlineData("acme NEAR/2 corp", "corp 1 2 3 acme")]
    [InlineData("acme ONEAR/2 \"big corp\"", "big corp acme")]
    [InlineData("acme NEAR/0 (\"big bad wolf\" OR corp)", "corp x acme y big bad wolf")]
    [InlineData("#acme_corp NEAR/0 inc", "#acme_corp 1 inc")]
    [InlineData("acme NEAR/5 corp", "acme")]
    public void Leaves_out_what_is_too_far_or_in_the_other_order(string query, string text) => Assert.False(Holds(query, text));

    [Theory]
    [InlineData("\"acme corp\" NEAR/3 corp")]
    [InlineData("corp NEAR/3 \"acme corp\"")]
    public void One_word_does_not_count_twice(string query) => Assert.False(Holds(query, "acme corp"));

    [Theory]
    [InlineData("aa NEAR/0 bb NEAR/0 cc", "cc aa bb")]
    [InlineData("\"aa bb\" NEAR/0 cc NEAR/0 dd", "cc aa bb dd")]
    [InlineData("aa NEAR/0 \"bb cc\" NEAR/0 dd", "aa bb cc dd")]
    public void What_is_near_reaches_from_its_first_word_to_its_last(string query, string text) => Assert.True(Holds(query, text));

    private static bool Holds(string query, string text) => Evaluator.Holds(QueryParser.Parse(query).Expression!.Root, Documents.Of(text));
}
