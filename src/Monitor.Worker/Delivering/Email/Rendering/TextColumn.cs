using System.Globalization;
using System.Text;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>Lines of 78 columns at most, but for addresses and words that are longer than that.</summary>
internal sealed class TextColumn
{
    private const int Width = 78;
    private readonly StringBuilder lines = new();

    public TextColumn Blank() => Raw("");

    /// <summary>A line as it is.</summary>
    public TextColumn Raw(string line)
    {
        lines.Append(line).Append('\n');
        return this;
    }

    public TextColumn Rule() => Raw(new string('-', Width));

    /// <summary>A paragraph, broken between words; what follows the first line is indented by so many spaces.</summary>
    public TextColumn Wrap(string text, int indent = 0, string first = "")
    {
        var margin = new string(' ', indent);
        var line = new StringBuilder(first.PadRight(indent));
        var column = Columns(line.ToString());
        var empty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = Columns(word);
            if (!empty && column + 1 + columns > Width)
            {
                Raw(line.ToString());
                line.Clear().Append(margin);
                (column, empty) = (indent, true);
            }

            line.Append(empty ? "" : " ").Append(word);
            column += columns + (empty ? 0 : 1);
            empty = false;
        }

        return empty && first.Length == 0 ? this : Raw(line.ToString().TrimEnd());
    }

    public override string ToString() => lines.ToString();

    /// <summary>What a stranger wrote as a part of a line: isolated where it runs from right to left (UAX #9, 2.4.2).</summary>
    public static string Isolate(string text) => text.EnumerateRunes().Any(IsRightToLeft) ? $"\u2068{text}\u2069" : text;

    private static bool IsRightToLeft(Rune rune) => rune.Value
        is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static int Columns(string text)
    {
        var columns = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) columns += Columns(elements.GetTextElement().EnumerateRunes().First());
        return columns;
    }

    // East Asian wide characters and emoji take two columns in a terminal (UAX #11), marks and joiners none.
    private static int Columns(Rune rune) => rune.Value switch
    {
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
            or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1,
    };
}
