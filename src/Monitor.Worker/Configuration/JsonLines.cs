using System.Text;

namespace Monitor.Worker.Configuration;

/// <summary>Lines and columns of a UTF-8 text, for offsets in bytes.</summary>
internal sealed class JsonLines
{
    private readonly byte[] utf8;
    private readonly List<int> starts = [0];

    public JsonLines(byte[] utf8)
    {
        this.utf8 = utf8;
        for (var at = 0; at < utf8.Length; at++)
        {
            if (utf8[at] == (byte)'\n') starts.Add(at + 1);
        }
    }

    /// <summary>Line and column, both from 1.</summary>
    public (int Line, int Column) At(int offset)
    {
        var found = starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(utf8, starts[line], offset - starts[line]) + 1);
    }

    /// <summary>The offset of a byte within a line, both from 0, as <see cref="System.Text.Json.JsonException"/> counts; within the text in any case.</summary>
    public int OffsetOf(int line, int position) =>
        Math.Clamp(starts[Math.Clamp(line, 0, starts.Count - 1)] + position, 0, utf8.Length);

    /// <summary>The line, indented, and a caret under the offset, behind a line end; empty for a blank line, which shows nothing.</summary>
    public string Show(int offset)
    {
        var (line, column) = At(offset);
        var end = line < starts.Count ? starts[line] - 1 : utf8.Length;
        var text = Encoding.UTF8.GetString(utf8, starts[line - 1], Math.Max(0, end - starts[line - 1]));
        return string.IsNullOrWhiteSpace(text) ? "" : $"\n{Caret.Under(text, column - 1)}";
    }
}
