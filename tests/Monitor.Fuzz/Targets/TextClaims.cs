using System.Text;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Fuzz.Targets;

/// <summary>Short texts, and bytes that have yet to become text.</summary>
internal static class TextClaims
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly string?[] Charsets =
        [null, "text/xml", "text/xml; charset=utf-8", "text/html; charset=gb18030", "x/y; charset=shift_jis", "x/y; charset=iso-2022-jp", "x/y; charset=big5", "x/y;charset=hz-gb-2312", "x/y; charset=utf-16", "x/y; charset=utf-7", "x/y; charset=euc-kr", "x/y; charset=x-user-defined", "x/y; charset=ibm037"];

    private static readonly string[] Codings = ["gzip", "deflate", "br", "gzip, br", "x-gzip", "deflate, deflate"];

    public static void Decode(byte[] input)
    {
        var decoded = TextDecoder.Decode(input, Charsets[input.Length % Charsets.Length]);
        Claim.IsText(decoded.Text, "a decoded text");
        Claim.That(!decoded.Text.Contains('\uFEFF', StringComparison.Ordinal), "a byte order mark is left");
        Claim.That(decoded.Text.Length <= (input.Length * 2) + 4, "a text is longer than twice its bytes");
    }

    public static void Date(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (TolerantDate.Parse(text) is { } date) Claim.That(date.UtcDateTime.Year is >= 1 and <= 9999, "a date out of range");
        if (HttpDate.TryParse(text, out var other)) Claim.That(other.Offset == TimeSpan.Zero && other.Year >= 1601, "a date of HTTP out of range");
    }

    public static void RetryAfter(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        if (Sources.Http.RetryAfter.Parse(text, Now) is { } delay)
            Claim.That(delay >= TimeSpan.FromSeconds(1) && delay <= TimeSpan.FromHours(24), "a delay out of range");
    }

    public static void Query(byte[] input)
    {
        var parsed = QueryParser.Parse(Encoding.UTF8.GetString(input));
        if (parsed.Expression is not { } read) return;
        var printed = QueryPrinter.Print(read.Root);
        var again = QueryParser.Parse(printed);
        Claim.That(again.Expression is not null || printed.Length > QueryParser.LongestText, "a printed query cannot be read again");
        if (again.Expression is { } second) Claim.That(QueryPrinter.Print(second.Root).Equals(printed, StringComparison.Ordinal), "a query printed twice differs");
    }

    public static void Coding(byte[] input)
    {
        var bound = new BodyBound(100_000, Truncate: input.Length % 2 == 0, "https://example.org");
        try
        {
            var body = ContentDecoding.Decode(input, [Codings[input.Length % Codings.Length]], bound);
            Claim.That(body.Length <= bound.MaxBytes || body.Length == input.Length, "a body is larger than its bound");
        }
        catch (SourceException refused)
        {
            Claim.That(refused.Fault is SourceFault.Malformed or SourceFault.Transient, "a body is refused for another reason than what it is");
        }
    }
}
