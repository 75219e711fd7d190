using System.Text;
using AngleSharp.Dom;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Microformats;

/// <summary>The text of an element on one line: pictures by what stands for them, scripts and styles not at all.</summary>
internal static class ElementText
{
    // A name, a tag, a summary; whole texts are read as HTML.
    private const int Longest = 20_000;

    public static string Line(INode node)
    {
        var text = new StringBuilder();
        Append(node, text);
        return PlainText.Line(text.ToString());
    }

    private static void Append(INode node, StringBuilder text)
    {
        if (text.Length > Longest) return;
        switch (node)
        {
            case IText piece:
                text.Append(piece.Data);
                return;
            case IElement { LocalName: "script" or "style" or "template" }:
                return;
            case IElement { LocalName: "img" } picture:
                text.Append(' ').Append(picture.GetAttribute("alt")).Append(' ');
                return;
            case IElement { LocalName: "br" or "p" or "div" or "li" }:
                text.Append(' ');
                break;
        }

        foreach (var child in node.ChildNodes) Append(child, text);
    }
}
