using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Every error and warning, word for word, with the caret under the character it stands at.</summary>
public sealed class QueryProblemTests
{
    [Theory]
    [InlineData("(acme", "^", 0, "error at character 1: This bracket is never closed.")]
    [InlineData("acme) corp", "^", 4, "error at character 5: This bracket closes nothing.")]
    [InlineData("acme ()", "^^", 5, "error at character 6: There is nothing between these brackets.")]
    [InlineData("acme \"corp x", "^", 5, "error at character 6: This quote is never closed. Write: \"corp x\"")]
    [InlineData("acme `C++", "^", 5, "error at character 6: This back-tick is never closed. Write: `C++`")]
    [InlineData("acme AND", "^^^", 5, "error at character 6: AND has no term after it.")]
    [InlineData("OU acme", "^^", 0, "error at character 1: OU has no term before it.")]
    [InlineData("acme NEAR/3 OR x1", "^^^^^^", 5, "error at character 6: NEAR/3 has no term after it.")]
    [InlineData("acme SAUF", "^^^^", 5, "error at character 6: SAUF has no term after it.")]
    [InlineData("", "^", 0, "error at character 1: The query is empty; it must ask for at least one term.")]
    [InlineData("-acme", "^^^^^", 0, "error at character 1: The query requires nothing: a document without any of its terms would match. Add a term that must be there.")]
    [InlineData("acme OR -(corp -inc)", "^^^^^^^^^^^^^^^^^^^^", 0, "error at character 1: The query requires nothing: a document without any of its terms would match. Add a term that must be there.")]
    [InlineData("acme OR NOT corp", "^^^^^^^^^^^^^^^^", 0, "error at character 1: The query requires nothing: a document without any of its terms would match. Add a term that must be there.")]
    [InlineData("ac*me", "^", 2, "error at character 3: A star ends a word; it cannot stand inside one. Write: ac*")]
    [InlineData("acme x*", "^", 6, "error at character 7: A star needs at least 2 characters of a word before it.")]
    [InlineData("acme *", "^", 5, "error at character 6: A star needs at least 2 characters of a word before it. Write: `*`")]
    [InlineData("acme \"!!\"", "^^^^", 5, "error at character 6: There is no word in this term, only signs that words ignore. Write: `!!`")]
    [InlineData("acme ``", "^^", 5, "error at character 6: There is nothing between these back-ticks.")]
    [InlineData("acme #a-b", "^^^^", 5, "error at character 6: A hashtag is # and letters, numbers and underscores. Write: \"a-b\"")]
    [InlineData("acme @a/b", "^^^^", 5, "error at character 6: A handle is @name or @name@host, of letters, numbers, underscores, dots and hyphens. Write: \"a/b\"")]
    [InlineData("acme NEAR (corp AND inc)", "^", 10, "error at character 11: NEAR joins words, phrases and bracketed ORs of these, in title or body; this is something else.")]
    [InlineData("NOT acme NEAR corp", "^^^", 0, "error at character 1: NEAR joins words, phrases and bracketed ORs of these, in title or body; this is something else.")]
    [InlineData("acme NEAR/101 corp", "^^^^^^^^", 5, "error at character 6: NEAR takes a whole number of words from 0 to 100. Write: NEAR/4")]
    [InlineData("acme ONEAR/x corp", "^^^^^^^", 5, "error at character 6: ONEAR takes a whole number of words from 0 to 100. Write: ONEAR/4")]
    [InlineData("titel:acme", "^^^^^^", 0, "error at character 1: There is no field titel. Write: title:")]
    [InlineData("acme ulr:x", "^^^^", 5, "error at character 6: There is no field ulr. Write: url:")]
    [InlineData("acme folowrs:x", "^^^^^^^^", 5, "error at character 6: There is no field folowrs. Write: followers:")]
    [InlineData("acme wxyzw:x", "^^^^^^", 5, "error at character 6: There is no field wxyzw. Write: \"wxyzw:x\"")]
    [InlineData("https://acme.com/x", "^^^^^^^^^^^^^^^^^^", 0, "error at character 1: An address needs a field: link: for documents that link to it, site: for documents on it. Write: link:acme.com/x")]
    [InlineData("acme title:", "^^^^^^", 5, "error at character 6: title: needs its value directly after the colon.")]
    [InlineData("lang:french acme", "^^^^^^", 5, "error at character 6: lang: takes a language tag of two or three letters, such as fr, en or pt-BR.")]
    [InlineData("type:coment", "^^^^^^", 5, "error at character 6: type: takes one of article, post, comment, question, answer, issue, video, episode, review, page. Write: type:comment")]
    [InlineData("followers:many", "^^^^", 10, "error at character 11: followers: takes a comparison with a whole number, by >, >=, <, <= or =. Write: followers:>=100")]
    [InlineData("score:>1.5", "^^^^", 6, "error at character 7: score: takes a comparison with a whole number, by >, >=, <, <= or =. Write: score:>=100")]
    [InlineData("site:*.acme.com", "^^^^^^^^^^", 5, "error at character 6: site: takes a host, or a host and a path, such as site:acme.com/blog; subdomains count by themselves.")]
    [InlineData("acme link:*.acme.com", "^^^^^^^^^^", 10, "error at character 11: link: takes a host, or a host and a path, such as link:acme.com/blog; subdomains count by themselves.")]
    [InlineData("tag:jo*", "^^^", 4, "error at character 5: tag: compares the whole value and takes no star.")]
    [InlineData("source:!!", "^^", 7, "error at character 8: source: takes a name with at least one letter or number.")]
    public void An_error_names_what_is_wrong_and_where(string query, string carets, int indent, string message)
    {
        var parsed = QueryParser.Parse(query);

        Assert.Null(parsed.Expression);
        var error = Assert.Single(parsed.Problems);
        Assert.Equal(message, error.ToString());
        Assert.Equal($"{query}\n{new string(' ', indent)}{carets}", error.Point(query));
    }

    [Theory]
    [InlineData("Acme Corp", "^^^^^^^^^", 0, "warning at character 1: These two words may stand far apart. Is a phrase meant? Write: \"Acme Corp\"")]
    [InlineData("Acme Corp France x1", "^^^^^^^^^^^^^^^^", 0, "warning at character 1: These words may stand far apart. Is a phrase meant? Write: \"Acme Corp France\"")]
    [InlineData("lang:fr lang:en", "^^^^^^^^^^", 5, "warning at character 6: This can never match: no document has both lang:fr and lang:en. Is OR meant?")]
    [InlineData("title:acme NEAR body:corp", "^^^^^^^^^^^^^^^^^^^", 6, "warning at character 7: This can never match: NEAR joins what stands in the same field.")]
    [InlineData("ab", "^^", 0, "warning at character 1: ab is short and will stand in many texts. Add a word that must be there as well.")]
    [InlineData("acme OR x", "^", 8, "warning at character 9: x is short and will stand in many texts. Add a word that must be there as well.")]
    [InlineData("acme or corp", "^^", 5, "warning at character 6: or in lower case is a word to look for, not an operator. Write: OR")]
    [InlineData("acme sauf corp", "^^^^", 5, "warning at character 6: sauf in lower case is a word to look for, not an operator. Write: SAUF")]
    [InlineData("acme C++", "^^^", 5, "warning at character 6: Words ignore the signs in C++. Write: `C++`")]
    [InlineData("acme .NET", "^^^^", 5, "warning at character 6: Words ignore the signs in .NET. Write: `.NET`")]
    [InlineData("acme -acme", "^^^^^^^^^^", 0, "warning at character 1: This can never match: it asks for acme and for its opposite.")]
    [InlineData("corp (acme OR -acme)", "^^^^^^^^^^^^^", 6, "warning at character 7: This always matches: it takes acme and its opposite.")]
    public void A_warning_names_what_is_probably_not_meant(string query, string carets, int indent, string message)
    {
        var parsed = QueryParser.Parse(query);

        Assert.NotNull(parsed.Expression);
        Assert.Empty(parsed.Errors);
        var warning = Assert.Single(parsed.Warnings);
        Assert.Equal(message, warning.ToString());
        Assert.Equal($"{query}\n{new string(' ', indent)}{carets}", warning.Point(query));
    }

    [Theory]
    [InlineData("acme corp")]
    [InlineData("\"Acme Corp\" l'Acme #AcmeCorp @acme Yahoo")]
    [InlineData("ab acme")]
    [InlineData("acme or")]
    [InlineData("acme title:or corp")]
    [InlineData("acme OR -(corp OR -inc)")]
    [InlineData("東 OR 🔥")]
    [InlineData("title:(a1 OR b2) lang:fr")]
    [InlineData("“acme corp” OR «acme sa»")]
    public void What_is_probably_meant_passes_without_a_word(string query) => Assert.Empty(QueryParser.Parse(query).Problems);

    [Theory]
    [InlineData("#acme NEAR corp")]
    [InlineData("@acme ONEAR corp")]
    [InlineData("acme NEAR/100 body:corp")]
    [InlineData("title:`C++` NEAR/0 acme")]
    [InlineData("acme NEAR (\"corp inc\" OR pre* OR =Corp)")]
    public void NEAR_joins_whatever_stands_at_words(string query) => Assert.NotNull(QueryParser.Parse(query).Expression);

    [Theory]
    [InlineData("acme NEAR `++`", 10)]
    [InlineData("acme NEAR author:@ann", 10)]
    [InlineData("acme NEAR (corp OR (inc sa))", 10)]
    [InlineData("acme NEAR (corp OR (inc NEAR sa))", 10)]
    [InlineData("acme NEAR (corp NEAR inc)", 10)]
    [InlineData("lang:fr NEAR acme", 0)]
    public void NEAR_joins_nothing_else(string query, int position)
    {
        var error = Assert.Single(QueryParser.Parse(query).Errors);

        Assert.StartsWith("NEAR joins words", error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void NOTs_and_brackets_side_by_side_do_not_nest() =>
        Assert.NotNull(QueryParser.Parse("acme" + string.Concat(Enumerable.Repeat(" -(b1)", 65))).Expression);

    [Fact]
    public void All_errors_are_shown_at_once()
    {
        var parsed = QueryParser.Parse("titel:x1 AND (ac*me lang:french");

        Assert.Equal([0, 13, 16, 25], parsed.Errors.Select(error => error.Position));
    }

    [Fact]
    public void A_query_has_at_most_10_000_characters()
    {
        Assert.NotNull(QueryParser.Parse(string.Join(' ', Enumerable.Repeat("a", 5_000))).Expression);

        var error = Assert.Single(QueryParser.Parse(new string('a', 10_001)).Problems);
        Assert.Equal("error at character 10001: The query has 10001 characters; at most 10000 are taken. Split it into several queries.", error.ToString());
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("NOT ", "")]
    public void Brackets_and_NOTs_nest_64_deep(string open, string close)
    {
        Assert.NotNull(QueryParser.Parse(Nest(64)).Expression);

        var error = Assert.Single(QueryParser.Parse(Nest(65)).Problems);
        Assert.Equal($"error at character {(64 * open.Length) + 1}: The query is nested deeper than 64 brackets and NOTs.", error.ToString());

        string Nest(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "acme" + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Fact]
    public void A_NOT_that_hides_most_of_what_is_stored_is_warned_of()
    {
        var expression = QueryParser.Parse("acme -jobs -corp").Expression!;

        var warning = Assert.Single(QueryTree.HidingExclusions(expression, [Documents.Of("acme jobs"), Documents.Of("acme jobs"), Documents.Of("acme"), Documents.Of("jobs")]));

        Assert.Equal("warning at character 7: This NOT hides 2 of the 3 stored documents that the query would find without it.", warning.ToString());
    }
}
