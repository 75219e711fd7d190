using System.Buffers;

namespace Monitor.Sources.Html;

/// <summary>Text being written as a page shows it: white space collapses, lines and paragraphs are asked for and appear once there is something to part.</summary>
internal ref struct TextSheet(Span<char> start)
{
    private static readonly SearchValues<char> UnevenSpace = SearchValues.Create("\t\r\n\f\v\u00A0\u0085\u2028\u2029");
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n\f\v\u00A0\u0085\u2028\u2029");

    private Span<char> sheet = start;
    private char[]? rented;
    private int length;
    private int lines;
    private bool space;
    private bool bullet;

    /// <summary>Running text: every run of white space is one space, none at the ends of a line.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (!text.ContainsAny(UnevenSpace) && text.IndexOf("  ") < 0)
        {
            if (text[0] == ' ')
            {
                space = true;
                text = text[1..];
            }

            var trailing = text.Length > 0 && text[^1] == ' ';
            if (trailing) text = text[..^1];
            if (text.Length > 0) Put(text);
            space |= trailing;
            return;
        }

        WriteWords(text);
    }

    /// <summary>Text whose white space counts.</summary>
    public void WriteVerbatim(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty) Put(text);
    }

    /// <summary>What follows begins a new line; with 2, after an empty one.</summary>
    public void Part(int count)
    {
        if (bullet) return;
        lines = Math.Max(lines, count);
        space = false;
    }

    /// <summary>What follows begins a new line with a bullet.</summary>
    public void Bullet()
    {
        Part(1);
        bullet = true;
    }

    /// <summary>One more line break, as br makes it: several of them add up to an empty line.</summary>
    public void Break()
    {
        lines = Math.Min(2, lines + 1);
        space = false;
    }

    public void Separate() => space = true;

    /// <summary>The text, and the end of this sheet.</summary>
    public string Finish()
    {
        var text = sheet[..length].TrimEnd().ToString();
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        rented = null;
        return text;
    }

    private void WriteWords(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var word = text.IndexOfAnyExcept(Space);
            if (word != 0) space = true;
            if (word < 0) return;
            text = text[word..];
            var end = text.IndexOfAny(Space);
            Put(end < 0 ? text : text[..end]);
            if (end < 0) return;
            text = text[end..];
        }
    }

    private void Put(ReadOnlySpan<char> text)
    {
        Reserve(text.Length + 4);
        if (length == 0)
        {
            // Nothing to part from yet.
        }
        else if (lines > 0)
        {
            while (length > 0 && sheet[length - 1] == ' ') length--;
            for (var line = 0; line < lines; line++) sheet[length++] = '\n';
        }
        else if (space && sheet[length - 1] is not ('\n' or ' '))
        {
            sheet[length++] = ' ';
        }

        if (bullet)
        {
            sheet[length++] = '•';
            sheet[length++] = ' ';
        }

        text.CopyTo(sheet[length..]);
        length += text.Length;
        (lines, space, bullet) = (0, false, false);
    }

    private void Reserve(int more)
    {
        if (length + more <= sheet.Length) return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length + more, sheet.Length * 2));
        sheet[..length].CopyTo(larger);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        sheet = rented = larger;
    }
}
