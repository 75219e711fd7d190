using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Where errors stand and what mends them, in places less common than those of <see cref="QueryProblemTests"/>.</summary>
public sealed class QueryErrorTests
{
    [Theory]
    [InlineData("acme \"corp  ", 5, "\"corp\"")]
    [InlineData("acme «corp", 5, "«corp»")]
    [InlineData("acme »corp", 5, "»corp»")]
    [InlineData("acme “corp", 5, "“corp”")]
    [InlineData("acme „corp", 5, "„corp”")]
    [InlineData("acme ”corp\"", 5, "”corp\"”")]
    [InlineData("acme =\"Corp", 6, "\"Corp\"")]
    [InlineData("acme `C++ ", 5, "`C++`")]
    public void What_is_never_closed_is_mended_by_its_own_closing_quote(string query, int position, string mend)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.EndsWith("is never closed.", error.Message, StringComparison.Ordinal);
        Assert.Equal((position, 1, mend), (error.Position, error.Length, error.Mend));
    }

    [Theory]
    [InlineData("acme -", "5+1 -")]
    [InlineData("acme - corp", "5+1 -")]
    [InlineData("acme !", "5+1 !")]
    [InlineData("acme -| corp", "5+1 -")]
    [InlineData("(acme -)", "6+1 -")]
    [InlineData("acme =", "5+1 =")]
    [InlineData("acme = corp", "5+1 =")]
    [InlineData("acme #", "5+1 #")]
    [InlineData("acme @", "5+1 @")]
    [InlineData("acme author:@", "12+1 @")]
    [InlineData("acme \" ?! \"", "5+6 ?!")]
    [InlineData("acme \"  \"", "5+4 ")]
    [InlineData("title:\"!!\"", "6+4 !!")]
    [InlineData("url:\"//\"", "4+4 //")]
    public void A_sign_alone_is_no_word(string query, string place)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.Equal("There is no word in this term, only signs that words ignore.", error.Message);
        Assert.Equal(place, $"{error.Position}+{error.Length} {error.Mend?.Trim('`')}");
        Assert.Equal(place.EndsWith(' ') ? null : $"`{place.Split(' ')[1]}`", error.Mend);
    }

    [Theory]
    [InlineData("acme OR OR corp", "5 OR has no term after it.")]
    [InlineData("acme AND AND corp", "5 AND has no term after it.")]
    [InlineData("acme AND OR corp", "5 AND has no term after it.")]
    [InlineData("acme ET SAUF", "8 SAUF has no term after it.")]
    [InlineData("acme | corp |", "12 | has no term after it.")]
    [InlineData("acme NEAR/2 NEAR/3 corp", "5 NEAR/2 has no term after it.")]
    [InlineData("acme ONEAR", "5 ONEAR has no term after it.")]
    [InlineData("(acme OR) corp", "6 OR has no term after it.")]
    [InlineData("(acme AND) corp", "6 AND has no term after it.")]
    [InlineData("acme (NOT)", "6 NOT has no term after it.")]
    [InlineData("acme NOT AND corp", "5 NOT has no term after it.")]
    [InlineData("AND acme", "0 AND has no term before it.")]
    [InlineData("NEAR/3 acme", "0 NEAR/3 has no term before it.")]
    [InlineData("| acme", "0 | has no term before it.")]
    [InlineData("acme (ET corp)", "6 ET has no term before it.")]
    [InlineData("acme OR AND corp", "5 OR has no term after it.")]
    public void An_operator_needs_what_it_joins(string query, string error) => Assert.Contains(error, Errors(query));

    [Theory]
    [InlineData("acme ( )", "5+3 There is nothing between these brackets.")]
    [InlineData("title:() acme", "6+2 There is nothing between these brackets.")]
    [InlineData("acme ((corp)", "5+1 This bracket is never closed.")]
    [InlineData("acme ) (corp", "5+1 This bracket closes nothing.|7+1 This bracket is never closed.")]
    [InlineData("acme)) corp", "4+1 This bracket closes nothing.|5+1 This bracket closes nothing.")]
    [InlineData("acme) ac*me", "4+1 This bracket closes nothing.|8+1 A star ends a word; it cannot stand inside one.")]
    [InlineData("   ", "0+0 The query is empty; it must ask for at least one term.")]
    public void Brackets_pair_around_something(string query, string errors) =>
        Assert.Equal(errors, string.Join('|', QueryParser.Parse(query).Errors.Select(error => $"{error.Position}+{error.Length} {error.Message}")));

    [Theory]
    [InlineData("acme NEAR/ corp", "NEAR takes", "NEAR/4")]
    [InlineData("acme NEAR/-1 corp", "NEAR takes", "NEAR/4")]
    [InlineData("acme NEAR/+1 corp", "NEAR takes", "NEAR/4")]
    [InlineData("acme NEAR/1.5 corp", "NEAR takes", "NEAR/4")]
    [InlineData("acme NEAR/99999999999 corp", "NEAR takes", "NEAR/4")]
    [InlineData("acme ONEAR/101 corp", "ONEAR takes", "ONEAR/4")]
    public void NEAR_takes_a_whole_number_up_to_100(string query, string beginning, string mend)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.StartsWith(beginning, error.Message, StringComparison.Ordinal);
        Assert.Equal((5, mend), (error.Position, error.Mend));
    }

    [Theory]
    [InlineData("lang:fr NEAR score:3", "0 13")]
    [InlineData("acme NEAR -corp", "10")]
    [InlineData("acme NEAR title:author:x NEAR url:y", "30")]
    [InlineData("author:`Ann` NEAR acme", "0")]
    [InlineData("url:`x.y` NEAR acme", "0")]
    [InlineData("(acme OR lang:fr) NEAR corp", "0")]
    [InlineData("acme NEAR tag:jobs", "10")]
    [InlineData("acme NEAR site:acme.com", "10")]
    [InlineData("body:`++` NEAR acme", "0")]
    [InlineData("titel:x1 NEAR acme", "")]
    [InlineData("acme NEAR ac*me NEAR lang:fr", "21")]
    public void NEAR_names_each_operand_that_it_cannot_join(string query, string positions)
    {
        var near = QueryParser.Parse(query).Errors.Where(error => error.Message.StartsWith("NEAR joins", StringComparison.Ordinal));

        Assert.Equal(positions, string.Join(' ', near.Select(error => error.Position)));
        Assert.Null(QueryParser.Parse(query).Expression);
    }

    [Theory]
    [InlineData("tg:x1", "tag:")]
    [InlineData("TITEL:x1", "title:")]
    [InlineData("auther:x1", "author:")]
    [InlineData("auhtor:x1", "author:")]
    [InlineData("langs:x1", "lang:")]
    [InlineData("sit:x1", "site:")]
    [InlineData("linl:x1", "link:")]
    [InlineData("socre:x1", "score:")]
    [InlineData("bdoy:x1", "body:")]
    [InlineData("source_:x1", "source:")]
    [InlineData("x:y1", "\"x:y1\"")]
    [InlineData("any:x1", "\"any:x1\"")]
    [InlineData("unknown:x1", "\"unknown:x1\"")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefg:x1", "\"abcdefghijklmnopqrstuvwxyzabcdefg:x1\"")]
    [InlineData("unknown:\"x1 y1\"", "\"unknown\"")]
    public void An_unknown_field_is_mended_by_the_nearest_known_one(string query, string mend)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);
        var name = query[..(query.IndexOf(':', StringComparison.Ordinal) + 1)];

        Assert.Equal(($"There is no field {name[..^1]}.", mend), (error.Message, error.Mend));
        Assert.Equal((0, name.Length), (error.Position, error.Length));
    }

    [Theory]
    [InlineData("acme `")]
    [InlineData("acme \" ")]
    public void What_is_opened_and_left_empty_has_no_mend(string query) => Assert.Null(QueryParser.Parse(query).Errors.First().Mend);

    [Theory]
    [InlineData("titel:(x1 corp", "0 6")]
    [InlineData("titel: x1", "0")]
    [InlineData("acme titel:", "5")]
    [InlineData("titel:(x1 lang:french)", "0 15")]
    public void A_group_of_an_unknown_field_is_read_for_fields_of_its_own(string query, string positions) =>
        Assert.Equal(positions, string.Join(' ', QueryParser.Parse(query).Errors.Select(error => error.Position)));

    [Theory]
    [InlineData("acme title: corp", 5, "title:")]
    [InlineData("acme title:)", 5, "title:")]
    [InlineData("title:|acme", 0, "title:")]
    [InlineData("title:", 0, "title:")]
    [InlineData("acme LANG: -fr", 5, "LANG:")]
    public void A_field_needs_its_value_directly_after_the_colon(string query, int position, string name)
    {
        var error = QueryParser.Parse(query).Errors.First();

        Assert.Equal((position, name.Length, $"{name} needs its value directly after the colon."), (error.Position, error.Length, error.Message));
    }

    [Theory]
    [InlineData("http://acme.com", 15, "link:acme.com")]
    [InlineData("https:acme.com", 14, "link:acme.com")]
    public void An_address_needs_a_field(string query, int length, string mend)
    {
        var error = Assert.Single(QueryParser.Parse(query).Problems);

        Assert.StartsWith("An address needs a field", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, length, mend), (error.Position, error.Length, error.Mend));
    }

    [Theory]
    [InlineData("http: acme.com")]
    [InlineData("https:(acme.com)")]
    [InlineData("ftp://acme.com")]
    public void What_is_no_address_is_an_unknown_field(string query) => Assert.StartsWith("There is no field", QueryParser.Parse(query).Errors.First().Message, StringComparison.Ordinal);

    [Fact]
    public void A_query_of_just_10_000_characters_is_taken()
    {
        Assert.NotNull(QueryParser.Parse(new string('a', 10_000)).Expression);

        var error = Assert.Single(QueryParser.Parse(new string('a', 10_005)).Problems);
        Assert.Equal((10_000, 5), (error.Position, error.Length));
    }

    [Fact]
    public void A_query_nested_too_deep_says_that_alone() =>
        Assert.Equal([64], QueryParser.Parse(new string('(', 5_000) + "acme").Problems.Select(problem => problem.Position));

    private static IEnumerable<string> Errors(string query)
    {
        Assert.Null(QueryParser.Parse(query).Expression);
        return [.. QueryParser.Parse(query).Errors.Select(error => $"{error.Position} {error.Message}")];
    }
}
