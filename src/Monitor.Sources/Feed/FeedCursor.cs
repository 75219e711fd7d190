using System.Text.Json.Serialization;
using Monitor.Sources.Http;

namespace Monitor.Sources.Feed;

/// <summary>What a feed's source remembers between two looks.</summary>
internal sealed record FeedCursor
{
    /// <summary>Where the feed is, if not where it was configured: discovered on a page, or moved for good; else null.</summary>
    public string? Address { get; init; }

    /// <summary>Where permanent redirects have led lately, and how many looks in a row.</summary>
    public string? MovedTo { get; init; }

    public int MovedTimes { get; init; }

    /// <summary>ETag and Last-Modified of the last answer, verbatim.</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>When the feed was last seen, by our clock.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>Hashes of the newest entries when the feed was last read.</summary>
    public IReadOnlyList<long> Window { get; init; } = [];

    [JsonIgnore]
    public Validators Validators => new(ETag, LastModified);

    /// <summary>With what an answer says about moving: the new address counts once it was given so many times in a row.</summary>
    public FeedCursor After(GateAnswer answer, int stable)
    {
        var moved = answer.MovedTo?.AbsoluteUri;
        if (moved is null) return this with { MovedTo = null, MovedTimes = 0 };
        var times = moved.Equals(MovedTo, StringComparison.Ordinal) ? MovedTimes + 1 : 1;
        return times < stable ? this with { MovedTo = moved, MovedTimes = times } : this with { Address = moved, MovedTo = null, MovedTimes = 0 };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedCursor))]
internal sealed partial class FeedCursorJson : JsonSerializerContext;
