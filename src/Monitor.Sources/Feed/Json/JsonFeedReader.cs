using System.Text;
using System.Text.Json;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Json;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), read member by member so that a document that breaks off gives what it had.</summary>
internal static class JsonFeedReader
{
    private const int Deepest = 64;

    // Of one entry, or of one member of the feed beside them.
    private const int MostTokens = 50_000;
    private const int MostBytes = 4 << 20;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    public static void Read(ReadOnlySpan<char> text, Uri? address, FeedDraft feed) => Read((ReadOnlySpan<byte>)Utf8(text), address, feed);

    /// <param name="json">UTF-8 without a byte order mark.</param>
    public static void Read(ReadOnlySpan<byte> json, Uri? address, FeedDraft feed)
    {
        var members = new JsonMembers(address);
        var reader = new Utf8JsonReader(JsonSurrogates.Mend(json), Lenient);
        try
        {
            ReadMembers(ref reader, members, feed);
        }
        catch (JsonException exception)
        {
            if (feed.Entries.Drafts.Any()) feed.Warn($"The JSON is broken at line {exception.LineNumber + 1}; what follows was not read.");
            else feed.Problem = $"This is no feed: the JSON is broken at line {exception.LineNumber + 1}.";
        }

        if (feed.Problem is null && !members.IsFeed) feed.Problem = "This is JSON, but no JSON Feed: it has neither a version of jsonfeed.org nor items.";
        if (feed.Problem is null) feed.Format = FeedFormat.Json;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, JsonMembers members, FeedDraft feed)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            if (!reader.Read()) return;
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                members.IsFeed = true;
                ReadItems(ref reader, members, feed);
                if (feed.Entries.IsFull) return;
                continue;
            }

            if (TooLarge(ref reader, feed)) continue;
            using var value = JsonDocument.ParseValue(ref reader);
            members.Take(name, value.RootElement, feed);
        }
    }

    private static byte[] Utf8(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Passes over what nobody could have written by hand or needs for an entry.</summary>
    private static bool TooLarge(ref Utf8JsonReader reader, FeedDraft feed)
    {
        if (!JsonTokens.Exceed(MostTokens, MostBytes, reader)) return false;
        feed.Warn($"A part of the JSON holds more than {MostTokens} values or {MostBytes} bytes; it was not read.");
        reader.Skip();
        return true;
    }

    private static void ReadItems(ref Utf8JsonReader reader, JsonMembers members, FeedDraft feed)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TooLarge(ref reader, feed)) continue;
            using var item = JsonDocument.ParseValue(ref reader);
            if (item.RootElement.ValueKind != JsonValueKind.Object) continue;
            feed.Entries.Add(members.Entry(item.RootElement));
            if (feed.Entries.IsFull) return;
        }
    }
}
