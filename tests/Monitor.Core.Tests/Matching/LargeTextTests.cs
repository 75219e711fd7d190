using System.Diagnostics;
using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Much text: time that grows with it alone, and memory that does not.</summary>
public sealed class LargeTextTests
{
    private static readonly MatchIndex Index = Build(
        "acme corp", "\"acme corp\"", "acme NEAR/9 corp", "acme NEAR/100 corp NEAR/100 inc", "pre*", "`C++`", "`+++`", "=Acme", "#acme", "@acme", "\"a a a b\"", "link:acme.com", "東京");

    [Theory]
    [InlineData("acme ")]
    [InlineData("acme corp ")]
    [InlineData("acme x corp ")]
    [InlineData("a ")]
    [InlineData("prefix")]
    [InlineData("prefix ")]
    [InlineData("+")]
    [InlineData("#acme ")]
    [InlineData("@acme@")]
    [InlineData("a.b.")]
    [InlineData("東")]
    [InlineData("a\u0301")]
    [InlineData("\u0301")]
    [InlineData("ｶﾞ")]
    [InlineData("\u200B")]
    [InlineData("🔥")]
    [InlineData("👩\u200D💻")]
    [InlineData("\uD800")]
    [InlineData("\u0378\uFFFF")]
    [InlineData("कि")]
    [InlineData("ﷺ")]
    public void Time_grows_with_the_text_alone(string unit)
    {
        const int small = 20_000;
        Measure(small / 10);
        var (one, ten) = (Measure(small), Measure(small * 10));

        // Quadratic time would be a hundred times as much; the rest is room for a busy machine.
        Assert.True(ten < TimeSpan.FromMilliseconds(500) + (one * 40), $"{one} for {small} characters, {ten} for ten times as many");

        TimeSpan Measure(int length)
        {
            var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length));
            var document = Documents.Of(text, text);
            var started = Stopwatch.GetTimestamp();
            Index.Match(document);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    [Fact]
    public void A_body_of_15_million_characters_is_read_to_its_end()
    {
        var body = string.Concat(Enumerable.Repeat("lorem ipsum ", 1_250_000)) + "acme corp";

        Assert.Contains(Index.Match(Documents.Of(body)), match => match.Query == "\"acme corp\"");
    }

    [Fact]
    public void A_million_words_that_begin_like_a_prefix_match_once_and_show_a_bounded_number_of_spans()
    {
        var match = Assert.Single(Index.Match(Documents.Of(string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"pre{number} ")))));

        Assert.Equal(Evaluator.MostSpans, match.Spans.Count);
    }

    [Fact]
    public void A_document_that_triggers_nothing_allocates_nothing()
    {
        var documents = new[] { "Rien à voir, «déjà vu» ☕", "東西 北", "ещё раз: привет", "nothing of it ❤️ 👩‍💻", "ที่นี่ किताब" }.Select(body => Documents.Of(body, "title")).ToArray();
        var index = Build("acme corp", "\"acme corp\"", "acme NEAR/9 corp", "pre*", "`C++`", "=Acme", "#acme", "@acme", "link:acme.com", "lang:xx acme", "author:acme");
        var fits = new List<int>();
        foreach (var document in documents) index.Find(document, fits);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 100; round++)
        {
            foreach (var document in documents) index.Find(document, fits);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(fits);
    }

    private static MatchIndex Build(params string[] queries) =>
        MatchIndex.Build([.. queries.Select(query => new Query(query, QueryParser.Parse(query).Expression!))]);
}
