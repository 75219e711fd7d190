using System.Text;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>People: Atom's elements, or RSS's one line that mixes name and address.</summary>
internal static class PersonReader
{
    /// <summary>Null when nobody is named.</summary>
    public static Person? Read(ref XmlScanner scanner)
    {
        var depth = scanner.Depth;
        string name = "", email = "", url = "";
        var line = new StringBuilder();
        while (scanner.Read() && scanner.Depth >= depth)
        {
            if (scanner.Token is XmlToken.Text or XmlToken.Verbatim)
            {
                if (scanner.Token == XmlToken.Text) line.Append(CharacterReferences.Decode(FieldText.Cut(scanner.Content, line.Length)));
                else line.Append(FieldText.Cut(scanner.Content, line.Length));
                continue;
            }

            if (scanner.Token != XmlToken.Start || scanner.Depth != depth + 1) continue;
            if (scanner.Name.Equals("name", StringComparison.OrdinalIgnoreCase)) name = Clean(FieldText.Plain(ref scanner));
            else if (scanner.Name.Equals("email", StringComparison.OrdinalIgnoreCase)) email = PlainText.Line(FieldText.Plain(ref scanner));
            else if (scanner.Name is "uri" or "url" or "homepage") url = ReadAddress(ref scanner);
        }

        return name.Length + email.Length + url.Length > 0 ? new Person(name, email, url) : Parse(line.ToString());
    }

    /// <summary>"ann@example.org (Ann)", "Ann (ann@example.org)", "Ann &lt;ann@example.org&gt;", "Ann".</summary>
    public static Person? Parse(string written)
    {
        // "Ann <ann@example.org>" looks like a tag.
        var text = PlainText.Line(HtmlText.LooksLikeHtml(written) ? HtmlText.Read(written) : written);
        if (text.Length == 0) return null;
        var (start, end) = Email(text);
        if (end == start) return new Person(Unquoted(text));
        var email = text[start..end];
        var before = text[..start];
        if (before.EndsWith("mailto:", StringComparison.OrdinalIgnoreCase)) before = before[..^7];
        var name = (before + text[end..]).Replace("()", "", StringComparison.Ordinal).Replace("<>", "", StringComparison.Ordinal).Trim(' ', ',', '-', ':');
        if (name.Length > 1 && name[0] == '(' && name[^1] == ')') name = name[1..^1];
        return new Person(Unquoted(name), email);
    }

    private static string ReadAddress(ref XmlScanner scanner)
    {
        var home = scanner.Base;
        return scanner.Resolve(home, FieldText.Plain(ref scanner)) ?? "";
    }

    private static string Clean(string name) => HtmlText.LooksLikeHtml(name) ? HtmlText.ReadLine(name) : PlainText.Line(name);

    private static string Unquoted(string name) => name.Trim().Trim('"').Trim();

    private static (int Start, int End) Email(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at <= 0) return (0, 0);
        var start = at;
        while (start > 0 && IsEmail(text[start - 1])) start--;
        var end = at + 1;
        while (end < text.Length && IsEmail(text[end])) end++;
        return start == at || end == at + 1 ? (0, 0) : (start, end);
    }

    private static bool IsEmail(char character) => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '+' or '%' or '\'' or '=';
}
