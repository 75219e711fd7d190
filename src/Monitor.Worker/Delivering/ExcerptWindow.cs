using System.Globalization;

namespace Monitor.Worker.Delivering;

/// <summary>Where a long text is cut: around what matched, between words where there are any near, never within a grapheme.</summary>
internal static class ExcerptWindow
{
    /// <summary>How far a word's edge may be for a cut to move there; past it (Japanese, an address) the cut is between graphemes.</summary>
    private const int Reach = 24;

    /// <summary>No grapheme that people write is longer; stacked combining marks beyond it are cut like anything else.</summary>
    private const int LongestGrapheme = 64;

    public static (int From, int To) Around(string text, (int From, int To)? match, int length)
    {
        if (text.Length <= length) return (0, text.Length);
        var (first, last) = match ?? (0, 0);
        var lead = Math.Min(length / 3, Math.Max(0, length - (last - first)));
        var from = Math.Clamp(first - lead, 0, text.Length - length);
        if (from > 0) from = StartOfWord(text, from, Math.Min(first, from + Reach));
        var to = Math.Min(text.Length, from + length);
        if (to < text.Length) to = EndOfWord(text, to, Math.Max(from + 1, Math.Max(Math.Min(last, to), to - Reach)));
        return (from, to);
    }

    private static int StartOfWord(string text, int from, int limit)
    {
        for (var at = from; at <= limit; at++)
        {
            if (char.IsWhiteSpace(text[at - 1]) && !char.IsWhiteSpace(text[at])) return at;
        }

        return Grapheme(text, from, after: true) is var cut && cut <= limit ? cut : limit;
    }

    private static int EndOfWord(string text, int to, int limit)
    {
        for (var at = to; at >= limit; at--)
        {
            if (char.IsWhiteSpace(text[at]) && !char.IsWhiteSpace(text[at - 1])) return at;
        }

        return Grapheme(text, to, after: false) is var cut && cut >= limit ? cut : RuneEdge(text, to);
    }

    /// <summary>The nearest boundary between graphemes at <paramref name="place"/>, or else after or before it.</summary>
    private static int Grapheme(string text, int place, bool after)
    {
        var at = RuneEdge(text, Math.Max(0, place - LongestGrapheme));
        while (at < place)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next > place) return after && next - place <= LongestGrapheme ? next : after ? RuneEdge(text, place) : at;
            at = next;
        }

        return at;
    }

    private static int RuneEdge(string text, int place) =>
        place > 0 && place < text.Length && char.IsLowSurrogate(text[place]) && char.IsHighSurrogate(text[place - 1]) ? place - 1 : place;
}
