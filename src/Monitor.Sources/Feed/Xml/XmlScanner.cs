using Monitor.Sources.Html;

namespace Monitor.Sources.Feed.Xml;

internal enum XmlToken
{
    Start,
    End,

    /// <summary>Text with references in it.</summary>
    Text,

    /// <summary>Text as it is.</summary>
    Verbatim,
}

/// <summary>
/// Reads XML as feeds really write it, forward only and without a copy. What XmlReader refuses is mended: bare ampersands and less-than
/// signs, end tags that are missing or too many, undeclared prefixes, a document that breaks off. Start and end tokens always balance.
/// Nothing is expanded or fetched: a DOCTYPE is skipped with everything in it.
/// </summary>
internal ref struct XmlScanner(ReadOnlySpan<char> text, Uri? address)
{
    private readonly ReadOnlySpan<char> text = text;
    private readonly XmlScope scope = new(address);
    private int at;
    private int closing;
    private int noInstructionEnd = int.MaxValue;
    private Range name, attributes, content;

    public XmlToken Token { get; private set; }

    /// <summary>Number of open elements, the one that a start token opens included, the one that an end token closes not.</summary>
    public readonly int Depth => scope.Depth;

    public readonly Uri? Base => scope.Base;

    public readonly string? Language => scope.Language;

    /// <summary>Whose name it is; of a start token.</summary>
    public Vocabulary Vocabulary { get; private set; }

    /// <summary>The name without its prefix; of a start token.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The name as written; of a start token.</summary>
    public readonly ReadOnlySpan<char> WrittenName => text[name];

    public readonly HtmlAttributes Attributes => new(text[attributes]);

    /// <summary>The attributes as written.</summary>
    public readonly ReadOnlySpan<char> WrittenAttributes => text[attributes];

    /// <summary>Whether the element is written as an empty one; of a start token.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Of a text token.</summary>
    public readonly ReadOnlySpan<char> Content => text[content];

    /// <summary>What had to be mended; null when nothing was.</summary>
    public string? Mended { get; private set; }

    public bool Read()
    {
        if (closing > 0)
        {
            closing--;
            scope.Close();
            Token = XmlToken.End;
            return true;
        }

        while (at < text.Length)
        {
            var rest = text[at..];
            if (rest[0] == '<' && IsMarkup(rest))
            {
                if (Markup(rest)) return true;
                continue;
            }

            var end = TextEnd();
            content = at..end;
            at = end;
            Token = XmlToken.Text;
            return true;
        }

        if (scope.Depth == 0) return false;
        Mend("The document breaks off before its end.");
        closing = scope.Depth;
        return Read();
    }

    /// <summary>Moves to the next start token directly inside the element opened at <paramref name="depth"/>, skipping what is left of the one before.</summary>
    /// <returns>False behind the end of the element.</returns>
    public bool ReadChild(int depth)
    {
        while (Read())
        {
            if (Token == XmlToken.Start && Depth == depth + 1) return true;
            if (Token == XmlToken.End && Depth < depth) return false;
        }

        return false;
    }

    /// <summary>An address that the document gives, made absolute; null where that cannot be done.</summary>
    /// <param name="home">What it is relative to: <see cref="Base"/> where it stands.</param>
    /// <param name="written">As written.</param>
    public readonly string? Resolve(Uri? home, ReadOnlySpan<char> written) => scope.Resolve(home, written);

    /// <summary>Takes an address that the document gives for the one it was found at, where that is not known.</summary>
    public readonly void Adopt(string home)
    {
        if (scope.Base is null && Uri.TryCreate(home, UriKind.Absolute, out var found)) scope.Adopt(found);
    }

    /// <summary>Forgets elements that were opened deeper than this: before a copy of an earlier state reads them again.</summary>
    public readonly void CloseTo(int depth)
    {
        while (scope.Depth > depth) scope.Close();
    }

    /// <summary>A less-than sign that nothing like a tag follows is a character.</summary>
    private static bool IsMarkup(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && (IsNameStart(rest[1]) || rest[1] is '!' or '?' || (rest[1] == '/' && rest.Length > 2 && IsNameStart(rest[2])));

    private static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character is '_' or ':' || character > 0x7F;

    private readonly int TextEnd()
    {
        for (var from = at + 1; from < text.Length;)
        {
            var found = text[from..].IndexOf('<');
            if (found < 0) break;
            from += found;
            if (IsMarkup(text[from..])) return from;
            from++;
        }

        return text.Length;
    }

    private bool Markup(ReadOnlySpan<char> rest)
    {
        if (rest[1] == '/') return EndTag();
        if (rest[1] == '?') return Pass(InstructionEnd());
        if (rest[1] != '!') return StartTag();
        if (rest.StartsWith("<!--")) return Pass(Find("-->", at + 4));
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase)) return Verbatim();
        return Pass(rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? DoctypeEnd() : Find(">", at + 2));
    }

    private bool Pass(int to)
    {
        at = to;
        return false;
    }

    private int Find(ReadOnlySpan<char> mark, int from)
    {
        var found = from >= text.Length ? -1 : text[from..].IndexOf(mark);
        if (found >= 0) return from + found + mark.Length;
        Mend("A comment, section or instruction is not closed.");
        return text.Length;
    }

    /// <summary>An instruction that is not closed is taken to end with the next tag's end; that there is no more end is found out once.</summary>
    private int InstructionEnd()
    {
        var from = at + 2;
        if (from < noInstructionEnd)
        {
            var found = text[from..].IndexOf("?>");
            if (found >= 0) return from + found + 2;
            noInstructionEnd = from;
        }

        Mend("A comment, section or instruction is not closed.");
        return Find(">", from);
    }

    private bool Verbatim()
    {
        var from = at + 9;
        var found = text[from..].IndexOf("]]>");
        if (found < 0) Mend("A CDATA section is not closed.");
        content = from..(found < 0 ? text.Length : from + found);
        at = found < 0 ? text.Length : from + found + 3;
        Token = XmlToken.Verbatim;
        return true;
    }

    /// <summary>The internal subset ends at a bracket followed by the greater-than sign; what it declares is nobody's business.</summary>
    private readonly int DoctypeEnd()
    {
        var end = text[at..].IndexOfAny('[', '>');
        if (end < 0) return text.Length;
        if (text[at + end] == '>') return at + end + 1;
        for (var from = at + end + 1; ;)
        {
            var bracket = text[from..].IndexOf(']');
            if (bracket < 0) return text.Length;
            from += bracket + 1;
            var after = text[from..].TrimStart();
            if (!after.IsEmpty && after[0] == '>') return text.Length - after.Length + 1;
        }
    }

    private bool StartTag()
    {
        var end = at + 1;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('/' or '>' or '<' or '=' or '"')) end++;
        name = (at + 1)..end;
        if (IsEntry(text[name]) && scope.IsInnermost(text, text[name])) return EndOfEntry();
        var close = TagEnd(end);
        IsEmpty = close > end && text[close - 1] == '/';
        attributes = end..(IsEmpty ? close - 1 : close);
        at = Math.Min(close + 1, text.Length);
        if (scope.Depth >= XmlScope.MostOpen)
        {
            Mend($"Elements are nested more than {XmlScope.MostOpen} deep; what follows was not read.");
            at = text.Length;
            return false;
        }

        scope.Open(text, name, Attributes, text[attributes].Contains("xml", StringComparison.OrdinalIgnoreCase));
        var written = text[name];
        var colon = written.IndexOf(':');
        Vocabulary = scope.Resolve(colon < 0 ? default : written[..colon], out var declared);
        if (!declared) Mend("A prefix is not declared.");
        Name = written[(colon + 1)..];
        if (IsEmpty) closing = 1;
        Token = XmlToken.Start;
        return true;
    }

    /// <summary>No entry stands directly in another: the end of the one before is missing, and this is it.</summary>
    private bool EndOfEntry()
    {
        Mend("Tags do not match.");
        scope.Close();
        Token = XmlToken.End;
        return true;
    }

    private static bool IsEntry(ReadOnlySpan<char> written) => written.Equals("item", StringComparison.OrdinalIgnoreCase) || written.Equals("entry", StringComparison.OrdinalIgnoreCase);

    /// <summary>The place of the greater-than sign; a quote that never closes inside the tag is taken for a slip.</summary>
    private int TagEnd(int from)
    {
        var plain = text[from..].IndexOf('>');
        plain = plain < 0 ? text.Length : from + plain;
        if (plain == text.Length) Mend("A tag is not closed.");
        var place = from;
        while (place < plain)
        {
            var quote = text[place..plain].IndexOfAny('"', '\'');
            if (quote < 0) return plain;
            place += quote;
            var close = text[(place + 1)..].IndexOf(text[place]);
            if (close < 0 || text.Slice(place + 1, close).Contains('<') && plain < place + close) return plain;
            place += close + 2;
            if (place <= plain) continue;
            var next = place >= text.Length ? -1 : text[place..].IndexOf('>');
            plain = next < 0 ? text.Length : place + next;
        }

        return plain;
    }

    private bool EndTag()
    {
        var end = at + 2;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '<' or '/')) end++;
        var written = text[(at + 2)..end];
        var close = text[end..].IndexOfAny('>', '<');
        at = close < 0 ? text.Length : text[end + close] == '>' ? end + close + 1 : end + close;
        if (close < 0) Mend("A tag is not closed.");
        var closes = scope.Closes(text, written);
        if (closes != 1) Mend("Tags do not match.");
        if (closes == 0) return false;
        closing = closes - 1;
        scope.Close();
        Token = XmlToken.End;
        return true;
    }

    private void Mend(string what) => Mended ??= what;
}
