using System.Globalization;
using System.Text;

namespace Monitor.Worker.Configuration;

/// <summary>Shows a line of text with a caret under one character of it.</summary>
internal static class Caret
{
    private const int Width = 100;
    private const string Indent = "    ";

    /// <param name="text">Any text; what would break the line is shown as a blank.</param>
    /// <param name="position">In UTF-16 code units; the end of the text may be pointed at.</param>
    public static string Under(string text, int position)
    {
        position = Math.Clamp(position, 0, text.Length);
        var from = Math.Max(0, Math.Min(position - (Width / 2), text.Length - Width));
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        var to = Math.Min(text.Length, from + Width);
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        var head = from > 0 ? "…" : "";
        var tail = to < text.Length ? "…" : "";
        var before = head + Printable(text[from..Math.Max(from, position)]);
        var skipped = from == 0 ? before.Length - before.AsSpan().TrimStart(' ').Length : 0;
        var line = (before + Printable(text[Math.Max(from, position)..Math.Max(to, position)]) + tail)[skipped..].TrimEnd();
        return $"{Indent}{line}\n{Indent}{new string(' ', Columns(before[skipped..]))}^";
    }

    private static string Printable(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var letter in text) shown.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        return shown.ToString();
    }

    private static int Columns(string text) => new StringInfo(text).LengthInTextElements;
}
