using System.Buffers;
using System.Text;

namespace Monitor.Worker.Storing;

/// <summary>Text that both engines take: valid Unicode without NUL, which PostgreSQL refuses and SQLite's own functions stop at.</summary>
internal static class StoreText
{
    /// <summary>Replaces NUL and each lone surrogate by U+FFFD: unit for unit, so that spans keep their places.</summary>
    public static string Clean(string text)
    {
        var isClean = !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        return isClean ? text : string.Create(text.Length, text, Replace);
    }

    private static void Replace(Span<char> clean, string text)
    {
        text.CopyTo(clean);
        for (var index = 0; index < clean.Length;)
        {
            var valid = Rune.DecodeFromUtf16(clean[index..], out var rune, out var length) == OperationStatus.Done && rune.Value != 0;
            if (!valid) clean.Slice(index, length).Fill('\uFFFD');
            index += length;
        }
    }
}
