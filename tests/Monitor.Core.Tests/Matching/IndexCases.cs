using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>
/// Queries and documents on which the index and the plain reading could part: each stands on an edge of how the index works. Words of 16
/// bytes hash in another way than of 17, texts fold 8, 32 and 64 characters at once, fields lie in one buffer one behind the other.
/// </summary>
internal static class IndexCases
{
    private static readonly int[] Edges = [7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65];

    public static string[] Queries { get; } =
    [
        "acme", "corp", "inc", "a", "b", "2nd", "1", "straße", "œuvre", "ещё", "محمد", "𝐀cme", "½", "fin", "c d", "nothing",
        "東", "京", "東京", "京都", "東京都", "ゟ", "より", "ガ", "한", "국", "ก", "ที่", "क", "कि", "🔥", "👩\u200D💻", "❤", "🏴", "🏴\U000E0067\U000E0062", "1\u20E3", "\"1\u20E3 acme\"", "\"東 京 都\"", "\"acme 東京\"", "\"東京 acme\"",
        "\"acme corp\"", "\"corp acme\"", "\"acme corp inc\"", "\"the acme corp\"", "\"acme acme corp\"", "\"a a b\"", "\"a b a\"", "\"acme of the north\"",
        "\"of the acme\"", "\"corp of\"",
        "acm*", "ac*", "acme*", "acmecorp*", "acmecorpora*", "東京*", "ét*", "\"acme cor*\"", "\"ac* corp\"", "\"ac* cor*\"", "\"ac* co* in*\"", "\"acme* of*\"",
        "zz*",
        "=Acme", "=acme", "=\"Acme Corp\"", "=\"acme cor*\"", "=Applé", "`C++`", "`.NET`", "`acme.com`", "`acme corp`", "`++`", "`…`",
        "#acme", "#acmecorp", "#acme_corp", "#東京", "@acme", "@acme@x.org", "@acme.corp", "tag:acme", "tag:東京", "tag:\"acme corp\"",
        "title:acme", "body:acme", "title:\"acme corp\"", "body:\"acme corp\"", "title:ac*", "body:ac*", "title:#acme", "body:@acme", "title:`C++`", "title:東京",
        "body:東京",
        "author:acme", "author:\"acme corp\"", "author:@acme", "author:@acme@x.org", "author:ac*", "author:=Acme", "url:acme", "url:\"acme com\"", "url:ac*",
        "url:\"acme corp\"",
        "site:acme.com", "site:acme.com/blog", "site:blog.acme.com", "site:com", "site:müller.de", "site:127.0.0.1", "link:acme.com", "link:acme.com/pricing",
        "link:blog.acme.com", "link:org",
        "lang:fr", "lang:pt", "type:comment", "source:press", "followers:>1000", "score:<=1",
        "acme corp", "acme -corp", "acme -inc -corp", "acme (corp OR inc)", "acme (corp OR -inc)", "acme -(corp inc)", "(acme OR corp) (inc OR b)",
        "(acme corp) OR (inc b)", "(acme -corp) OR inc",
        "acme NOT NOT corp", "(NOT NOT acme) OR inc", "acme lang:fr", "acme -lang:fr", "acme (lang:fr OR corp)", "acme OR lang:fr", "acme title:corp",
        "acme -title:corp", "acme \"corp inc\"",
        "acme -\"corp inc\"", "acme =Corp", "acme -=Corp", "acme `C++`", "acme -`C++`", "acme #acme", "acme -#acme", "acme -\"acme corp\"", "b \"acme corp\"",
        "b (ac* OR inc)", "b -ac*", "b (\"acme corp\" OR nothing)",
        "b -link:acme.com", "b link:acme.com", "b (link:acme.com OR inc)", "b -tag:acme", "b -@acme", "b (`…` OR inc)", "b -`…`", "acme (東京 OR inc)", "acme -東京",
        "acme 東京*",
        "acme NEAR/0 corp", "acme NEAR/1 corp", "acme ONEAR/1 corp", "corp ONEAR/1 acme", "acme NEAR/2 (corp OR inc)", "acme NEAR/1 corp NEAR/1 inc",
        "acme NEAR/1 \"corp inc\"", "ac* NEAR/1 cor*", "b -(acme NEAR/1 corp)",
        "b (inc OR (acme NEAR/1 corp))", "#acme NEAR/2 corp", "=Acme NEAR/2 corp", "title:(acme corp)", "title:(acme OR corp)", "title:(acme NEAR/1 corp)", "last",
        "\"acme last\"", "last -acme", "b last", "b -last", "last*",
        .. Edges.Select(length => new string('a', length)),
        .. Edges.Select(length => new string('a', length - 1) + "b"),
        .. Edges.Select(length => "b" + new string('a', length - 1)),
        .. Edges.Select(length => new string('a', length) + "*"),
        .. Edges.Select(length => $"\"{new string('a', length)} acme\""),
    ];

    public static IEnumerable<Document> All =>
    [
        .. Texts.Select(text => Of(text)),
        .. Texts.Where((_, number) => number % 3 == 0).Select(text => Of("b", text)),
        .. Fields,
        .. Lengths,
    ];

    private static string[] Texts { get; } =
    [
        "", " ", "acme", "Acme", "ÁCME", "a\u0301cme", "ac\u00ADme", "acmes", "acm", "corp acme", "acme corp", "Acme Corp", "ACME CORP inc", "acme-corp",
        "acme the corp", "acme corps", "the acme corp", "acme acme corp", "acme acme acme corp",
        "a a a b", "a b a", "a b", "b a a", "acme of the north", "acme of the south", "of the acme", "corp of acme", "acme inc", "corp inc acme b", "acme b corp",
        "b", "inc b", "acmecorp", "acmecorporation", "acmecorporate b", "#acme", "#AcmeCorp b", "#acme_corp",
        "@acme hi", "@acme@x.org corp", "@acme.corp b", "www.acmecorp.com b", "acme.com", "mail ann@acmecorp.com", "C++ and acme", "acme c d", "ASP.NET", "nothing…",
        "x ++ y", "Applé", "apple", "é", "été acme", "acme é",
        "東", "京", "東京", "私は東京都に", "東 京", "京東", "acme東京acme", "acme 東京", "東京 acme", "東京\u3000acme corp", "よりゟ", "ガｶﾞ", "한국", "ที่ ก", "कि क", "so🔥🔥", "👩\u200D💻 acme",
        "❤\uFE0F b", "½ 2nd 1", "STRASSE Œuvre", "еще", "مُحمد", "𝐀cme ﬁn", "\uD800acme\uDC00corp",
        "b last", "acme last", .. Edges.Select(length => new string('a', length)), .. Edges.Select(length => new string('a', length - 1) + "b"),
        .. Edges.Select(length => "b" + new string('a', length - 1) + " acme"),
        .. Edges.Select(length => $"{new string('a', length)} acme"), .. Edges.Select(length => $"é{new string('a', length)} ACME corp"),
    ];

    private static IEnumerable<Document> Fields =>
    [
        Of("corp", "acme"), Of("acme", "corp"), Of("corp inc", "the acme"), Of("京", "東"), Of("corp b", "b acme", "https://acme.com/"),
        Of("last") with { Author = new("acme", "corp") }, Of("b") with { Author = new("Acme Corp", "") }, Of("acme") with { Author = new("corp", "acme@x.org") },
        Of("b") with { Author = new("b", "acmecorp") }, Of("b") with { Author = new("", "@Acme") },
        Of("b") with { Author = new("b", "acme"), Url = "https://corp.org/" },
        Of("b") with { Tags = ["acme"] }, Of("acme") with { Tags = ["corp"] }, Of("b") with { Tags = ["acme", "corp"] },
        Of("b") with { Tags = ["#東京", "Acme Corp"] },
        .. Addresses.Select(address => Of("b", url: address)),
        .. Addresses.Select(address => Of("b", links: address)),
        Of("b") with { Links = [new("https://x.org/"), new(["https://t.co/1", "https://blog.acme.com/pricing"])], Url = "https://x.org/" },
        Of("acme", language: "fr"), Of("acme corp", language: "pt-BR"), Of("b", language: "fr-CA"), Of("b") with { Type = ItemType.Comment },
        Of("acme") with { Author = new("b", "b", Followers: 1001), Score = 2 }, Of("b") with { Author = new("b", "b", Followers: 1000), Score = 1 },
        Of("acme corp") with { Source = new("hn", "hackernews") },
    ];

    private static string[] Addresses { get; } =
    [
        "https://acme.com", "http://acme.com/", "https://www.acme.com/blog/1", "HTTPS://WWW.ACME.COM/Blog", "https://blog.acme.com:8080/x", "https://acme.com?x=1",
        "https://acme.com#x", "https://a-b.acme.com/pricing/", "https://notacme.com/", "https://acme.com.evil.org/acme.com",
        "https://acme.com@evil.org/", "https://evil.org/@acme.com", "https://user:pw@acme.com/", "acme.com/blog", "//acme.com", "ftp://acme.com/",
        "https://acme.com./", "https://.acme.com/", "https://acme..com/", "https://127.0.0.1/", "http://0x7f.1/acme", "http://2130706433/",
        "https://müller.de/", "https://xn--mller-kva.de/", "https://com/", "https://", "https:///x", "nonsense", "", "https://acme.com:443/blog", "http://www./",
        "https://www.www.acme.com/", "https://acme_x.com/", "https://x.org/acme?com", "https://[::1]/", "https://acme.com\\blog",
        $"https://{string.Concat(Enumerable.Repeat("a.", 123))}acme.com/", $"https://{string.Concat(Enumerable.Repeat("a.", 124))}acme.com/",
        $"https://{string.Concat(Enumerable.Repeat("a.", 130))}acme.com/",
    ];

    /// <summary>Hashes are compared eight at once, and from 512 words on what is known of a phrase is remembered.</summary>
    private static IEnumerable<Document> Lengths =>
        from count in (int[])[1, 5, 6, 7, 8, 9, 13, 14, 15, 508, 509, 510, 511]
        from end in (string[])[count < 500 ? "acme last" : "inc acme", "b acme corp last"]
        select Of(string.Concat(Enumerable.Repeat("word ", count)) + end, "b");

    private static Document Of(string body, string title = "", string url = "", string language = "", params string[] links) => Documents.Of(body, title, url, language, links);
}
