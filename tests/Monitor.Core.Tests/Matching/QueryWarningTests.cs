using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>What is probably not meant is warned of once, at its place; what may well be meant is not.</summary>
public sealed class QueryWarningTests
{
    [Theory]
    [InlineData("Acme Corp corp", 0, "Acme Corp")]
    [InlineData("-Acme Corp corp", 1, "Acme Corp")]
    [InlineData("acme Élan  Vital", 5, "Élan  Vital")]
    [InlineData("acme (Big Corp)", 6, "Big Corp")]
    public void Two_capitalised_words_in_a_row(string query, int position, string phrase)
    {
        var warning = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal(("These two words may stand far apart. Is a phrase meant?", $"\"{phrase}\""), (warning.Message, warning.Mend));
        Assert.Equal((position, phrase.Length), (warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("Acme corp")]
    [InlineData("acme Corp")]
    [InlineData("Acme \"Corp\"")]
    [InlineData("Acme (Corp)")]
    [InlineData("Acme OR Corp")]
    [InlineData("Acme NEAR Corp")]
    [InlineData("Acme -Corp")]
    [InlineData("Acme title:Corp")]
    [InlineData("title:Acme Corp")]
    [InlineData("A1cme Corp")]
    [InlineData("Acme Corp2")]
    [InlineData("=Acme =Corp")]
    [InlineData("#Acme #Corp")]
    public void One_capitalised_word_or_two_apart_are_none(string query) => AssertSilent(query);

    [Theory]
    [InlineData("acme or corp", 5, 2, "OR")]
    [InlineData("acme and corp", 5, 3, "AND")]
    [InlineData("acme not corp", 5, 3, "NOT")]
    [InlineData("acme ou corp", 5, 2, "OU")]
    [InlineData("acme et corp", 5, 2, "ET")]
    [InlineData("acme sauf corp", 5, 4, "SAUF")]
    [InlineData("(acme) or (corp)", 7, 2, "OR")]
    [InlineData("\"acme\" or \"corp\"", 7, 2, "OR")]
    [InlineData("`C++` or `D++`", 6, 2, "OR")]
    [InlineData("acme or -corp", 5, 2, "OR")]
    [InlineData("acme or title:corp", 5, 2, "OR")]
    [InlineData("title:acme or corp", 11, 2, "OR")]
    public void An_operator_in_lower_case_between_terms(string query, int position, int length, string mend)
    {
        var warning = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal($"warning at character {position + 1}: {mend.ToLowerInvariant()} in lower case is a word to look for, not an operator. Write: {mend}", warning.ToString());
        Assert.Equal((position, length), (warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("or acme")]
    [InlineData("acme or")]
    [InlineData("acme OR or acme")]
    [InlineData("acme (or corp)")]
    [InlineData("acme (corp or)")]
    [InlineData("acme -or corp")]
    [InlineData("acme \"or\" corp")]
    [InlineData("acme title:or corp")]
    [InlineData("acme Or corp")]
    [InlineData("acme near corp")]
    [InlineData("acme or OR corp")]
    public void The_same_word_elsewhere_is_none(string query) =>
        Assert.DoesNotContain(QueryParser.Parse(query).Problems, problem => problem.Message.Contains("lower case", StringComparison.Ordinal));

    [Theory]
    [InlineData("C++")]
    [InlineData("acme+")]
    [InlineData("F#")]
    [InlineData("Yahoo!")]
    [InlineData("ca$")]
    [InlineData("100%")]
    [InlineData("n°")]
    [InlineData(".NET")]
    [InlineData("$acme")]
    [InlineData("+acme")]
    [InlineData("-acme!")]
    public void Signs_of_a_name_that_words_ignore(string term)
    {
        var written = term.TrimStart('-');
        var warning = Assert.Single(QueryParser.Parse("brand " + term).Problems);

        Assert.Equal(($"Words ignore the signs in {written}.", $"`{written}`"), (warning.Message, warning.Mend));
        Assert.Equal((6 + term.Length - written.Length, written.Length), (warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("acme.com")]
    [InlineData("coca-cola")]
    [InlineData("AT&T")]
    [InlineData("acme,")]
    [InlineData("acme?")]
    [InlineData("acm*")]
    [InlineData("=Acme!")]
    [InlineData("#acme!")]
    [InlineData("@acme!")]
    [InlineData("\"Yahoo!\"")]
    [InlineData("title:Yahoo!")]
    [InlineData("url:.net")]
    [InlineData("`C++`")]
    public void Signs_that_join_or_begin_words_are_none(string term) => AssertSilent("brand " + term);

    [Theory]
    [InlineData("a", 0, "a")]
    [InlineData("ab", 0, "ab")]
    [InlineData("\"ab\"", 0, "\"ab\"")]
    [InlineData("title:ab", 6, "ab")]
    [InlineData("acme OR ab", 8, "ab")]
    [InlineData("acme OR (corp OR ab)", 17, "ab")]
    public void A_short_term_that_stands_alone(string query, int position, string written)
    {
        var warning = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal($"warning at character {position + 1}: {written} is short and will stand in many texts. Add a word that must be there as well.", warning.ToString());
        Assert.Equal(written.Length, warning.Length);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("ab*")]
    [InlineData("=Ab")]
    [InlineData("\"a b\"")]
    [InlineData("`ab`")]
    [InlineData("#ab")]
    [InlineData("@ab")]
    [InlineData("lang:fr")]
    [InlineData("ab acme")]
    [InlineData("ab NEAR acme")]
    [InlineData("acme OR (ab corp)")]
    [InlineData("東")]
    [InlineData("한")]
    [InlineData("🔥")]
    public void A_term_that_says_enough_is_none(string query) => AssertSilent(query);

    [Theory]
    [InlineData("acme -acme", 0, 10, "acme")]
    [InlineData("acme corp -Acme", 0, 15, "Acme")]
    [InlineData("-\"acme corp\" acme-corp", 1, 21, "\"acme corp\"")]
    [InlineData("corp OR (acme -acme)", 9, 10, "acme")]
    [InlineData("corp -(acme -acme)", 7, 10, "acme")]
    [InlineData("corp (a1 OR b2) -(a1 OR b2)", 0, 26, "a1 OR b2")]
    public void What_can_never_match(string query, int position, int length, string part)
    {
        var warning = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal($"This can never match: it asks for {part} and for its opposite.", warning.Message);
        Assert.Equal((position, length), (warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("lang:fr lang:pt-BR acme")]
    [InlineData("acme (corp OR (type:post type:comment))")]
    [InlineData("site:acme.com site:globex.com/blog")]
    [InlineData("followers:>10 followers:<11")]
    [InlineData("acme score:=3 score:>3")]
    [InlineData("score:<=-9223372036854775808 score:>9223372036854775807")]
    [InlineData("title:acme NEAR (body:corp OR body:#inc)")]
    [InlineData("acme NEAR title:`C++` NEAR body:corp")]
    public void What_no_document_has_together(string query) =>
        Assert.StartsWith("This can never match: ", Assert.Single(QueryParser.Parse(query).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("lang:pt lang:pt-BR")]
    [InlineData("lang:fr -lang:en")]
    [InlineData("lang:fr OR lang:en")]
    [InlineData("type:post type:POST")]
    [InlineData("source:hn source:hackernews")]
    [InlineData("tag:jobs tag:paris")]
    [InlineData("link:acme.com link:globex.com")]
    [InlineData("site:acme.com site:blog.acme.com/x")]
    [InlineData("followers:>=10 followers:<=10")]
    [InlineData("followers:>10 score:<10")]
    [InlineData("title:acme NEAR (body:corp OR inc)")]
    [InlineData("title:acme NEAR title:corp")]
    public void What_some_document_may_have_together_is_none(string query) => AssertSilent(query);

    [Theory]
    [InlineData("corp (acme OR -acme)", 6, 13, "acme")]
    [InlineData("corp -(inc (acme OR NOT acme))", 12, 16, "acme")]
    [InlineData("corp (inc OR \"acme sa\" OR -acme-sa)", 6, 28, "\"acme sa\"")]
    public void What_always_matches(string query, int position, int length, string part)
    {
        var warning = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal($"This always matches: it takes {part} and its opposite.", warning.Message);
        Assert.Equal((position, length), (warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("acme -corp")]
    [InlineData("acme -title:acme")]
    [InlineData("Acme -=Acme")]
    [InlineData("acme -acme*")]
    [InlineData("acme corp -(acme sa)")]
    [InlineData("(acme OR corp) -acme")]
    public void What_only_looks_so_is_none(string query) => AssertSilent(query);

    [Fact]
    public void Warnings_stand_in_order_of_position()
    {
        var parsed = QueryParser.Parse("Acme Corp or C++ -(acme -acme)");

        Assert.Equal([0, 10, 13, 19], parsed.Warnings.Select(warning => warning.Position));
        Assert.Empty(parsed.Errors);
    }

    private static void AssertSilent(string query) => Assert.Empty(QueryParser.Parse(query).Problems);
}
