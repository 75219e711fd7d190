namespace Monitor.Sources.Html;

/// <summary>Finds where the tags of one page end.</summary>
internal struct TagEnds
{
    // Each costs a look through the whole page; a page with more broken quotes than this gets no more such looks.
    private const int MostBroken = 8;

    private int broken;

    /// <summary>The place behind the tag's end; a quote that never closes does not swallow the rest of the page.</summary>
    public int Find(ReadOnlySpan<char> html, int from)
    {
        var plain = html[from..].IndexOf('>');
        plain = plain < 0 ? html.Length : from + plain + 1;
        if (broken == MostBroken || !html[from..plain].ContainsAny('"', '\'')) return plain;

        for (var place = from; place < html.Length;)
        {
            var found = html[place..].IndexOfAny('>', '"', '\'');
            if (found < 0) break;
            place += found;
            if (html[place] == '>') return place + 1;
            var close = html[(place + 1)..].IndexOf(html[place]);
            if (close < 0) break;
            place += close + 2;
        }

        broken++;
        return plain;
    }
}
