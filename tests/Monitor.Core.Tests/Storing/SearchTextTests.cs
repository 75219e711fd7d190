using Monitor.Core.Matching;
using Monitor.Core.Storing;

namespace Monitor.Core.Tests.Storing;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("acme corp", "acme | corp")]
    [InlineData("\"Acmé Corp\" news", "acme corp | news")]
    [InlineData("news \"acme corp", "news | acme corp")]
    [InlineData("coca-cola d’Acme", "coca cola | d acme")]
    [InlineData("« Acme Corp »", "acme corp")]
    [InlineData("recrut* \"bonne recrut*\"", "recrut* | bonne recrut*")]
    [InlineData("a* *acme ac*me ! \"\"", "a | acme | ac me")]
    [InlineData("東京*", "東 京")]
    public void Reads_words_phrases_and_beginnings(string typed, string expected)
    {
        Assert.True(SearchText.TryParse(typed, out var text, out _));

        Assert.Equal(expected, string.Join(" | ", text.Terms.Select(term => $"{string.Join(' ', term.Words)}{(term.IsPrefix ? "*" : "")}")));
    }

    [Theory]
    [InlineData("", "no word")]
    [InlineData(" \"*-!?\" ", "no word")]
    public void Says_when_there_is_nothing_to_look_for(string typed, string problem)
    {
        Assert.False(SearchText.TryParse(typed, out _, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_what_is_looked_for()
    {
        Assert.False(SearchText.TryParse(new string('a', 1_001), out _, out _));
        Assert.False(SearchText.TryParse(string.Join(' ', Enumerable.Range(0, 51)), out _, out _));
        Assert.True(SearchText.TryParse(string.Join(' ', Enumerable.Range(0, 50)), out _, out _));
    }

    [Fact]
    public void Shows_where_the_terms_stand_as_written()
    {
        const string Text = "L’Écho d’ACME : recrutement chez Acme-Corp";
        Assert.True(SearchText.TryParse("écho recrut* \"acme corp\"", out var search, out _));

        Assert.Equal(["Écho", "recrutement", "Acme-Corp"], search.In(Field.Body, Text).Select(span => Text.Substring(span.Start, span.Length)));
    }
}
