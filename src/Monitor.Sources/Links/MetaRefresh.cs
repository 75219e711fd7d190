using System.Buffers;
using System.Globalization;
using AngleSharp.Html.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Links;

/// <summary>Where a page sends its readers by <c>&lt;meta http-equiv="refresh"&gt;</c> (HTML Standard, section 4.2.5.3).</summary>
internal static class MetaRefresh
{
    /// <summary>A page that waits longer is there to be read.</summary>
    private const double LongestWait = 30;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>The address as written; null when there is none.</summary>
    public static string? Target(GateAnswer answer)
    {
        try
        {
            using var page = BoundedHtml.Parse(TextDecoder.Decode(answer.Body.Span, answer.ContentType).Text);
            return page.QuerySelectorAll("meta").OfType<IHtmlMetaElement>()
                .Where(meta => "refresh".Equals(meta.HttpEquivalent?.Trim(), StringComparison.OrdinalIgnoreCase))
                .Select(meta => Read(meta.Content ?? "")).FirstOrDefault(target => target is not null);
        }
        catch (SourceException)
        {
            // A page that no browser could show sends nobody anywhere.
            return null;
        }
    }

    /// <summary>Reads <c>0; url='https://acme.com/'</c>.</summary>
    public static string? Read(string content)
    {
        var rest = content.AsSpan().Trim();
        var end = rest.IndexOfAnyExcept(Digits);
        if (end <= 0 || !double.TryParse(rest[..end].TrimEnd('.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wait) || wait > LongestWait) return null;
        rest = rest[end..].TrimStart(" \t\r\n;,");
        if (rest.StartsWith("url", StringComparison.OrdinalIgnoreCase) && rest[3..].TrimStart() is ['=', .. var value]) rest = value.TrimStart();
        if (rest.IsEmpty) return null;
        if (rest[0] is not ('\'' or '"')) return rest.Trim().ToString();
        var quoted = rest[1..];
        var close = quoted.IndexOf(rest[0]);
        return (close < 0 ? quoted : quoted[..close]).Trim() is { IsEmpty: false } target ? target.ToString() : null;
    }
}
