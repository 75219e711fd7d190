using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>What each field and each kind of term can take.</summary>
public sealed class FieldValueTests
{
    [Theory]
    [InlineData("lang:fr")]
    [InlineData("lang:fil")]
    [InlineData("lang:pt-BR")]
    [InlineData("lang:zh-Hant-TW")]
    [InlineData("lang:de-1996")]
    [InlineData("lang:de-abcdefgh")]
    [InlineData("site:acme.com/blog?page=2")]
    [InlineData("link:https://www.acme.com:8080/x")]
    [InlineData("source:hn")]
    [InlineData("type:PAGE")]
    [InlineData("tag:\"open source\"")]
    [InlineData("followers:<10")]
    [InlineData("score:-3")]
    [InlineData("score:>=-10")]
    public void A_value_that_its_field_knows_is_taken(string query) => Assert.Empty(QueryParser.Parse(query).Problems);

    [Theory]
    [InlineData("lang:f")]
    [InlineData("lang:fren")]
    [InlineData("lang:f1")]
    [InlineData("lang:1f")]
    [InlineData("lang:pt-B")]
    [InlineData("lang:pt-")]
    [InlineData("lang:pt-abcdefghi")]
    [InlineData("lang:pt-B!")]
    [InlineData("lang:pt-BR-x")]
    [InlineData("lang:\"fr en\"")]
    [InlineData("site:!!")]
    [InlineData("site:acme.com/*")]
    [InlineData("link:\"acme corp\"")]
    [InlineData("tag:#")]
    [InlineData("source:pre*")]
    [InlineData("score:>")]
    [InlineData("followers:>-3")]
    [InlineData("score:=>3")]
    [InlineData("followers:1e3")]
    [InlineData("followers:99999999999999999999")]
    public void A_value_that_its_field_cannot_take_is_refused(string query)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);
        var name = query[..(query.IndexOf(':', StringComparison.Ordinal) + 1)];

        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Equal((name.Length, query.Length - name.Length), (error.Position, error.Length));
    }

    [Theory]
    [InlineData("type:pots", "type:post")]
    [InlineData("type:Vidoe", "type:video")]
    [InlineData("type:zzzzzzzz", null)]
    public void A_type_is_mended_by_the_nearest_one(string query, string? mend) => Assert.Equal(mend, Assert.Single(QueryParser.Parse(query).Problems).Mend);

    [Fact]
    public void Of_two_fields_equally_near_the_first_by_name_is_offered() => Assert.Equal("lang:", Assert.Single(QueryParser.Parse("lank:x1").Problems).Mend);

    [Theory]
    [InlineData("ab*")]
    [InlineData("acme 𝐀c*")]
    [InlineData("acme e\u0301t*")]
    [InlineData("acme a\u00ADb*")]
    [InlineData("acme 東京*")]
    [InlineData("\"acme* corp*\"")]
    [InlineData("acme 12*")]
    public void A_star_stands_after_two_characters_of_a_word(string query) => Assert.NotNull(QueryParser.Parse(query).Expression);

    [Theory]
    [InlineData("x*", "1")]
    [InlineData("acme 𝐀*", "7")]
    [InlineData("acme e\u0301*", "7")]
    [InlineData("acme a\u00AD*", "7")]
    [InlineData("acme 東a*", "7")]
    [InlineData("acme a東*", "7")]
    [InlineData("acme ab-c*", "9")]
    [InlineData("acme 🔥🔥*", "9")]
    [InlineData("acme corp**", "10")]
    [InlineData("\"acme* x*\"", "8")]
    [InlineData("\"x* y*\"", "2 5")]
    [InlineData("\"x* acme* y*\"", "2 11")]
    public void A_star_after_fewer_is_refused_wherever_it_stands(string query, string positions)
    {
        var errors = QueryParser.Parse(query).Errors.ToArray();

        Assert.Equal(positions, string.Join(' ', errors.Select(error => error.Position)));
        Assert.All(errors, error => Assert.Equal((1, "A star needs at least 2 characters of a word before it."), (error.Length, error.Message)));
    }

    [Fact]
    public void Half_a_character_before_a_star_counts_for_none() =>
        Assert.Equal([1, 5], QueryParser.Parse("\uDC00* \uD835a*").Errors.Select(error => error.Position));

    [Theory]
    [InlineData("ac*me", "2 ac*")]
    [InlineData("\"acme cor*p\"", "9 acme cor*")]
    [InlineData("title:re*cr*uter", "8 re*|11 re*cr*")]
    public void A_star_inside_a_word_is_mended_by_what_stands_before(string query, string errors) =>
        Assert.Equal(errors, string.Join('|', QueryParser.Parse(query).Errors.Select(error => $"{error.Position} {error.Mend}")));

    [Theory]
    [InlineData("#a-b", "A hashtag is", "\"a-b\"")]
    [InlineData("#_", "A hashtag is", "`#_`")]
    [InlineData("#acme/corp,", "A hashtag is", "\"acme/corp\"")]
    [InlineData("title:#a.b", "A hashtag is", "\"a.b\"")]
    [InlineData("@a/b", "A handle is", "\"a/b\"")]
    [InlineData("@_", "A handle is", "`@_`")]
    [InlineData("@@acme", "A handle is", "\"@acme\"")]
    [InlineData("@acme@", "A handle is", "\"acme@\"")]
    [InlineData("@acme@x/y", "A handle is", "\"acme@x/y\"")]
    [InlineData("@a@b@c", "A handle is", "\"a@b@c\"")]
    [InlineData("author:@a/b", "A handle is", "\"a/b\"")]
    public void What_is_no_hashtag_and_no_handle_is_mended_by_its_words(string term, string message, string mend)
    {
        var error = Assert.Single(QueryParser.Parse("acme " + term).Problems);
        var written = term[(term.IndexOf(':', StringComparison.Ordinal) + 1)..];

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((5 + term.Length - written.Length, written.Length, mend), (error.Position, error.Length, error.Mend));
    }

    [Theory]
    [InlineData("``", "There is nothing between these back-ticks.")]
    [InlineData("` `", "There is nothing between these back-ticks.")]
    [InlineData("title:` `", "There is nothing between these back-ticks.")]
    public void A_literal_needs_a_sign(string query, string message) => Assert.Equal(message, Assert.Single(QueryParser.Parse("acme " + query).Problems).Message);
}
