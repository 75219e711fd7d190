using System.Collections.Frozen;

namespace Monitor.Sources.Html;

/// <summary>What an element does to the text around it.</summary>
internal enum ElementFlow
{
    /// <summary>Nothing: its text runs on.</summary>
    Inline,

    /// <summary>Its text stands on lines of its own.</summary>
    Line,

    /// <summary>Its text stands apart by an empty line.</summary>
    Paragraph,

    /// <summary>A new line, and nothing inside.</summary>
    Break,

    /// <summary>A line that begins with a bullet.</summary>
    ListItem,

    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>Paragraph whose white space counts.</summary>
    Preformatted,

    /// <summary>A link.</summary>
    Anchor,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A frame: its address is a link, what it holds is not shown.</summary>
    Frame,

    /// <summary>Not markup inside, and not shown: everything up to its end tag.</summary>
    RawHidden,

    /// <summary>Not shown, with markup inside.</summary>
    Hidden,

    /// <summary>Quotation marks around it.</summary>
    Quote,
}

/// <summary>Elements by name.</summary>
internal static class HtmlElements
{
    private static readonly FrozenDictionary<string, ElementFlow> Flows = Describe(
        (ElementFlow.Inline, "abbr acronym applet b bdi bdo big button cite code data del dfn em font i input ins kbd label map mark meter nobr option output picture progress rp rt ruby s samp select small source span strike strong sub sup textarea time track tt u var wbr link meta base col param embed area basefont"),
        (ElementFlow.Line, "html body div section article aside header footer main nav form fieldset legend address center dt dd tr caption thead tbody tfoot figcaption details summary dir menu colgroup hgroup search"),
        (ElementFlow.Paragraph, "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure hr"),
        (ElementFlow.Break, "br"),
        (ElementFlow.ListItem, "li"),
        (ElementFlow.Cell, "td th"),
        (ElementFlow.Preformatted, "pre listing plaintext"),
        (ElementFlow.Anchor, "a"),
        (ElementFlow.Image, "img"),
        (ElementFlow.Frame, "iframe"),
        (ElementFlow.RawHidden, "script style title xmp noembed noframes"),
        (ElementFlow.Hidden, "template noscript svg math audio video canvas object"),
        (ElementFlow.Quote, "q"));

    private static readonly FrozenSet<string> Voids =
        "area base basefont br col embed hr img input link meta param source track wbr".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ElementFlow>.AlternateLookup<ReadOnlySpan<char>> FlowOf = Flows.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> VoidNames = Voids.GetAlternateLookup<ReadOnlySpan<char>>();

    public static ElementFlow Flow(ReadOnlySpan<char> name) => FlowOf.TryGetValue(name, out var flow) ? flow : ElementFlow.Inline;

    /// <summary>Whether HTML has an element of this name.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => FlowOf.TryGetValue(name, out _) || name is "head" or "frame" or "frameset" or "marquee" or "blink";

    /// <summary>Whether the element has no end tag.</summary>
    public static bool IsVoid(ReadOnlySpan<char> name) => VoidNames.Contains(name);

    private static FrozenDictionary<string, ElementFlow> Describe(params ReadOnlySpan<(ElementFlow Flow, string Names)> rows)
    {
        var flows = new Dictionary<string, ElementFlow>(StringComparer.OrdinalIgnoreCase);
        foreach (var (flow, names) in rows)
        {
            foreach (var name in names.Split(' ')) flows[name] = flow;
        }

        return flows.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
