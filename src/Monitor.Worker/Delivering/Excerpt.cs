using System.Globalization;
using System.Text;
using Monitor.Core.Matching;

namespace Monitor.Worker.Delivering;

/// <summary>
/// A short stretch of what a stranger wrote, with what matched marked. One line of plain text: white space is folded, controls and
/// bidirectional overrides are gone, lone surrogates are U+FFFD. It is not escaped for any sink.
/// </summary>
/// <param name="Runs">In order; neighbours differ in <see cref="TextRun.Highlighted"/>. Empty when there is no text.</param>
public sealed record Excerpt(IReadOnlyList<TextRun> Runs)
{
    /// <summary>A length that two or three lines hold.</summary>
    public const int Usual = 280;

    public string Text => string.Concat(Runs.Select(run => run.Text));

    /// <summary>Around the first match of the body; the body's beginning where only another field matched; the title where there is no body.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="length">At most so many UTF-16 code units of the text, beside an ellipsis at either end.</param>
    public static Excerpt Of(Mention mention, int length = Usual) =>
        string.IsNullOrWhiteSpace(mention.Document.Body) ? OfTitle(mention, length) : Of(mention.Document.Body, Spans(mention, Field.Body), length);

    /// <summary>The title, cut around its first match when it is longer than <paramref name="length"/>.</summary>
    public static Excerpt OfTitle(Mention mention, int length = Usual) =>
        Of(mention.Document.Title, Spans(mention, Field.Title), length);

    public static Excerpt Of(string text, IEnumerable<Span> spans, int length = Usual)
    {
        var marks = new Highlights(spans, text.Length);
        var (from, to) = ExcerptWindow.Around(text, marks.First, length);
        var runs = new RunWriter();
        if (from > 0) runs.Append("… ", highlighted: false);
        AppendClean(runs, text.AsSpan(from, to - from), from, marks);
        if (to < text.Length) runs.Append("…", highlighted: false);
        return new Excerpt(runs.ToList());
    }

    private static void AppendClean(RunWriter runs, ReadOnlySpan<char> window, int offset, Highlights marks)
    {
        var highlighted = false;
        (char Letter, bool Marked)? space = null;
        var started = false;
        var at = offset;
        Span<char> buffer = stackalloc char[2];
        foreach (var rune in window.EnumerateRunes())
        {
            var here = at;
            at += rune.Utf16SequenceLength;
            if (IsSpace(rune)) space = space is { } before ? (' ', before.Marked) : (Kept(rune), marks.Cover(here) && highlighted);
            else if (!IsDropped(rune))
            {
                if (space is { } gap && started) runs.Append([gap.Letter], gap.Marked);
                (space, started) = (null, true);
                if (!IsCombining(rune)) highlighted = marks.Cover(here);
                runs.Append(buffer[..rune.EncodeToUtf16(buffer)], highlighted);
            }
        }
    }

    private static IEnumerable<Span> Spans(Mention mention, Field field) =>
        mention.Matches.SelectMany(match => match.Spans).Where(span => span.Field == field);

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || (rune.IsAscii && Rune.IsControl(rune));

    // French punctuation stays with its word.
    private static char Kept(Rune rune) => rune.Value is 0xA0 or 0x202F ? (char)rune.Value : ' ';

    // Unbalanced overrides would turn round what we write after them, wherever a sink cannot isolate (UAX #9, 2.7).
    private static bool IsDropped(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0xFEFF or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // A mark belongs to the letter before it, whichever of the two a span ends between.
    private static bool IsCombining(Rune rune) =>
        rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private sealed class RunWriter
    {
        private readonly List<TextRun> runs = [];
        private readonly StringBuilder text = new();
        private bool current;

        public void Append(ReadOnlySpan<char> piece, bool highlighted)
        {
            if (highlighted != current) Close();
            current = highlighted;
            text.Append(piece);
        }

        public List<TextRun> ToList()
        {
            Close();
            return runs;
        }

        private void Close()
        {
            if (text.Length > 0) runs.Add(new TextRun(text.ToString(), current));
            text.Clear();
        }
    }

    /// <summary>Spans of one text, clipped to it, in order; overlaps do no harm.</summary>
    private sealed class Highlights(IEnumerable<Span> spans, int length)
    {
        private readonly (int From, int To)[] ranges =
        [
            .. spans.Select(span => (From: Math.Clamp(span.Start, 0, length), To: (int)Math.Clamp((long)span.Start + span.Length, 0, length)))
                .Where(range => range.From < range.To)
                .Order(),
        ];

        private int next;
        private int reach;

        public (int From, int To)? First => ranges.Length == 0 ? null : ranges[0];

        /// <summary>Whether a span covers the place; to be asked in ascending order.</summary>
        public bool Cover(int place)
        {
            for (; next < ranges.Length && ranges[next].From <= place; next++) reach = Math.Max(reach, ranges[next].To);
            return place < reach;
        }
    }
}

/// <param name="Text">Never empty.</param>
/// <param name="Highlighted">Whether a term of the query matched it.</param>
public readonly record struct TextRun(string Text, bool Highlighted);
