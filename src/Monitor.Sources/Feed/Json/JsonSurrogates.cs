using System.Globalization;

namespace Monitor.Sources.Feed.Json;

/// <summary>Escaped halves of characters, which text that was cut in the middle of one holds and System.Text.Json refuses to read.</summary>
internal static class JsonSurrogates
{
    private const int Length = 6;

    /// <summary>The document with a replacement character for every lone half.</summary>
    public static ReadOnlySpan<char> Mend(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var mended = json.ToCharArray();
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\') continue;
            var half = Half(json, at);
            if (char.IsHighSurrogate(half) && char.IsLowSurrogate(Half(json, at + Length))) at += (2 * Length) - 1;
            else if (char.IsSurrogate(half)) "ufffd".CopyTo(mended.AsSpan(at + 1));
            else at++;
        }

        return mended;
    }

    private static char Half(string json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? (char)value
            : '\0';
}
