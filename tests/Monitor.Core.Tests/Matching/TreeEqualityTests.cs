using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Trees compare by meaning: where and how a term was written does not count.</summary>
public sealed class TreeEqualityTests
{
    [Theory]
    [InlineData("acme", "  Ácme")]
    [InlineData("coca-cola", "\"Coca Cola\"")]
    [InlineData("acm*", "\"ACM*\"")]
    [InlineData("=A\u0301cme", "=Ácme")]
    [InlineData("=La-Poste", "=\"La Poste\"")]
    [InlineData("`.NET`", "`.net`")]
    [InlineData("`a\tb`", "`a b`")]
    [InlineData("title:#Acme", "title:#acme.")]
    [InlineData("@Ann@Example.org", "@ann@example.org")]
    [InlineData("site:ACME.com/blog", "site:\"acme.com/blog\"")]
    [InlineData("lang:FR", "lang:fr")]
    [InlineData("lang:pt_BR", "lang:pt-br")]
    [InlineData("tag:#Jobs", "tag:jobs")]
    [InlineData("source:Élan", "source:elan")]
    [InlineData("score:5", "score:=05")]
    [InlineData("a1 ET (b2 c3)", "a1 b2 c3")]
    [InlineData("a1 | (b2 OU c3)", "a1 OR b2 OR c3")]
    [InlineData("acme -corp", "acme NOT corp")]
    [InlineData("acme NEAR corp", "acme NEAR/4 corp")]
    public void Queries_that_mean_the_same_are_equal(string one, string other)
    {
        Assert.Equal(Root(one), Root(other));
        Assert.Equal(Root(one).GetHashCode(), Root(other).GetHashCode());
    }

    [Theory]
    [InlineData("acme", "corp")]
    [InlineData("acme", "=acme")]
    [InlineData("acme", "acme*")]
    [InlineData("acme", "title:acme")]
    [InlineData("acme", "#acme")]
    [InlineData("acme", "`acme`")]
    [InlineData("\"acme corp\"", "\"acme corp inc\"")]
    [InlineData("\"acme corp inc\"", "\"acme corp\"")]
    [InlineData("\"acme corp\"", "\"acme inc\"")]
    [InlineData("\"acme corp\"", "\"inc corp\"")]
    [InlineData("\"acme corp\"", "\"acme corp*\"")]
    [InlineData("=Acme", "=acme")]
    [InlineData("=\"La Poste\"", "=\"La poste\"")]
    [InlineData("`C++`", "`C+`")]
    [InlineData("`C++`", "`D++`")]
    [InlineData("`C++`", "body:`C++`")]
    [InlineData("#acme", "#corp")]
    [InlineData("#acme", "title:#acme")]
    [InlineData("@ann", "@lee")]
    [InlineData("@ann", "title:@ann")]
    [InlineData("@ann@x.org", "@ann@y.org")]
    [InlineData("@ann", "@ann@x.org")]
    [InlineData("site:acme.com", "site:acme.org")]
    [InlineData("site:acme.com", "link:acme.com")]
    [InlineData("tag:jobs", "tag:job")]
    [InlineData("tag:feed", "source:feed")]
    [InlineData("score:5", "score:6")]
    [InlineData("score:5", "score:>5")]
    [InlineData("score:5", "followers:5")]
    [InlineData("a1 b2", "a1 b2 c3")]
    [InlineData("a1 b2", "a1 OR b2")]
    [InlineData("a1 b2", "b2 a1")]
    [InlineData("acme NEAR corp", "acme ONEAR corp")]
    [InlineData("acme NEAR/3 corp", "acme NEAR/4 corp")]
    public void Queries_that_mean_something_else_are_not(string one, string other) => Assert.NotEqual(Root(one), Root(other));

    /// <summary>What looks trees up by their hash would be slow without.</summary>
    [Fact]
    public void Different_terms_seldom_share_a_hash()
    {
        string[] terms =
        [
            "acme", "corp", "\"acme corp\"", "title:acme", "body:acme", "`C++`", "`C+`", "`D++`", "title:`C++`", "#acme", "#corp", "title:#acme", "@ann", "@lee", "@ann@x.org", "title:@ann",
            "site:acme.com", "site:acme.org", "link:acme.com", "lang:fr", "lang:en", "tag:fr", "source:fr", "type:post", "score:1", "score:2", "score:>1", "followers:1",
        ];

        Assert.Equal(terms.Length, terms.Select(term => Root(term).GetHashCode()).Distinct().Count());
    }

    private static QueryNode Root(string query) => QueryParser.Parse(query).Expression!.Root;
}
