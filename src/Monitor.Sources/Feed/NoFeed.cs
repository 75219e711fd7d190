using System.Text;
using Monitor.Sources.Http;

namespace Monitor.Sources.Feed;

/// <summary>Why a page came where a feed was due, as far as the page shows.</summary>
internal static class NoFeed
{
    private static readonly (string Mark, string Reason)[] Marks =
    [
        ("cf-chl", "it is a challenge of Cloudflare's: ask the publisher to let feed readers through"),
        ("challenge-platform", "it is a challenge of Cloudflare's: ask the publisher to let feed readers through"),
        ("just a moment...", "it is a challenge of Cloudflare's: ask the publisher to let feed readers through"),
        ("captcha", "it asks for a captcha: ask the publisher to let feed readers through"),
        ("consent.", "it is a consent page: look for an address of the feed that does not ask for consent"),
        ("cookie-consent", "it is a consent page: look for an address of the feed that does not ask for consent"),
        ("type=\"password\"", "it is a login page: the feed needs an account, or its address has a token that has expired"),
        ("type='password'", "it is a login page: the feed needs an account, or its address has a token that has expired"),
    ];

    public static string Explain(GateAnswer answer, ParsedFeed page)
    {
        var what = page.Format == FeedFormat.Opml ? "a list of feeds" : page.Title.Length > 0 ? $"the page “{Text.PlainText.Cut(page.Title, 80)}”" : "a page";
        return $"{answer.Address} is {what}, not a feed: {Reason(answer, page)}.";
    }

    /// <summary>Whether the page stands before the one that was asked for.</summary>
    public static bool IsBarrier(GateAnswer answer) => Barrier(answer) is not null;

    private static string Reason(GateAnswer answer, ParsedFeed page)
    {
        if (page.Format == FeedFormat.Opml) return "none of its first feeds can be read; give it as Opml instead";
        if (page.Feeds.Count > 0 && page.Feeds.All(FeedDiscovery.IsComments)) return "it declares a feed of comments only; give its address if that is what you want";
        if (page.Feeds.Count > 0) return $"it declares {page.Feeds.Count} feeds, but none of them can be read";
        return Barrier(answer) ?? "it declares none; give the address of a feed, or watch it as a source of type webpage";
    }

    private static string? Barrier(GateAnswer answer)
    {
        var html = Encoding.Latin1.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 256 * 1024)]);
        foreach (var (mark, reason) in Marks)
        {
            if (html.Contains(mark, StringComparison.OrdinalIgnoreCase)) return reason;
        }

        return null;
    }
}
