using System.Buffers.Text;

namespace Monitor.Sources.Feed.Json;

/// <summary>Escaped halves of characters, which text that was cut in the middle of one holds and System.Text.Json refuses to read.</summary>
internal static class JsonSurrogates
{
    private const int Length = 6;

    /// <summary>The document with a replacement character for every lone half.</summary>
    public static ReadOnlySpan<byte> Mend(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return json;
        var mended = json.ToArray();
        for (var at = json.IndexOf((byte)'\\'); at < json.Length; at++)
        {
            if (json[at] != '\\') continue;
            var half = Half(json, at);
            if (char.IsHighSurrogate(half) && char.IsLowSurrogate(Half(json, at + Length))) at += (2 * Length) - 1;
            else if (char.IsSurrogate(half)) "ufffd"u8.CopyTo(mended.AsSpan(at + 1));
            else at++;
        }

        return mended;
    }

    private static char Half(ReadOnlySpan<byte> json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort value, out var read, 'x') && read == 4
            ? (char)value
            : '\0';
}
