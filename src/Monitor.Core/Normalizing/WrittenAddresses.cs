using System.Buffers;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Addresses that stand in a text without being links: plain text has no others, and whoever defangs one (<c>acme[.]com</c>) does it so
/// that none comes of it.
/// </summary>
internal static class WrittenAddresses
{
    private const int Most = 200;

    private static readonly SearchValues<string> Signs = SearchValues.Create(["://", "[:]//", "[.]", "(.)", "{.}", "[dot]", "(dot)"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Schemes = SearchValues.Create(["http", "hxxp", "h**p"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> Around = SearchValues.Create(" \t\r\n\u00A0\u2028\u2029\u3000<>\"'`|«»“”„‘’「」『』（）、。，");

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> HostLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>In order, as meant; nothing of what is cut off («https://acme.com/pri…»).</summary>
    public static IEnumerable<string> In(string text)
    {
        var (from, found) = (0, 0);
        while (found < Most && text.AsSpan(from).IndexOfAny(Signs) is >= 0 and var offset)
        {
            var sign = from + offset;
            var start = text.AsSpan(from, offset).LastIndexOfAny(Around) + 1 + from;
            var length = text.AsSpan(sign).IndexOfAny(Around);
            var end = length < 0 ? text.Length : sign + length;
            from = Math.Max(end, sign + 1);
            if (end - start > CanonicalUrl.LongestAddress || Read(text[start..end]) is not { } address) continue;
            found++;
            yield return address;
        }
    }

    private static string? Read(string word)
    {
        if (word.EndsWith("...", StringComparison.Ordinal) || word.EndsWith('…')) return null;
        var scheme = word.AsSpan().IndexOfAny(Schemes);
        var plain = Trim(scheme < 0 ? word.TrimStart('(', '[', '{', '*', '_') : word[scheme..]);
        var meant = DefangedAddress.Mend(plain);
        if (scheme < 0)
        {
            if (meant == plain || !IsHost(meant)) return null;
            meant = "http://" + meant;
        }

        return CanonicalUrl.Read(meant) is null ? null : meant;
    }

    /// <summary>Without the sentence's own signs; a closing bracket stays where it was opened within.</summary>
    private static string Trim(string word)
    {
        var end = word.Length;
        while (end > 0 && (word[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '*' or '_' || Closes(word.AsSpan(0, end)))) end--;
        return word[..end];
    }

    private static bool Closes(ReadOnlySpan<char> word) => word[^1] switch
    {
        ')' => word.Count(')') > word.Count('('),
        ']' => word.Count(']') > word.Count('['),
        '}' => word.Count('}') > word.Count('{'),
        _ => false,
    };

    /// <summary>A name with an ending of letters, then nothing or a path: <c>a[.]5</c> in a formula is none.</summary>
    private static bool IsHost(string text)
    {
        var end = text.IndexOfAny(['/', '?', '#', ':']);
        var host = end < 0 ? text : text[..end];
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length - dot > 2 && !host.AsSpan(dot + 1).ContainsAnyExcept(Letters) && !host.AsSpan(0, dot).ContainsAnyExcept(HostLetters);
    }
}
