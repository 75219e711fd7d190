using System.Text;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>The text of an element, read from the start token that opened it to behind its end.</summary>
internal static class FieldText
{
    /// <summary>Decoded text without any markup.</summary>
    public static string Plain(ref XmlScanner scanner)
    {
        var depth = scanner.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (scanner.Read() && scanner.Depth >= depth)
        {
            if (scanner.Token is XmlToken.Start or XmlToken.End) continue;
            var piece = Decoded(ref scanner);
            if (first is null) first = piece;
            else (more ??= new StringBuilder(first)).Append(piece);
        }

        return Mojibake.Mend(more?.ToString() ?? first ?? "");
    }

    /// <summary>Decoded text of an element that holds text, or its markup if it holds elements.</summary>
    /// <param name="isMarkup">Whether it held elements.</param>
    public static string Any(ref XmlScanner scanner, out bool isMarkup)
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
                return Markup(ref scanner);
            }

            if (scanner.Token == XmlToken.End) continue;
            var piece = Decoded(ref scanner);
            if (first is null) first = piece;
            else (more ??= new StringBuilder(first)).Append(piece);
        }

        return Mojibake.Mend(more?.ToString() ?? first ?? "");
    }

    /// <summary>What is inside an element as HTML: prefixes gone, empty elements written as HTML writes them.</summary>
    public static string Markup(ref XmlScanner scanner)
    {
        var depth = scanner.Depth;
        var markup = new StringBuilder();
        var open = new Stack<string>();
        while (scanner.Read() && scanner.Depth >= depth)
        {
            switch (scanner.Token)
            {
                case XmlToken.Text:
                    markup.Append(scanner.Content);
                    break;
                case XmlToken.Verbatim:
                    HarmlessHtml.AppendEscaped(scanner.Content, markup);
                    break;
                case XmlToken.Start:
                    var name = scanner.Name.ToString();
                    markup.Append('<').Append(name).Append(scanner.WrittenAttributes).Append('>');
                    open.Push(name);
                    break;
                case XmlToken.End when open.TryPop(out var closed):
                    if (!HtmlElements.IsVoid(closed)) markup.Append("</").Append(closed).Append('>');
                    break;
            }
        }

        return Mojibake.Mend(markup.ToString());
    }

    private static string Decoded(ref XmlScanner scanner) =>
        scanner.Token == XmlToken.Verbatim ? scanner.Content.ToString() : CharacterReferences.Decode(scanner.Content);
}
