using System.Globalization;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Tests.Delivering;

public sealed class ExcerptTests
{
    [Fact]
    public void Marks_what_matched_and_leaves_a_short_text_whole() =>
        Assert.Equal("I like [Acme Corp] a lot.", Marked("I like Acme Corp a lot.", "Acme Corp"));

    [Fact]
    public void Cuts_a_long_text_between_words_around_the_first_match()
    {
        var text = string.Join(' ', Enumerable.Repeat("before", 100)) + " the Acme thing " + string.Join(' ', Enumerable.Repeat("after", 100));
        var excerpt = Excerpt.Of(text, [At(text, "Acme")], 120);
        Assert.StartsWith("… before ", excerpt.Text, StringComparison.Ordinal);
        Assert.EndsWith(" after…", excerpt.Text, StringComparison.Ordinal);
        Assert.Contains(new TextRun("Acme", true), excerpt.Runs);
        Assert.InRange(excerpt.Text.Length, 90, 123);
    }

    [Fact]
    public void Marks_every_match_within_the_window_and_joins_those_that_overlap() =>
        Assert.Equal("[acme corp] and [acme]", Marked("acme corp and acme", new Span(Field.Body, 0, 4, "acme"), new Span(Field.Body, 0, 9, "acme corp"), new Span(Field.Body, 14, 4, "acme")));

    [Fact]
    public void Folds_white_space_and_drops_controls_and_overrides() =>
        Assert.Equal("one [two three] four", Marked("\t one\r\n\u202Etwo\u0000\u2028 three\u0085\u2066four\u200F ", "two\u0000\u2028 three"));

    [Fact]
    public void Keeps_the_no_break_spaces_of_French_but_not_a_row_of_them() =>
        Assert.Equal("«\u00a0oui\u202f!\u00a0» et non", Marked("«\u00a0oui\u202f!\u00a0» et\u00a0\u00a0 non", []));

    [Fact]
    public void Never_cuts_a_grapheme_where_a_text_has_no_words()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)) + "🇫🇷";
        for (var length = 30; length < 60; length++)
        {
            var shown = Excerpt.Of(text, [], length).Text.TrimEnd('…');
            Assert.All(Graphemes(shown), grapheme => Assert.Equal("👩‍👩‍👧‍👦", grapheme));
        }
    }

    [Fact]
    public void A_mark_stays_with_its_letter_where_a_span_ends_between_them() =>
        Assert.Equal("[cafe\u0301] noir", Marked("cafe\u0301 noir", new Span(Field.Body, 0, 4, "cafe")));

    [Fact]
    public void Spans_outside_the_text_are_clipped() =>
        Assert.Equal("ab[c]", Marked("abc", new Span(Field.Body, 2, int.MaxValue, "x"), new Span(Field.Body, -9, 3, "x"), new Span(Field.Body, 99, 3, "x")));

    [Theory]
    [InlineData("The body of Acme", "Title", "The body of [Acme]")]
    [InlineData(" \n", "The title of Acme", "The title of [Acme]")]
    [InlineData("A body without it", "Acme in the title", "A body without it")]
    public void Shows_the_body_else_the_title(string body, string title, string expected)
    {
        var document = new Document { Id = "1", Source = new SourceIdentity("press", "feed"), Seen = DateTimeOffset.UnixEpoch, Title = title, Body = body };
        var spans = new[] { (Field.Title, title), (Field.Body, body) }
            .Where(field => field.Item2.Contains("Acme", StringComparison.Ordinal))
            .Select(field => new Span(field.Item1, field.Item2.IndexOf("Acme", StringComparison.Ordinal), 4, "acme"));
        Assert.Equal(expected, Marked(Excerpt.Of(new Mention(document, [new Match("acme", [.. spans])], Arrival.Fresh))));
    }

    [Fact]
    public void Any_text_and_any_span_give_a_bounded_well_formed_line_that_holds_the_match()
    {
        string[] alphabet = ["a", " ", "é", "e\u0301", "\ud83d", "\ude00", "😀", "\u200d", "\n", "\u202e", "漢", "ب", "\u0300", "word ", "\0"];
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 400)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            var span = new Span(Field.Body, random.Next(-5, 300), random.Next(0, 60), "x");
            var length = random.Next(20, 200);
            var excerpt = Excerpt.Of(text, [span], length);
            Assert.InRange(excerpt.Text.Length, 0, length + 3);
            Assert.DoesNotContain(excerpt.Text.EnumerateRunes(), rune => Rune.IsControl(rune) || rune.Value == 0x202E);
            Assert.Equal(excerpt.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(excerpt.Text)));
            Assert.All(excerpt.Runs.Zip(excerpt.Runs.Skip(1)), pair => Assert.NotEqual(pair.First.Highlighted, pair.Second.Highlighted));
            Assert.All(excerpt.Runs, run => Assert.NotEmpty(run.Text));
        }
    }

    [Fact]
    public void Ten_megabytes_cost_no_more_than_their_window()
    {
        var text = new string('x', 10_000_000) + " acme";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var excerpt = Excerpt.Of(text, [At(text, "acme")]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.EndsWith(" acme", excerpt.Text, StringComparison.Ordinal);
    }

    private static Span At(string text, string term) => new(Field.Body, text.IndexOf(term, StringComparison.Ordinal), term.Length, term);

    private static string Marked(string text, string term) => Marked(text, At(text, term));

    private static string Marked(string text, params Span[] spans) => Marked(Excerpt.Of(text, spans));

    private static string Marked(Excerpt excerpt) => string.Concat(excerpt.Runs.Select(run => run.Highlighted ? $"[{run.Text}]" : run.Text));

    private static IEnumerable<string> Graphemes(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) yield return elements.GetTextElement();
    }
}
