using AngleSharp.Dom;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Microformats;

internal enum PropertyKind
{
    /// <summary><c>p-</c></summary>
    Text,

    /// <summary><c>u-</c></summary>
    Address,

    /// <summary><c>dt-</c></summary>
    Moment,

    /// <summary><c>e-</c></summary>
    Html,
}

/// <summary>An element as the value of a property.</summary>
/// <param name="Kind">How it is read.</param>
/// <param name="Element">The element.</param>
/// <param name="IsNested">Whether it is an object of its own.</param>
/// <param name="Home">What its addresses are relative to.</param>
internal sealed record Property(PropertyKind Kind, IElement Element, bool IsNested, Uri? Home)
{
    public Microformat? Nested => IsNested ? Microformat.Read(Element, Home) : null;

    /// <summary>On one line.</summary>
    public string Text()
    {
        if (Kind == PropertyKind.Address) return Address();
        if (Nested is { } nested) return nested.Text("name");
        return Element.QuerySelector(".value, .value-title") is not null && Kind == PropertyKind.Text ? PlainText.Line(string.Concat(ValueParts())) : Said(Element) ?? ElementText.Line(Element);
    }

    /// <summary>Absolute; empty where there is none.</summary>
    public string Address()
    {
        if (Nested is { } nested && nested.Address("url") is { Length: > 0 } inner) return inner;
        var written = Element.LocalName switch
        {
            "a" or "area" or "link" => Element.GetAttribute("href"),
            "img" or "audio" or "source" or "iframe" or "embed" => Element.GetAttribute("src"),
            "video" => Element.GetAttribute("src") ?? Element.QuerySelector("source[src]")?.GetAttribute("src") ?? Element.GetAttribute("poster"),
            "object" => Element.GetAttribute("data"),
            _ => null,
        };
        return Addresses.Resolve(Home, written ?? Said(Element) ?? ElementText.Line(Element)) ?? "";
    }

    /// <summary>Null where no moment can be read.</summary>
    public DateTimeOffset? Moment()
    {
        if (TolerantDate.Parse(Written(Element)) is { } whole) return whole;

        // The value-class pattern: date, time and zone in elements of their own.
        var parts = ValueParts().Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
        if (parts.Count > 1) return TolerantDate.Parse(string.Join(' ', parts)) ?? TolerantDate.Parse(string.Concat(parts));
        return TolerantDate.Parse(parts.Count == 1 ? parts[0] : ElementText.Line(Element));
    }

    public RichText Rich() => Kind == PropertyKind.Html ? new RichText(Element.InnerHtml, true, Home) : new RichText(Text(), false, Home);

    private IEnumerable<string> ValueParts() => Element.QuerySelectorAll(".value, .value-title").Take(10)
        .Select(part => part.ClassList.Contains("value-title") ? part.GetAttribute("title") ?? "" : Written(part) ?? ElementText.Line(part));

    private static string? Written(IElement element) => element.LocalName switch
    {
        "time" or "ins" or "del" => element.GetAttribute("datetime"),
        _ => Said(element),
    };

    /// <summary>What an attribute says instead of the content.</summary>
    private static string? Said(IElement element) => element.LocalName switch
    {
        "abbr" or "link" => element.GetAttribute("title"),
        "data" or "input" => element.GetAttribute("value"),
        "img" or "area" => element.GetAttribute("alt"),
        _ => null,
    };
}
