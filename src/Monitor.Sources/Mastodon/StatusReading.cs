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
    public static StatusPage Timeline(ReadOnlySpan<byte> json, string server) => Read(json, null, server);

    /// <summary>The answer of the search: an object with posts among other things.</summary>
    public static StatusPage Search(ReadOnlySpan<byte> json, string server) => Read(json, "statuses", server);

    private static StatusPage Read(ReadOnlySpan<byte> json, string? list, string server)
    {
        if (JsonTokens.Exceed(MostTokens, json)) throw Malformed(server, new JsonException($"It holds more than {MostTokens} values."));
        var statuses = new List<Status>();
        var records = 0;
        try
        {
            if (!JsonRecords.Read(json, list, Take)) throw new JsonException("There are no posts in it.");
        }
        catch (JsonException exception)
        {
            throw Malformed(server, exception);
        }

        return new(statuses) { Mark = statuses.Count > 0 ? statuses[0].Id : null, Unreadable = records - statuses.Count };

        void Take(JsonElement record)
        {
            records++;
            if (Loose.Read(record, MastodonJson.Default.Status) is { Id.Length: > 0 } status) statuses.Add(status);
        }
    }

    public static SourceException Malformed(string server, Exception exception) =>
        new(SourceFault.Malformed, $"{server} answered something that is not Mastodon's API; check Server, and whether a block page stands in between.", null, exception);
}
