using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>The language page, example by example.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("acme", "Acme™ and «Acme»")]
    [InlineData("acme", "les prix d’Acme")]
    [InlineData("acme", "qu'ACME dit")]
    [InlineData("acme", "#acme")]
    [InlineData("acme", "@acme")]
    [InlineData("acme", "A\u0301c\u00ADme")]
    [InlineData("Ácme", "acme")]
    [InlineData("straße", "STRASSE")]
    [InlineData("œuvre", "OEUVRE")]
    [InlineData("coca-cola", "Coca Cola")]
    [InlineData("acme.com", "acme[.]com")]
    [InlineData("l'oréal", "L’OREAL")]
    [InlineData("AT&T", "at t")]
    [InlineData("\"acme corp\"", "Acme--Corp.")]
    [InlineData("\"acme corp\"", "see #AcmeCorp")]
    [InlineData("\"acme corp\"", "ask @acmecorp!")]
    [InlineData("\"acme corp\"", "go to www.acmecorp.com now")]
    [InlineData("\"acme corp\"", "beware of hxxps://acmecorp[.]com/login")]
    [InlineData("\"acme corp\"", "mail ann@acmecorp.com")]
    [InlineData("\"acme corp\"", "go🔥acmecorp.com")]
    [InlineData("\"acme corp\"", "see ...acmecorp.com")]
    [InlineData("recrut*", "Nous recrutons")]
    [InlineData("\"bonne recrut*\"", "une bonne recrutée")]
    [InlineData("=Apple", "Apple® is")]
    [InlineData("=\"La Poste\"", "de La  Poste")]
    [InlineData("`C++`", "I like C++.")]
    [InlineData("`.NET`", "on .NET 10")]
    [InlineData("`.NET`", "ASP.NET")]
    [InlineData("`node.js`", "Node.js!")]
    [InlineData("#acme", "hello #Acme, you")]
    [InlineData("#acme_corp", "#Acme_Corp!")]
    [InlineData("#acme,", "hello #acme")]
    [InlineData("@acme", "hi @Acme.")]
    [InlineData("@acme_corp-1.x", "hi @acme_corp-1.x.")]
    [InlineData("@acme?", "hi @acme")]
    [InlineData("@acme", "hi @acme@mastodon.social")]
    [InlineData("@acme@mastodon.social", "hi @acme@mastodon.social.")]
    [InlineData("東京", "私は東京に")]
    [InlineData("🔥", "so🔥🔥")]
    [InlineData("a1 ET b2", "a1 b2")]
    [InlineData("a1 OU b2", "b2")]
    [InlineData("a1 | b2", "b2")]
    [InlineData("a1 SAUF b2", "a1")]
    [InlineData("a1 AND NOT b2", "a1")]
    [InlineData("a1 -b2", "a1")]
    [InlineData("a1 !b2", "a1")]
    [InlineData("aa NEAR/1 bb", "aa x bb")]
    [InlineData("aa NEAR/1 bb", "bb x aa")]
    [InlineData("aa ONEAR/1 bb", "aa x bb")]
    [InlineData("aa NEAR bb", "aa 1 2 3 4 bb")]
    [InlineData("aa NEAR/0 bb NEAR/1 cc", "bb aa x cc")]
    [InlineData("(aa OR bb) NEAR/0 cc", "bb cc")]
    [InlineData("body:acme", "acme")]
    public void Matches_in_the_body(string query, string body) => Assert.True(Holds(query, Documents.Of(body)));

    [Theory]
    [InlineData("acme", "acmes")]
    [InlineData("\"acme corp\"", "acme the corp")]
    [InlineData("\"acme corp\"", "acmecorp")]
    [InlineData("\"acme corp\"", "#acmecorps")]
    [InlineData("\"acme corp\"", "end.acmecorp.Then")]
    [InlineData("\"acme cor*\"", "#acmecorp")]
    [InlineData("=\"acme corp\"", "#acmecorp")]
    [InlineData("=Apple", "apple")]
    [InlineData("=Apple", "Applé")]
    [InlineData("`C++`", "C#")]
    [InlineData("`C++`", "abC++")]
    [InlineData("`.NET`", "the net")]
    [InlineData("`.NET`", ".NETs")]
    [InlineData("#acme", "acme")]
    [InlineData("#acme", "page#acme")]
    [InlineData("#acme", "#acme_corp")]
    [InlineData("@acme", "@acme-corp")]
    [InlineData("@acme", "ann@acme.com")]
    [InlineData("@acme@mastodon.social", "hi @acme")]
    [InlineData("aa NEAR/1 bb", "aa x y bb")]
    [InlineData("aa ONEAR/1 bb", "bb x aa")]
    [InlineData("aa NEAR/9 aa", "aa only")]
    [InlineData("a1 -b2", "a1 b2")]
    [InlineData("title:acme", "acme")]
    public void Does_not_match_in_the_body(string query, string body) => Assert.False(Holds(query, Documents.Of(body)));

    [Theory]
    [InlineData("site:acme.com", "https://www.acme.com/x", true)]
    [InlineData("site:acme.com", "https://blog.acme.com:8080/", true)]
    [InlineData("site:acme.com", "https://notacme.com/", false)]
    [InlineData("site:acme.com/blog", "https://acme.com/blog/post", true)]
    [InlineData("site:acme.com/blog", "https://acme.com/blogs", false)]
    [InlineData("url:blog", "https://acme.com/blog/post", true)]
    [InlineData("url:\"acme corp\"", "https://acmecorp.com/", true)]
    public void Reads_the_documents_address(string query, string url, bool holds) => Assert.Equal(holds, Holds(query, Documents.Of(url: url)));

    [Theory]
    [InlineData("link:acme.com/pricing", "http://www.acme.com:80/pricing/?utm_source=x#top", true)]
    [InlineData("link:acme.com/pricing", "https://acme.com/prices", false)]
    [InlineData("link:https://www.acme.com", "https://acme.com/prices", true)]
    public void Reads_links(string query, string link, bool holds) => Assert.Equal(holds, Holds(query, Documents.Of(links: link)));

    [Theory]
    [InlineData("author:ann", true)]
    [InlineData("author:\"ann lee\"", true)]
    [InlineData("author:@ann", true)]
    [InlineData("author:@ann@example.social", true)]
    [InlineData("author:@an", false)]
    [InlineData("lang:pt", true)]
    [InlineData("lang:pt-BR", true)]
    [InlineData("lang:fr", false)]
    [InlineData("source:press", true)]
    [InlineData("source:Feed", true)]
    [InlineData("source:hn", false)]
    [InlineData("type:comment", true)]
    [InlineData("type:post", false)]
    [InlineData("tag:jobs", true)]
    [InlineData("#jobs", true)]
    [InlineData("tag:job", false)]
    [InlineData("followers:>1000", true)]
    [InlineData("followers:>1200", false)]
    [InlineData("followers:>=1200", true)]
    [InlineData("followers:>=1201", false)]
    [InlineData("followers:<1200", false)]
    [InlineData("followers:<1201", true)]
    [InlineData("followers:<=1199", false)]
    [InlineData("followers:<=1200", true)]
    [InlineData("followers:=1200", true)]
    [InlineData("followers:1201", false)]
    [InlineData("score:<10", false)]
    [InlineData("score:>=10", false)]
    public void Reads_other_fields(string query, bool holds)
    {
        var document = Documents.Of("x", language: "pt-BR") with
        {
            Author = new("Ann Lee", "ann@example.social", Followers: 1200),
            Type = ItemType.Comment,
            Tags = ["Jobs"],
        };

        Assert.Equal(holds, Holds(query, document));
    }

    [Theory]
    [InlineData("acme", "d’Ácme", "Ácme")]
    [InlineData("\"acme corp\"", "go #AcmeCorp", "AcmeCorp")]
    [InlineData("#acme", "go #Acme!", "#Acme")]
    [InlineData("`C++`", "my C++ is", "C++")]
    public void Spans_slice_to_what_matched(string query, string body, string slice)
    {
        var span = Assert.Single(Evaluator.Spans(QueryParser.Parse(query).Expression!.Root, Documents.Of(body)));

        Assert.Equal(slice, body.Substring(span.Start, span.Length));
    }

    [Fact]
    public void Fields_do_not_touch() => Assert.False(Holds("\"acme corp\" OR (acme NEAR corp)", Documents.Of("corp", "acme")));

    [Fact]
    public void The_index_asks_a_query_only_of_its_sources()
    {
        var expression = QueryParser.Parse("acme").Expression!;
        var index = MatchIndex.Build([new("all", expression), new("kind", expression, ["feed"]), new("name", expression, ["press"]), new("other", expression, ["hn"])]);

        Assert.Equal(["all", "kind", "name"], index.Match(Documents.Of("acme")).Select(match => match.Query));
    }

    private static bool Holds(string query, Document document)
    {
        var parsed = QueryParser.Parse(query);
        Assert.True(parsed.Expression is not null, string.Join('\n', parsed.Problems));
        return Evaluator.Holds(parsed.Expression.Root, document);
    }
}
