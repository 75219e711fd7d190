using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>What a browser would run, load, frame or style, found by reading HTML as a browser does and not by looking for words in it.</summary>
internal static class ActiveContent
{
    private static readonly HashSet<string> Elements =
        [.. "script style iframe frame frameset object embed applet svg math form input button textarea select option isindex meta link base template audio video source canvas noscript title".Split(' ')];

    private static readonly HashSet<string> Addresses = [.. "href src cite action background poster longdesc usemap data formaction dynsrc lowsrc srcset ping".Split(' ')];

    /// <summary>The first find in a sentence; null when there is none.</summary>
    public static string? In(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument($"<!doctype html><body>{html}").Body!.QuerySelectorAll("*"))
        {
            if (Elements.Contains(element.LocalName)) return $"<{element.LocalName}> in {html}";
            foreach (var attribute in element.Attributes)
            {
                if (IsActive(attribute)) return $"{attribute.Name}=\"{attribute.Value}\" in {html}";
            }
        }

        return null;
    }

    private static bool IsActive(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute.Name is "style" or "class" or "id" or "name"
        || (Addresses.Contains(attribute.Name) && !(Uri.TryCreate(attribute.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" or "tel"));
}
