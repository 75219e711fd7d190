using System.Buffers;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// The text of a sitemap on its way to an XML reader, a page at a time: what stands before the first tag is passed over, and an ampersand that
/// begins no reference is written as one, for that is the commonest slip of home-made sitemaps (a=1&amp;b=2 as in the address bar).
/// </summary>
internal sealed class SitemapText(TextReader document) : TextReader
{
    private const int Page = 16 << 10;

    /// <summary>A tag is kept whole while it is read.</summary>
    private const int LongestTag = 64 << 10;

    // Ten to each address.
    private const int MostMended = 1_000_000;

    // The longest that decides something: a reference's name and its ends, the beginning of a CDATA section.
    private const int Ahead = 12;
    private const int LongestReference = 8;
    private const string Written = "amp;";

    private static readonly SearchValues<char> Deciding = SearchValues.Create("&<>]\"'\0");

    // Where none of these is, a tag ends with the next greater-than sign, and nothing is to be written otherwise.
    private static readonly SearchValues<char> Special = SearchValues.Create("&[]\"'\0");

    private readonly char[] page = new char[Page];
    private int at;
    private int end;
    private int special = -1;
    private int tag = -1;
    private char quote;
    private int owed;
    private int mended;
    private bool begun;
    private bool verbatim;
    private bool ended;

    /// <summary>Whether an ampersand was mended.</summary>
    public bool IsMended => mended > 0;

    /// <summary>Whether the text ends here for a tag longer than any, or for more slips than anybody makes.</summary>
    private bool IsCut { get; set; }

    public override int Read() => throw new NotSupportedException("An XML reader asks for many characters at a time.");

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (owed > 0)
            {
                buffer[written++] = Written[^owed--];
                continue;
            }

            if (!ended && end - at < Ahead) Fill();
            if (at == end || IsCut) break;
            var run = TakeRun(buffer[written..]);
            written += run > 0 ? run : Take(buffer[written..]);
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) document.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        page.AsSpan(at, end - at).CopyTo(page);
        (at, end, special) = (0, end - at, -1);
        while (end < page.Length && !ended)
        {
            var read = document.Read(page.AsSpan(end));
            end += read;
            ended = read == 0;
            if (!begun) Begin();
        }
    }

    private void Begin()
    {
        var first = page.AsSpan(0, end).IndexOf('<');
        at = first < 0 ? end : first;
        begun = first >= 0;
        if (!begun) (at, end) = (0, 0);
    }

    /// <summary>Copies tags and texts in which nothing is special; 0 where there are none.</summary>
    private int TakeRun(Span<char> buffer)
    {
        if (quote != 0 || verbatim) return 0;
        if (special < at) special = page.AsSpan(at, end - at).IndexOfAny(Special) is >= 0 and var found ? at + found : end;
        var run = page.AsSpan(at, Math.Min(special - at, buffer.Length));

        // What begins at its end may decide: that is told where more of it can be seen.
        if (run[^Math.Min(Ahead, run.Length)..].IndexOf('<') is >= 0 and var late) run = run[..(Math.Max(0, run.Length - Ahead) + late)];
        if (run.IsEmpty) return 0;
        var (opens, closes) = (run.LastIndexOf('<'), run.LastIndexOf('>'));
        run.CopyTo(buffer);
        at += run.Length;
        Count(opens < 0 && closes < 0 ? run.Length : run.IndexOfAny('<', '>'));
        if (opens > closes) tag = run[(opens + 1)..] is ['!' or '?', ..] ? -1 : run.Length - opens;
        else if (closes >= 0) tag = -1;
        return run.Length;
    }

    /// <summary>Copies what decides nothing, or one character that does.</summary>
    private int Take(Span<char> buffer)
    {
        // What is too close to the page's end to decide waits for the next, unless there is none.
        var rest = page.AsSpan(at, end - at);
        var plain = rest.IndexOfAny(Deciding);
        if (plain < 0) plain = rest.Length;
        if (plain > 0)
        {
            plain = Math.Min(plain, buffer.Length);
            rest[..plain].CopyTo(buffer);
            at += plain;
            Count(plain);
            return plain;
        }

        if (!ended && rest.Length < Ahead) return 0;
        at++;
        return Decide(rest, buffer);
    }

    private int Decide(ReadOnlySpan<char> rest, Span<char> buffer)
    {
        var sign = rest[0];
        if (sign == '\0') return 0;
        buffer[0] = sign;
        if (verbatim)
        {
            verbatim = !rest.StartsWith("]]>");
            return 1;
        }

        switch (sign)
        {
            case '<' when quote == 0:
                verbatim = rest.StartsWith("<![CDATA[");
                tag = rest.Length > 1 && rest[1] is '!' or '?' ? -1 : 0;
                break;
            case '>' when quote == 0:
                tag = -1;
                break;
            case '"' or '\'' when tag >= 0:
                quote = quote == 0 ? sign : quote == sign ? '\0' : quote;
                break;
            case '&' when !IsReference(rest[1..]):
                owed = Written.Length;
                IsCut |= ++mended > MostMended;
                break;
        }

        Count(1 + owed);
        return 1;
    }

    private void Count(int more)
    {
        if (tag >= 0) tag += more;
        IsCut |= tag > LongestTag;
    }

    private static bool IsReference(ReadOnlySpan<char> behind)
    {
        if (behind is ['#', ..]) behind = behind[1..];
        var length = 0;
        while (length < behind.Length && length < LongestReference && char.IsAsciiLetterOrDigit(behind[length])) length++;
        return length > 0 && length < behind.Length && behind[length] == ';';
    }
}
