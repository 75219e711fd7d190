using Monitor.Sources.Feed.Json;
using Monitor.Sources.Feed.Microformats;
using Monitor.Sources.Feed.Xml;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>
/// Reads whatever a feed's address answers with: RSS 0.90 to 2.0, Atom 0.3 and 1.0, CDF, JSON Feed, a list of feeds, or a page that declares
/// some or is marked up as one. Pure, and throws for no input: what is broken gives what can be read and a warning.
/// </summary>
public static class FeedParser
{
    /// <param name="body">The document as it came.</param>
    /// <param name="contentType">The Content-Type header; only its charset counts, as feeds are sent as anything.</param>
    /// <param name="baseAddress">Where it was found; null when unknown.</param>
    /// <param name="contentLanguage">The Content-Language header, for a document that does not declare a language itself.</param>
    public static ParsedFeed Parse(ReadOnlySpan<byte> body, string? contentType = null, Uri? baseAddress = null, string? contentLanguage = null)
    {
        var decoded = TextDecoder.Decode(body, contentType);
        var feed = new FeedDraft(decoded.Encoding);
        feed.Warn(decoded.Warning);
        if (ContentType.Parse(contentType).Media == "text/plain") feed.Warn("It is sent as text/plain, which some readers refuse.");
        var text = decoded.Text.TrimStart();
        if (text.Length == 0)
            feed.Problem = "The document is empty.";
        else if (text[0] is '{' or '[' or 'n')
            JsonFeedReader.Read(text, baseAddress, feed);
        else
            ReadMarkup(text, baseAddress, feed);

        if (feed.Language.Length == 0) feed.Language = Languages.Tag(contentLanguage);
        return feed.Build();
    }

    private static void ReadMarkup(string text, Uri? address, FeedDraft feed)
    {
        XmlFeedReader.Read(text, address, feed);
        if (feed.Format == FeedFormat.Unknown && (LooksLikePage(text) || HFeedReader.MayRead(text))) feed.Format = FeedFormat.Html;
        if (feed.Format == FeedFormat.Html) PageReader.Read(text, address, feed);
        if (feed.Format == FeedFormat.Unknown) feed.Problem = $"This is no feed: it begins with {Beginning(text)}.";
    }

    private static bool LooksLikePage(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 2048)];
        foreach (var mark in (ReadOnlySpan<string>)["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<div", "<link"])
        {
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Beginning(string text)
    {
        var line = PlainText.Cut(PlainText.Line(PlainText.Cut(text, 200)), 60);
        return $"“{line}”";
    }
}
