using System.Buffers.Text;
using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>An address that stands in another, in whatever way it is written there.</summary>
internal static class WrappedTarget
{
    /// <summary>What stands in a path: encoded, it is one segment with others behind it; bare, it is all there is, its query too.</summary>
    public static string? Written(Uri uri, int start)
    {
        var text = uri.AbsolutePath[start..];
        if (!text.AsSpan(0, Math.Min(text.Length, "https%3A%2F%2F".Length)).Contains("%2F%2F", StringComparison.OrdinalIgnoreCase)) return Address(text + uri.Query);
        var end = text.IndexOf('/', StringComparison.Ordinal);
        return Address(Uri.UnescapeDataString(end < 0 ? text : text[..end]));
    }

    public static string? Parameter(string query, string[] names)
    {
        foreach (var name in names)
        {
            if (Raw(query, name) is not { } raw) continue;
            var text = Uri.UnescapeDataString(raw.Replace('+', ' '));
            if ((Address(text) ?? EncodedTwice(text) ?? Decoded(raw)) is { } target) return target;
        }

        return null;
    }

    private static string? EncodedTwice(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Address(Uri.UnescapeDataString(text)) : null;

    public static string? Raw(string query, string name)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && pair[..equals].Replace("%24", "$", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase)) return pair[(equals + 1)..];
        }

        return null;
    }

    /// <summary>In Base64, as mail senders and Bing (<c>a1</c> before it) write it.</summary>
    private static string? Decoded(string raw)
    {
        var text = Uri.UnescapeDataString(raw);
        if (text.StartsWith("a1", StringComparison.Ordinal)) text = text[2..];
        text = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return text.StartsWith("aHR0c", StringComparison.Ordinal) && Base64Url.IsValid(text) 
            ? Address(Uri.UnescapeDataString(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))))
            : null;
    }

    /// <summary>Some write the scheme's slashes once: servers merge them in paths.</summary>
    public static string? Address(string text)
    {
        var start = text.StartsWith("https:/", StringComparison.OrdinalIgnoreCase) ? 7 : text.StartsWith("http:/", StringComparison.OrdinalIgnoreCase) ? 6 : 0;
        if (start == 0 || text.Length == start) return null;
        return text[start] == '/' ? text : text.Insert(start, "/");
    }
}
