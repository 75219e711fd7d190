using AngleSharp.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>Points of the elements that hold paragraphs.</summary>
internal sealed class ContentScores
{
    private const int LeastParagraph = 20;
    private const int Levels = 5;

    private readonly Dictionary<IElement, double> scores = [];
    private readonly TextMeasure measure;

    public ContentScores(TextMeasure measure)
    {
        this.measure = measure;
        foreach (var element in measure.Elements.Where(IsParagraph)) Credit(element);
        foreach (var (element, score) in scores.ToArray()) scores[element] = score * (1 - measure[element].LinkDensity);
    }

    public double this[IElement element] => scores.GetValueOrDefault(element);

    /// <summary>The element whose text is most like an article's; null when nothing is.</summary>
    public IElement? Best()
    {
        var ranked = scores.OrderByDescending(score => score.Value).Take(5).ToArray();
        if (ranked.Length == 0) return null;
        var best = Shared(ranked) ?? ranked[0].Key;
        return Alone(Widened(best));
    }

    /// <summary>A block of running text: a paragraph, or a box that is used as one.</summary>
    private bool IsParagraph(IElement element) =>
        measure[element].Length >= LeastParagraph
        && (element.LocalName is "p" or "pre" or "td" or "blockquote"
            || (element.LocalName is "div" or "section" or "dd" or "figcaption" && measure[element].Blocks == 0));

    private void Credit(IElement paragraph)
    {
        var amount = measure[paragraph];
        var points = 1 + amount.Commas + Math.Min(amount.Length / 80, 3);
        var level = 0;
        for (var holder = paragraph.ParentElement; holder is not null && level < Levels; holder = holder.ParentElement, level++)
        {
            if (!scores.TryGetValue(holder, out var score)) score = ContentHints.WorthOf(holder) + ContentHints.WeightOf(holder);
            scores[holder] = score + ((double)points / level switch { 0 => 1, 1 => 2, _ => level * 3 });
            if (holder.LocalName == "body") return;
        }
    }

    /// <summary>Where at least three of the best are parts of one element, that is the article: it is cut into sections.</summary>
    private static IElement? Shared(KeyValuePair<IElement, double>[] ranked)
    {
        var near = ranked.Where(score => score.Value >= ranked[0].Value * 0.75).Select(score => score.Key).ToArray();
        if (near.Length < 3) return null;
        return Ancestors(near[0]).TakeWhile(ancestor => ancestor.LocalName != "body")
            .FirstOrDefault(ancestor => near.Count(element => Ancestors(element).Contains(ancestor)) >= 3);
    }

    /// <summary>As long as an element around it has more points, text was left beside it.</summary>
    private IElement Widened(IElement best)
    {
        var widest = best;
        var last = this[best];
        var least = last / 3;
        foreach (var ancestor in Ancestors(best).TakeWhile(ancestor => ancestor.LocalName != "body"))
        {
            if (!scores.TryGetValue(ancestor, out var score)) continue;
            if (score < least) break;
            if (score > last) return Widened(ancestor);
            last = score;
        }

        return widest;
    }

    /// <summary>An only child is no part of something: its siblings stand one step up.</summary>
    private static IElement Alone(IElement best)
    {
        while (best.ParentElement is { LocalName: not "body", ChildElementCount: 1 } parent) best = parent;
        return best;
    }

    private static IEnumerable<IElement> Ancestors(IElement element)
    {
        for (var parent = element.ParentElement; parent is not null; parent = parent.ParentElement) yield return parent;
    }
}
