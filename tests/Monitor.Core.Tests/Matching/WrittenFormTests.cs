using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>The many ways in which people write the same query.</summary>
public sealed class WrittenFormTests
{
    [Theory]
    [InlineData("“acme corp”", "\"acme corp\"")]
    [InlineData("„acme corp“", "\"acme corp\"")]
    [InlineData("”acme corp”", "\"acme corp\"")]
    [InlineData("«acme corp»", "\"acme corp\"")]
    [InlineData("»acme corp«", "\"acme corp\"")]
    [InlineData("«l’acme “corp”»", "\"l acme corp\"")]
    [InlineData("\"acme “corp” «inc»\"", "\"acme corp inc\"")]
    [InlineData("=“La Poste”", "=\"La Poste\"")]
    [InlineData("title:=“La Poste”", "title:=\"La Poste\"")]
    [InlineData("`\"acme\" (corp)`", "`\"acme\" (corp)`")]
    public void Quotes_of_any_kind_enclose(string written, string canonical) => Assert.Equal(canonical, Canonical(written));

    [Theory]
    [InlineData("(acme)corp", "acme AND corp")]
    [InlineData("acme(corp)", "acme AND corp")]
    [InlineData("acme\"corp inc\"", "acme AND \"corp inc\"")]
    [InlineData("\"acme corp\"inc", "\"acme corp\" AND inc")]
    [InlineData("acme`C++`", "acme AND `C++`")]
    [InlineData("acme|corp", "acme OR corp")]
    [InlineData("(acme)OR(corp)", "acme OR corp")]
    [InlineData("(acme)-corp", "acme AND NOT corp")]
    [InlineData("\"acme\"!\"corp\"", "acme AND NOT corp")]
    [InlineData("acme -(corp)", "acme AND NOT corp")]
    [InlineData("acme -\"corp inc\"", "acme AND NOT \"corp inc\"")]
    [InlineData("acme --corp", "acme AND NOT NOT corp")]
    [InlineData(" \t\n acme \u00A0 corp\r\n", "acme AND corp")]
    public void Signs_need_no_space_around(string written, string canonical) => Assert.Equal(canonical, Canonical(written));

    [Theory]
    [InlineData("title:acme", "title:acme")]
    [InlineData("TITLE:acme", "title:acme")]
    [InlineData("Title:\"acme corp\"", "title:\"acme corp\"")]
    [InlineData("title:`C++`", "title:`C++`")]
    [InlineData("title:-acme", "title:acme")]
    [InlineData("title:AND", "title:\"AND\"")]
    [InlineData("title:body:acme", "title:\"body acme\"")]
    [InlineData("title:(acme body:corp inc)", "title:acme AND body:corp AND title:inc")]
    [InlineData("title:(acme -corp) inc", "title:acme AND NOT title:corp AND inc")]
    [InlineData("title:(acme NEAR corp)", "title:acme NEAR/4 title:corp")]
    [InlineData("-title:acme corp", "NOT title:acme AND corp")]
    [InlineData("body:=Acme", "body:=Acme")]
    [InlineData("body:@ann title:#acme", "body:@ann AND title:#acme")]
    [InlineData("author:(@ann OR lee)", "author:@ann OR author:lee")]
    [InlineData("author:@ann@example.org", "author:@ann@example.org")]
    [InlineData("author:#ann url:@ann", "author:ann AND url:ann")]
    [InlineData("author:`Ann++`", "author:`Ann++`")]
    [InlineData("author:\"@ann\"", "author:ann")]
    [InlineData("url:=Blog url:bl*", "url:=Blog AND url:bl*")]
    [InlineData("type:(post OR comment)", "type:post OR type:comment")]
    [InlineData("lang:(fr OR \"pt_BR\")", "lang:fr OR lang:pt-br")]
    [InlineData("12:30", "\"12 30\"")]
    [InlineData(":acme acme2:x", "acme AND \"acme2 x\"")]
    public void A_field_takes_the_term_or_the_group_after_its_colon(string written, string canonical) => Assert.Equal(canonical, Canonical(written));

    [Theory]
    [InlineData("a1 AND b2 ET c3", "a1 AND b2 AND c3")]
    [InlineData("a1 OR b2 OU c3 | d4", "a1 OR b2 OR c3 OR d4")]
    [InlineData("a1 AND NOT b2 ET SAUF c3", "a1 AND NOT b2 AND NOT c3")]
    [InlineData("a1 NEAR b2 ONEAR c3", "a1 NEAR/4 b2 ONEAR/4 c3")]
    [InlineData("a1 NEAR/007 b2", "a1 NEAR/7 b2")]
    [InlineData("a1 ONEAR/100 b2", "a1 ONEAR/100 b2")]
    [InlineData("a1 NEARBY b2", "a1 AND NEARBY AND b2")]
    [InlineData("a1 And b2 Or c3", "a1 AND And AND b2 AND Or AND c3")]
    [InlineData("a1 OR NOT NOT b2", "a1 OR NOT NOT b2")]
    [InlineData("NOT a1 b2 OR c3 NEAR d4", "NOT a1 AND b2 OR c3 NEAR/4 d4")]
    [InlineData("a1 (b2 (c3 d4))", "a1 AND b2 AND c3 AND d4")]
    [InlineData("a1 OR (b2 | (c3 OU d4))", "a1 OR b2 OR c3 OR d4")]
    [InlineData("a1 OR (b2 c3)", "a1 OR b2 AND c3")]
    [InlineData("NOT (a1 OR b2) c3", "NOT (a1 OR b2) AND c3")]
    public void Operators_bind_as_the_language_says(string written, string canonical) => Assert.Equal(canonical, Canonical(written));

    [Theory]
    [InlineData("#acme,", "#acme")]
    [InlineData("#acme!", "#acme")]
    [InlineData("＃acme", "#acme")]
    [InlineData("＠acme", "@acme")]
    [InlineData("@acme-corp:", "@acme-corp")]
    [InlineData("\"#acme\"", "acme")]
    [InlineData("=Acme=", "=Acme")]
    [InlineData("acme*", "acme*")]
    [InlineData("\"ac* corp\"", "\"ac* corp\"")]
    [InlineData("東京*", "\"東京*\"")]
    [InlineData("e\u0301te*", "e\u0301te*")]
    [InlineData("tag:#jobs tag:＃jobs", "tag:jobs AND tag:jobs")]
    [InlineData("tag:\" jobs \"", "tag:jobs")]
    [InlineData("score:\" >= 10\"", null)]
    [InlineData("score:\" >=10 \" followers:010", "score:>=10 AND followers:=10")]
    public void Terms_are_read_without_what_stands_around_them(string written, string? canonical) => Assert.Equal(canonical, QueryParser.Parse(written).Expression?.Canonical);

    [Theory]
    [InlineData("acme OR -(-corp)")]
    [InlineData("-(-acme OR -corp)")]
    [InlineData("-(-acme -corp)")]
    [InlineData("-(-acme OR corp)")]
    [InlineData("acme (corp OR -inc)")]
    [InlineData("-(corp OR -acme)")]
    public void Requires_a_term_that_is_there(string written) => Assert.Empty(QueryParser.Parse(written).Errors);

    [Theory]
    [InlineData("-(acme corp)")]
    [InlineData("-acme OR corp")]
    [InlineData("(acme OR -corp) OR inc")]
    [InlineData("-(-acme corp)")]
    [InlineData("-(acme -corp)")]
    [InlineData("NOT NOT NOT acme")]
    public void Refuses_what_a_document_without_any_term_would_match(string written)
    {
        var error = Assert.Single(QueryParser.Parse(written).Problems);

        Assert.StartsWith("The query requires nothing", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, written.Length), (error.Position, error.Length));
    }

    private static string Canonical(string written)
    {
        var parsed = QueryParser.Parse(written);
        Assert.True(parsed.Expression is not null, string.Join('\n', parsed.Problems));
        return parsed.Expression.Canonical;
    }
}
