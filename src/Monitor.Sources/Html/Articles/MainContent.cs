using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>
/// The part of a page that is its article. Paragraphs give points to what holds them, for length and commas; links take them away; the
/// element with most points, its like siblings and the text between them is the article. The idea is Arc90's of 2009, which browsers' reading
/// views have followed since.
/// </summary>
internal static class MainContent
{
    /// <summary>Less is a caption or a notice: then the page is read again without prejudice against names.</summary>
    private const int EnoughText = 400;

    public static ContentParts Find(IHtmlDocument document)
    {
        if (document.Body is not { } body) return ContentParts.None;
        var strict = Find(body, byName: true);
        if (strict.Length >= EnoughText) return strict;
        var lenient = Find(body, byName: false);
        return lenient.Length > strict.Length * 2 ? lenient : strict;
    }

    private static ContentParts Find(IElement body, bool byName)
    {
        var measure = new TextMeasure(body, element =>
            PageText.IsHidden(element) || ContentHints.IsFurniture(element) || (byName && ContentHints.IsUnlikely(element)));
        var scores = new ContentScores(measure);
        var best = scores.Best() ?? body;
        var parts = best == body ? [body] : Together(best, scores, measure);
        foreach (var part in parts) Clear(part, measure);
        return new ContentParts(parts, measure.LeftOut, parts.Sum(part => measure[part].Length));
    }

    /// <summary>The best element with those beside it that go on in its manner.</summary>
    private static List<IElement> Together(IElement best, ContentScores scores, TextMeasure measure)
    {
        if (best.ParentElement is not { } parent) return [best];
        var enough = Math.Max(10, scores[best] * 0.2);
        return [.. parent.Children.Where(sibling => sibling == best || (!measure.LeftOut.Contains(sibling) && Continues(sibling)))];

        bool Continues(IElement sibling)
        {
            var alike = best.ClassName is { Length: > 0 } name && name == sibling.ClassName ? scores[best] * 0.2 : 0;
            if (scores[sibling] + alike >= enough) return true;
            if (sibling.LocalName != "p") return false;
            var amount = measure[sibling];
            return amount.Length > 60 ? amount.LinkDensity < 0.25 : amount is { Length: > 0, Linked: 0 } && sibling.TextContent.AsSpan().TrimEnd().EndsWith(".");
        }
    }

    /// <summary>Leaves out of a part what only stands in it: lists of links, share bars, teasers.</summary>
    private static void Clear(IElement part, TextMeasure measure)
    {
        foreach (var element in part.QuerySelectorAll("div, section, ul, ol, dl, table, header, h2, h3"))
        {
            if (!measure.LeftOut.Contains(element) && element != part && IsInsertion(element, measure[element])) measure.LeftOut.Add(element);
        }
    }

    private static bool IsInsertion(IElement element, TextMeasure.Amount amount)
    {
        if (amount.Length == 0) return false;
        var weight = ContentHints.WeightOf(element);
        if (element.LocalName is "h2" or "h3") return weight < 0;
        if (weight < 0) return true;
        if (element.LocalName is "table" && element.QuerySelector("caption, th, thead") is not null) return false;
        if (amount.Commas >= 10) return false;
        if (amount.Fields > amount.Paragraphs / 3 && amount.Fields > 0) return true;
        return amount.LinkDensity > (weight > 0 ? 0.5 : element.LocalName is "ul" or "ol" ? 0.33 : 0.25);
    }
}

/// <param name="Elements">In document order.</param>
/// <param name="LeftOut">Elements within them that are no part of the article.</param>
/// <param name="Length">How much text there is, before anything was left out of the elements.</param>
internal sealed record ContentParts(IReadOnlyList<IElement> Elements, IReadOnlySet<IElement> LeftOut, int Length)
{
    public static ContentParts None { get; } = new([], new HashSet<IElement>(), 0);

    public IReadOnlyList<Paragraph> Read(Uri page) => [.. Elements.SelectMany(element => PageText.Read(element, page, LeftOut))];
}
