using System.Text;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>The text of an element, read from the start token that opened it to behind its end.</summary>
internal static class FieldText
{
    // Half as much again as the text that is kept of an entry: the rest of an oversized field is padding or an attack.
    public const int Longest = 750_000;

    // Of what is one line: twenty times what is kept of a title.
    public const int LongestLine = 20_000;

    /// <summary>Decoded text without any markup.</summary>
    public static string Plain(ref XmlScanner scanner)
    {
        var depth = scanner.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (scanner.Read() && scanner.Depth >= depth)
        {
            if (scanner.Token is XmlToken.Start or XmlToken.End) continue;
            var piece = Decoded(ref scanner, (more?.Length ?? first?.Length).GetValueOrDefault());
            if (first is null) first = piece;
            else (more ??= new StringBuilder(first)).Append(piece);
        }

        return Mojibake.Mend(more?.ToString() ?? first ?? "");
    }

    /// <summary>Decoded text of an element that holds text, or its markup if it holds elements.</summary>
    /// <param name="longest">What is beyond is left out.</param>
    /// <param name="isMarkup">Whether it held elements.</param>
    public static string Any(ref XmlScanner scanner, int longest, out bool isMarkup)
    {
        var start = scanner;
        isMarkup = false;
        var depth = scanner.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (scanner.Read() && scanner.Depth >= depth)
        {
            if (scanner.Token == XmlToken.Start)
            {
                scanner.CloseTo(depth);
                scanner = start;
                isMarkup = true;
                return Markup(ref scanner, longest);
            }

            if (scanner.Token == XmlToken.End) continue;
            var piece = Decoded(ref scanner, (more?.Length ?? first?.Length).GetValueOrDefault(), longest);
            if (first is null) first = piece;
            else (more ??= new StringBuilder(first)).Append(piece);
        }

        return Mojibake.Mend(more?.ToString() ?? first ?? "");
    }

    /// <summary>What is inside an element as HTML: prefixes gone, empty elements written as HTML writes them.</summary>
    public static string Markup(ref XmlScanner scanner, int longest = Longest)
    {
        var depth = scanner.Depth;
        var markup = new StringBuilder();
        var open = new Stack<string>();
        while (scanner.Read() && scanner.Depth >= depth)
        {
            switch (scanner.Token)
            {
                case XmlToken.Text:
                    markup.Append(Cut(scanner.Content, markup.Length, longest));
                    break;
                case XmlToken.Verbatim:
                    HarmlessHtml.AppendEscaped(Cut(scanner.Content, markup.Length, longest), markup);
                    break;
                case XmlToken.Start:
                    var fits = markup.Length + scanner.WrittenAttributes.Length < longest;
                    open.Push(fits ? scanner.Name.ToString() : "");
                    if (fits) markup.Append('<').Append(scanner.Name).Append(scanner.WrittenAttributes).Append('>');
                    break;
                case XmlToken.End when open.TryPop(out var closed) && closed.Length > 0:
                    if (!HtmlElements.IsVoid(closed)) markup.Append("</").Append(closed).Append('>');
                    break;
            }
        }

        return Mojibake.Mend(markup.ToString());
    }

    private static string Decoded(ref XmlScanner scanner, int soFar, int longest = Longest)
    {
        var content = Cut(scanner.Content, soFar, longest);
        return scanner.Token == XmlToken.Verbatim ? content.ToString() : CharacterReferences.Decode(content);
    }

    /// <summary>What there is still room for, without half a character at its end.</summary>
    internal static ReadOnlySpan<char> Cut(ReadOnlySpan<char> content, int soFar, int longest = Longest) => PlainText.Start(content, Math.Max(0, longest - soFar));
}
