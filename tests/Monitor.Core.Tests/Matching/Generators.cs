using FsCheck;
using FsCheck.Fluent;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>Random texts, documents and queries over a small stock of words, so that they meet often.</summary>
internal static class Generators
{
    private static readonly string[] Words =
    [
        "acme", "Acme", "ÁCME", "A\u0301cme", "ac\u00ADme", "corp", "Corp", "acmecorp", "AcmeCorp", "app", "apple", "Applé", "a", "b", "1", "2nd", "½", "straße", "STRASSE",
        "œuvre", "c", "C", "net", "js", "node", "l", "d", "東", "京", "東京", "ゟ", "より", "ガ", "ｶﾞ", "한", "국", "ᄒ", "ก", "ที่", "क", "कि", "क़", "🔥", "👩\u200D💻", "❤\uFE0F",
        "ещё", "еще", "مُحمد", "محمد", "𝐀cme", "ﬁn", "fin", "ŉ", "x", "y", "aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaab", "\u0301", "İ", "ς", "σ",
    ];

    private static readonly string[] Separators =
    [
        " ", " ", " ", " ", "", "-", ".", ", ", "\n", "’", "'", "/", "_", "&", "++", " #", " @", "#", "@", "@x.org ", " www.", ".com ", "https://", "[.]", "\u00A0", "\u200B", "\uD800", "…", "™", " (",
    ];

    private static readonly string[] Urls =
    [
        "", "https://acme.com/blog/a?utm_source=x", "http://www.acmecorp.com:80/", "https://blog.acme.com:8080/x", "https://ACME.com", "https://müller.de/", "http://0x7f.1/acme", "acme.com/blog", "nonsense",
    ];

    public static Gen<string> Text { get; } =
        from pieces in Gen.ListOf(Gen.Zip(Gen.Elements(Words), Gen.Elements(Separators)))
        select string.Concat(pieces.Take(40).Select(piece => piece.Item1 + piece.Item2));

    public static Gen<Document> Document { get; } =
        from texts in Gen.Zip(Text, Text)
        from name in Text
        from urls in Gen.ListOf(Gen.Elements(Urls))
        from url in Gen.Elements(Urls)
        from tags in Gen.ListOf(Gen.Elements(Words))
        from number in Gen.Choose(0, 3)
        select new Document
        {
            Id = "1",
            Source = new(number == 0 ? "press" : "hn", number < 2 ? "feed" : "hackernews"),
            Type = number == 1 ? ItemType.Comment : ItemType.Post,
            Title = number == 3 ? "" : texts.Item1,
            Body = texts.Item2,
            Author = new(name, number == 0 ? "" : "acme@x.org", Followers: number == 2 ? null : number * 1000),
            Language = number switch { 0 => "", 1 => "fr", _ => "pt-BR" },
            Tags = [.. tags.Take(3)],
            Links = [.. urls.Take(3).Select(address => new Link([address, "https://acme.com/pricing"])).Take(number)],
            Url = url,
            Score = number,
            Seen = DateTimeOffset.UnixEpoch,
        };

    /// <summary>A query that parses.</summary>
    public static Gen<QueryExpression> Query { get; } =
        Gen.Sized(size => Expression(Math.Min(size / 12, 4))).Select(text => QueryParser.Parse(text).Expression).Where(expression => expression is not null).Select(expression => expression!);

    private static Gen<string> Word => Gen.Elements(Words);

    private static Gen<string> Phrase =>
        from one in Word
        from sign in Gen.Elements(" ", " ", "-", "", ".")
        from other in Word
        select one + sign + other;

    private static Gen<string> Term => Gen.Frequency(
        (10, Word),
        (6, Phrase.Select(phrase => $"\"{phrase}\"")),
        (2, from words in Phrase from last in Word select $"\"{words} {last}\""),
        (3, Word.Select(word => word + "*")),
        (1, from words in Phrase select $"\"{words}*\""),
        (1, from first in Word from second in Word select $"\"{first}* {second}\""),
        (3, Phrase.Select(phrase => $"=\"{phrase}\"")),
        (2, Word.Select(word => "=" + word)));

    private static Gen<string> Special => Gen.Frequency(
        (2, from sign in Gen.Elements("", ".", "#", "(") from word in Word from end in Gen.Elements("", "++", ".js", "!", "…") select $"`{sign}{word}{end}`"),
        (1, Gen.Elements("`++`", "`™`", "`...`")),
        (2, Word.Select(word => "#" + word)),
        (1, Gen.Elements("@acme", "@acme@x.org", "@x", "@東")),
        (1, Gen.Elements("author:acme", "author:\"acme corp\"", "author:@acme", "author:@acme@x.org", "author:ac*")),
        (1, Gen.Elements("site:acme.com", "site:acme.com/blog", "site:www.acmecorp.com", "site:müller.de", "site:127.0.0.1", "url:acme", "url:\"acme corp\"")),
        (1, Gen.Elements("link:acme.com/pricing", "link:blog.acme.com", "link:com", "tag:acme", "tag:東京", "tag:½")),
        (1, Gen.Elements("lang:fr", "lang:pt", "source:feed", "source:press", "type:comment", "followers:>1000", "score:<=1")));

    private static Gen<string> NearOperand => Gen.Frequency(
        (4, Term),
        (1, Gen.Elements("title:acme", "body:\"acme corp\"", "#acme", "@acme", "`C++`")),
        (2, from one in Term from other in Term select $"({one} OR {other})"));

    private static Gen<string> Near =>
        from operands in Gen.ListOf(NearOperand, 3)
        from count in Gen.Choose(2, 3)
        from distance in Gen.Choose(0, 6)
        from sign in Gen.Elements("NEAR", "ONEAR")
        select string.Join($" {sign}/{distance} ", operands.Take(count));

    private static Gen<string> Expression(int depth)
    {
        var leaf = Gen.Frequency((8, Term), (3, Special), (2, from field in Gen.Elements("title:", "body:") from term in Term select field + term), (2, Near));
        if (depth == 0) return leaf;
        var part = Expression(depth - 1);
        return Gen.Frequency(
            (3, leaf),
            (4, from one in part from other in part from sign in Gen.Elements(" AND ", " ", " AND NOT ", " -", " ET ") select $"({one}){sign}({other})"),
            (4, from one in part from other in part from sign in Gen.Elements(" OR ", " | ", " OU ") select $"({one}){sign}({other})"),
            (1, from one in part from other in part select $"{one} AND NOT NOT ({other})"),
            (1, from one in part select $"title:({one})"));
    }
}
