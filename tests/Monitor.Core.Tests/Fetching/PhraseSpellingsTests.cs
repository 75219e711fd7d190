using Monitor.Core.Fetching;

namespace Monitor.Core.Tests.Fetching;

public sealed class PhraseSpellingsTests
{
    [Theory]
    [InlineData("acme", "acme")]
    [InlineData("acme corp", "acme corp|acmecorp")]
    [InlineData("AT&T", "AT&T|ATT")]
    [InlineData("C++", "C++")]
    [InlineData(".NET", ".NET")]
    [InlineData("l’Oréal", "l’Oréal|lOréal")]
    public void A_phrase_is_also_asked_for_joined(string words, string expected) =>
        Assert.Equal(expected, Written(new SearchClause([new(SearchTermKind.Words, words)])));

    [Fact]
    public void Every_combination_is_asked_for_and_a_third_phrase_is_left_to_the_matching()
    {
        var clause = new SearchClause([
            new(SearchTermKind.Words, "jobs"), new(SearchTermKind.Words, "a b"), new(SearchTermKind.Words, "acme corp"), new(SearchTermKind.Words, "road runner")]);

        Assert.Equal("jobs+road runner+acme corp|jobs+road runner+acmecorp|jobs+roadrunner+acme corp|jobs+roadrunner+acmecorp", Written(clause));
    }

    [Fact]
    public void Begun_words_and_links_are_left_as_they_are() =>
        Assert.Equal("bonne recrut+acme.com", Written(new SearchClause([new(SearchTermKind.Prefix, "bonne recrut"), new(SearchTermKind.Link, "acme.com")])));

    private static string Written(SearchClause clause) =>
        string.Join('|', clause.Spellings().Select(spelling => string.Join('+', spelling.Terms.Select(term => term.Text))));
}
