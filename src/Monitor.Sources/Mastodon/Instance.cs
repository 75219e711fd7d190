using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>What of https://docs.joinmastodon.org/entities/Instance/ decides how a server is read.</summary>
internal sealed record Instance
{
    // Twenty times what servers with many rules and languages send; each part is copied on its way in.
    private const int MostBytes = 1 << 20;

    public string? Domain { get; init; }

    public string? Version { get; init; }

    [JsonConverter(typeof(Loose<InstanceConfiguration>))]
    public InstanceConfiguration? Configuration { get; init; }

    /// <exception cref="SourceException">Malformed: this is no such document.</exception>
    public static Instance Parse(ReadOnlySpan<byte> json, string server)
    {
        try
        {
            if (json.Length > MostBytes) throw new JsonException($"It is longer than {MostBytes} bytes.");
            if (JsonSerializer.Deserialize(json, MastodonJson.Default.Instance) is { } instance && (instance.Domain ?? instance.Version) is not null) return instance;
            throw new JsonException("It names neither a domain nor a version.");
        }
        catch (JsonException exception)
        {
            throw StatusReading.Malformed(server, exception);
        }
    }

    /// <summary>Whose posts under a hashtag the server shows us.</summary>
    public Reach HashtagReach(bool withToken, bool localOnly)
    {
        var feeds = Configuration?.TimelinesAccess?.HashtagFeeds;
        var local = IsOpen(feeds?.Local, withToken);
        var remote = IsOpen(feeds?.Remote, withToken) && !localOnly;
        return (local, remote) switch
        {
            (true, true) => Reach.Everybody,
            (true, false) => Reach.Local,
            (false, true) => Reach.Remote,
            _ => Reach.Closed,
        };
    }

    // A server before 4.5 says nothing, and a word we do not know may mean anything: both are tried.
    private static bool IsOpen(string? access, bool withToken) => access switch
    {
        "disabled" => false,
        "authenticated" => withToken,
        _ => true,
    };
}

internal sealed record InstanceConfiguration
{
    /// <summary>Since Mastodon 4.5.</summary>
    [JsonConverter(typeof(Loose<TimelinesAccess>))]
    public TimelinesAccess? TimelinesAccess { get; init; }
}

internal sealed record TimelinesAccess
{
    [JsonConverter(typeof(Loose<FeedAccess>))]
    public FeedAccess? HashtagFeeds { get; init; }
}

/// <summary>Each <c>public</c>, <c>authenticated</c> or <c>disabled</c>.</summary>
internal sealed record FeedAccess(string? Local, string? Remote);

/// <summary>Whose posts a timeline shows.</summary>
internal enum Reach
{
    Everybody,
    Local,
    Remote,
    Closed,
}
