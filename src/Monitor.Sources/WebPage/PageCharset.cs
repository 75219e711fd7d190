using System.Text;
using System.Text.RegularExpressions;
using Monitor.Sources.Http;

namespace Monitor.Sources.WebPage;

/// <summary>A page's characters: by its Content-Type, its byte order mark, its meta element, else UTF-8 if it is, else windows-1252.</summary>
internal static partial class PageCharset
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>WHATWG wants a meta element within the first 1024 bytes; pages have it later.</summary>
    private const int MetaIsWithin = 4096;

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var (mark, length) = Mark(body);
        var encoding = Named(contentType is null ? null : Charset().Match(contentType)) ?? mark ?? Meta(body) ?? Guess(body);
        return encoding.GetString(body[(encoding.CodePage == mark?.CodePage ? length : 0)..]);
    }

    private static (Encoding? Encoding, int Length) Mark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        _ => (null, 0),
    };

    /// <summary>A meta element that can be read as ASCII cannot be true when it says UTF-16 (WHATWG, prescan).</summary>
    private static Encoding? Meta(ReadOnlySpan<byte> body)
    {
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, MetaIsWithin)]);
        var named = Named(MetaCharset().Match(start));
        return named is UnicodeEncoding ? Encoding.UTF8 : named;
    }

    private static Encoding? Named(Match? label) => label is { Success: true } ? Charsets.Find(label.Groups["label"].Value) : null;

    private static Encoding Guess(ReadOnlySpan<byte> body)
    {
        try
        {
            _ = StrictUtf8.GetCharCount(body);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Charsets.Find("windows-1252")!;
        }
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?(?<label>[A-Za-z0-9_:.-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Charset();

    [GeneratedRegex("<meta[^>]+charset\\s*=\\s*[\"']?(?<label>[A-Za-z0-9_:.-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MetaCharset();
}
