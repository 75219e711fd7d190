using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Monitor.Sources.Feed.Microformats;

/// <summary>Which classes are objects and properties: those of microformats2, and those of hAtom and hCard before it.</summary>
internal static class Vocabularies
{
    // By name and not by their prefix: "h-full" and "h-4" are how tall something is to look.
    private static readonly FrozenSet<string> Roots = FrozenSet.ToFrozenSet(
        [
            "h-entry", "h-feed", "h-card", "h-cite", "h-event", "h-review", "h-review-aggregate", "h-product", "h-recipe", "h-resume", "h-item", "h-geo", "h-adr", "h-app", "h-x-app", "h-listing",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClassicRoots = FrozenSet.ToFrozenSet(["hentry", "hfeed", "vcard"], StringComparer.Ordinal);

    // microformats.org/wiki/microformats2-parsing, "backcompat" of hentry, hfeed and vcard.
    private static readonly FrozenDictionary<string, (PropertyKind Kind, string Name)> Classic = new Dictionary<string, (PropertyKind, string)>(StringComparer.Ordinal)
    {
        ["entry-title"] = (PropertyKind.Text, "name"),
        ["entry-summary"] = (PropertyKind.Text, "summary"),
        ["entry-content"] = (PropertyKind.Html, "content"),
        ["published"] = (PropertyKind.Moment, "published"),
        ["updated"] = (PropertyKind.Moment, "updated"),
        ["author"] = (PropertyKind.Text, "author"),
        ["category"] = (PropertyKind.Text, "category"),
        ["fn"] = (PropertyKind.Text, "name"),
        ["url"] = (PropertyKind.Address, "url"),
        ["photo"] = (PropertyKind.Address, "photo"),
        ["uid"] = (PropertyKind.Address, "uid"),
        ["site-title"] = (PropertyKind.Text, "name"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsEntry(IElement element) => element.ClassList.Contains("h-entry") || element.ClassList.Contains("hentry");

    public static bool IsFeed(IElement element) => element.ClassList.Contains("h-feed") || element.ClassList.Contains("hfeed");

    public static bool IsClassic(IElement element) => !element.ClassList.Any(Roots.Contains);

    /// <param name="element">The element.</param>
    /// <param name="inClassic">Whether the object around it is a classic one.</param>
    public static bool IsRoot(IElement element, bool inClassic) =>
        element.ClassList.Length > 0 && (element.ClassList.Any(Roots.Contains) || (inClassic && element.ClassList.Any(ClassicRoots.Contains)));

    public static IEnumerable<(PropertyKind Kind, string Name)> Properties(IElement element, bool inClassic) =>
        inClassic ? ClassicProperties(element) : element.ClassList.Select(Modern).OfType<(PropertyKind, string)>();

    private static IEnumerable<(PropertyKind Kind, string Name)> ClassicProperties(IElement element)
    {
        foreach (var name in element.ClassList)
        {
            if (Classic.TryGetValue(name, out var property)) yield return property;
        }

        foreach (var relation in (element.GetAttribute("rel") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (relation.Equals("bookmark", StringComparison.OrdinalIgnoreCase)) yield return (PropertyKind.Address, "url");
            if (relation.Equals("tag", StringComparison.OrdinalIgnoreCase)) yield return (PropertyKind.Text, "category");
        }
    }

    private static (PropertyKind Kind, string Name)? Modern(string written) => written switch
    {
        ['p', '-', .. { Length: > 0 } name] => (PropertyKind.Text, name),
        ['u', '-', .. { Length: > 0 } name] => (PropertyKind.Address, name),
        ['d', 't', '-', .. { Length: > 0 } name] => (PropertyKind.Moment, name),
        ['e', '-', .. { Length: > 0 } name] => (PropertyKind.Html, name),
        _ => null,
    };
}
