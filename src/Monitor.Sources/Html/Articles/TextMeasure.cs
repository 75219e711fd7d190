using AngleSharp.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>How much text each element of a page holds, and how much of it is links. One walk, bottom up, without recursion.</summary>
internal sealed class TextMeasure
{
    private readonly Dictionary<IElement, Amount> amounts = [];
    private readonly List<IElement> order = [];

    /// <param name="root">Where to begin.</param>
    /// <param name="leftOut">Says of an element whether it is passed over with everything in it; those are in <see cref="LeftOut"/>.</param>
    public TextMeasure(IElement root, Func<IElement, bool> leftOut)
    {
        NodeWalk.Through(root, node => Take(node, element => element != root && leftOut(element)), _ => { });
        foreach (var element in Enumerable.Reverse(order))
        {
            var amount = amounts[element];
            if (element.LocalName == "a") amount.Linked = element.GetAttribute("href") is ['#', ..] ? amount.Length * 3 / 10 : amount.Length;
            if (element != root && element.ParentElement is { } parent && amounts.TryGetValue(parent, out var sum)) sum.Add(amount, PageText.IsBlock(element), element.LocalName);
        }
    }

    /// <summary>Elements in document order; what was left out is not among them.</summary>
    public IReadOnlyList<IElement> Elements => order;

    public HashSet<IElement> LeftOut { get; } = [];

    public Amount this[IElement element] => amounts.TryGetValue(element, out var amount) ? amount : Amount.None;

    private Amount? Parent(INode node) => node.Parent is IElement parent && amounts.TryGetValue(parent, out var amount) ? amount : null;

    /// <returns>Whether what is inside counts.</returns>
    private bool Take(INode node, Func<IElement, bool> leftOut)
    {
        if (node is IText words) Parent(node)?.Add(words.Data);
        if (node is not IElement element) return false;
        if (leftOut(element))
        {
            LeftOut.Add(element);
            return false;
        }

        amounts[element] = new Amount();
        order.Add(element);
        return true;
    }

    /// <summary>Lengths in UTF-16 units, white space not counted.</summary>
    internal sealed class Amount
    {
        public static Amount None { get; } = new();

        public int Length { get; private set; }

        public int Commas { get; private set; }

        public int Linked { get; set; }

        /// <summary>Block elements within, at any depth; paragraphs and list items among them.</summary>
        public int Blocks { get; private set; }

        public int Paragraphs { get; private set; }

        public int Items { get; private set; }

        public int Pictures { get; private set; }

        public int Fields { get; private set; }

        /// <summary>From 0 to 1.</summary>
        public double LinkDensity => Length == 0 ? 0 : (double)Linked / Length;

        public void Add(string text)
        {
            foreach (var unit in text)
            {
                if (char.IsWhiteSpace(unit)) continue;
                Length++;
                if (unit is ',' or '\u060C' or '\uFE50' or '\uFE10' or '\uFE11' or '\u2E41' or '\u2E34' or '\u2E32' or '\uFF0C' or '\u3001') Commas++;
            }
        }

        public void Add(Amount child, bool isBlock, string name)
        {
            Length += child.Length;
            Commas += child.Commas;
            Linked += child.Linked;
            Blocks += child.Blocks + (isBlock ? 1 : 0);
            Paragraphs += child.Paragraphs + (name is "p" ? 1 : 0);
            Items += child.Items + (name is "li" ? 1 : 0);
            Pictures += child.Pictures + (name is "img" or "picture" ? 1 : 0);
            Fields += child.Fields + (name is "input" or "select" or "textarea" ? 1 : 0);
        }
    }
}
