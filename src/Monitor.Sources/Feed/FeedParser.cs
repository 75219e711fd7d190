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
    /// <summary>In which a page shows that it is one. Bytes.</summary>
    private const int Sniffed = 64 << 10;

    /// <param name="body">The document as it came.</param>
    /// <param name="contentType">The Content-Type header; only its charset counts, as feeds are sent as anything.</param>
    /// <param name="baseAddress">Where it was found; null when unknown.</param>
    /// <param name="contentLanguage">The Content-Language header, for a document that does not declare a language itself.</param>
    /// <param name="readsPages">Whether a page is searched for feeds; else it is no more than recognized.</param>
    public static ParsedFeed Parse(ReadOnlySpan<byte> body, string? contentType = null, Uri? baseAddress = null, string? contentLanguage = null, bool readsPages = true)
    {
        if (!readsPages && body.Length > Sniffed && Parse(body[..Sniffed], contentType, baseAddress, contentLanguage, readsPages) is { Format: FeedFormat.Html } page) return page;
        var feed = IsJson(body, contentType, out var start)
            ? ReadJson(body[start..], baseAddress)
            : ReadText(TextDecoder.Decode(body, contentType), baseAddress, readsPages);
        if (ContentType.Parse(contentType).Media == "text/plain") feed.Warn("It is sent as text/plain, which some readers refuse.");
        if (feed.Language.Length == 0) feed.Language = Languages.Tag(contentLanguage);
        return feed.Build();
    }

    /// <summary>Whether it is JSON in the encoding that JSON has (RFC 8259, section 8.1).</summary>
    private static bool IsJson(ReadOnlySpan<byte> body, string? contentType, out int start)
    {
        start = 0;
        return body.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && TextDecoder.IsUtf8(body, contentType, out start);
    }

    private static FeedDraft ReadJson(ReadOnlySpan<byte> json, Uri? address)
    {
        var feed = new FeedDraft("utf-8");
        JsonFeedReader.Read(json, address, feed);
        return feed;
    }

    private static FeedDraft ReadText(DecodedText decoded, Uri? address, bool readsPages)
    {
        var feed = new FeedDraft(decoded.Encoding);
        feed.Warn(decoded.Warning);
        var text = decoded.Text.AsSpan().TrimStart();
        if (text.IsEmpty)
            feed.Problem = "The document is empty.";
        else if (text[0] is '{' or '[' or 'n')
            JsonFeedReader.Read(text, address, feed);
        else
            ReadMarkup(text, address, feed, readsPages);
        return feed;
    }

    private static void ReadMarkup(ReadOnlySpan<char> text, Uri? address, FeedDraft feed, bool readsPages)
    {
        XmlFeedReader.Read(text, address, feed);
        if (feed.Format == FeedFormat.Unknown && (LooksLikePage(text) || HFeedReader.MayRead(text))) feed.Format = FeedFormat.Html;
        if (feed.Format == FeedFormat.Html && readsPages) PageReader.Read(text, address, feed);
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

    private static string Beginning(ReadOnlySpan<char> text)
    {
        var line = PlainText.Cut(PlainText.Line(PlainText.Cut(text[..Math.Min(text.Length, 400)].ToString(), 200)), 60);
        return $"“{line}”";
    }
}
