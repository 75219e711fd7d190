using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Mastodon;

/// <summary>Reads lists of posts. A record that is no post costs that record.</summary>
internal static class StatusReading
{
    // A page of 40 posts holds a tenth of it.
    private const int MostTokens = 200_000;

    /// <summary>A timeline: an array of posts.</summary>
    public static StatusPage Timeline(ReadOnlySpan<byte> json, string server) =>
        Page(Read(json, server, static bytes => JsonSerializer.Deserialize(bytes, MastodonJson.Default.IReadOnlyListJsonElement)));

    /// <summary>The answer of the search: an object with posts among other things.</summary>
    public static StatusPage Search(ReadOnlySpan<byte> json, string server) =>
        Page(Read(json, server, static bytes => JsonSerializer.Deserialize(bytes, MastodonJson.Default.SearchResults)?.Statuses));

    private static StatusPage Page(IReadOnlyList<JsonElement> records)
    {
        var statuses = records.Select(record => Loose.Read(record, MastodonJson.Default.Status)).OfType<Status>().Where(status => status.Id is { Length: > 0 }).ToList();
        return new(statuses) { Mark = statuses.Count > 0 ? statuses[0].Id : null, Unreadable = records.Count - statuses.Count };
    }

    private static IReadOnlyList<JsonElement> Read(ReadOnlySpan<byte> json, string server, Reading read)
    {
        if (JsonTokens.Exceed(MostTokens, json)) throw Malformed(server, new JsonException($"It holds more than {MostTokens} values."));
        try
        {
            return read(json) ?? throw new JsonException("There are no posts in it.");
        }
        catch (JsonException exception)
        {
            throw Malformed(server, exception);
        }
    }

    public static SourceException Malformed(string server, Exception exception) =>
        new(SourceFault.Malformed, $"{server} answered something that is not Mastodon's API; check Server, and whether a block page stands in between.", null, exception);

    private delegate IReadOnlyList<JsonElement>? Reading(ReadOnlySpan<byte> json);
}
