using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>The canonical form: English operators, no bracket that changes nothing.</summary>
public sealed class QueryPrinterTests
{
    [Theory]
    [InlineData("a1 | b2 c3", "a1 OR b2 AND c3")]
    [InlineData("(a1 OU b2) ET c3", "(a1 OR b2) AND c3")]
    [InlineData("((a1 b2) (c3))", "a1 AND b2 AND c3")]
    [InlineData("a1 SAUF (b2 c3)", "a1 AND NOT (b2 AND c3)")]
    [InlineData("a1 -b2 !c3", "a1 AND NOT b2 AND NOT c3")]
    [InlineData("NOT NOT a1", "NOT NOT a1")]
    [InlineData("(a1 NEAR b2) NEAR/2 c3", "a1 NEAR/4 b2 NEAR/2 c3")]
    [InlineData("(a1 OR b2) ONEAR/0 \"c d\"", "(a1 OR b2) ONEAR/0 \"c d\"")]
    [InlineData("coca-cola", "\"coca cola\"")]
    [InlineData("=Apple =\"La Poste\"", "=Apple AND =\"La Poste\"")]
    [InlineData("\"AND\" \"ONEAR\" \"SAUF\"", "\"AND\" AND \"ONEAR\" AND \"SAUF\"")]
    [InlineData("\"ET\" \"OR\" \"OU\" \"NOT\" \"NEAR\"", "\"ET\" AND \"OR\" AND \"OU\" AND \"NOT\" AND \"NEAR\"")]
    [InlineData("recrut* \"bonne recrut*\"", "recrut* AND \"bonne recrut*\"")]
    [InlineData("東京 \"東 a\"", "\"東京\" AND \"東 a\"")]
    [InlineData("`C++` title:`.NET`", "`C++` AND title:`.NET`")]
    [InlineData("#acme body:#acme", "#acme AND body:#acme")]
    [InlineData("@acme @ann@example.org author:@ann", "@acme AND @ann@example.org AND author:@ann")]
    [InlineData("title:(a1 OR b2)", "title:a1 OR title:b2")]
    [InlineData("url:blog author:\"ann lee\"", "url:blog AND author:\"ann lee\"")]
    [InlineData("site:acme.com/blog link:acme.com", "site:acme.com/blog AND link:acme.com")]
    [InlineData("lang:pt_BR source:hn type:Post tag:#jobs", "lang:pt-br AND source:hn AND type:post AND tag:jobs")]
    [InlineData("source:\"the press\"", "source:\"the press\"")]
    [InlineData("source:\"the\u00A0press\"", "source:\"the\u00A0press\"")]
    [InlineData("source:`the \"good\" press`", "source:`the \"good\" press`")]
    [InlineData("source:«the \"`good`\" press»", "source:«the \"`good`\" press»")]
    [InlineData("source:“the \"`«good»`\" press”", "source:“the \"`«good»`\" press”")]
    [InlineData("tag:\"(jobs)\" tag:\"a|b\"", "tag:\"(jobs)\" AND tag:\"a|b\"")]
    [InlineData("followers:>1 followers:>=2 followers:<3 score:<=4 score:=5 score:6", "followers:>1 AND followers:>=2 AND followers:<3 AND score:<=4 AND score:=5 AND score:=6")]
    public void Prints_what_reads_back_as_the_same(string written, string canonical)
    {
        var expression = QueryParser.Parse(written).Expression!;

        Assert.Equal(canonical, expression.Canonical);
        Assert.Equal(expression.Root, QueryParser.Parse(canonical).Expression!.Root);
    }
}
