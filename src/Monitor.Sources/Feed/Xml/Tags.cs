using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>A category: what Atom labels it, its term, iTunes's text, or RSS's text.</summary>
internal static class Tags
{
    public static string Read(ref XmlScanner scanner)
    {
        var attributes = scanner.Attributes;
        var named = attributes.Find("label") ?? attributes.Find("term") ?? attributes.Find("text");
        return Clean(string.IsNullOrWhiteSpace(named) ? FieldText.Plain(ref scanner) : named);
    }

    public static string Clean(string tag)
    {
        var line = HtmlText.LooksLikeHtml(tag) ? HtmlText.ReadLine(tag) : PlainText.Line(tag);
        return line.TrimStart('#');
    }
}
