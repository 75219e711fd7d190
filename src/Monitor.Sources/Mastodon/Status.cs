using System.Text.Json.Serialization;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// A post as servers send it: https://docs.joinmastodon.org/entities/Status/. Every part is optional and read on its own, because the
/// servers that speak this API differ in small things (numbers as strings, visibilities of their own, parts of another shape).
/// </summary>
internal sealed record Status
{
    /// <summary>The server's own id: a number, a flake or a ULID, never to be compared across servers.</summary>
    public string? Id { get; init; }

    /// <summary>ActivityPub identity, the same on every server.</summary>
    public string? Uri { get; init; }

    public string? Url { get; init; }

    public string? CreatedAt { get; init; }

    /// <summary>HTML.</summary>
    public string? Content { get; init; }

    public string? SpoilerText { get; init; }

    public string? Visibility { get; init; }

    public string? Language { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public long? FavouritesCount { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public long? ReblogsCount { get; init; }

    [JsonConverter(typeof(Loose<Account>))]
    public Account? Account { get; init; }

    [JsonConverter(typeof(LooseList<Hashtag>))]
    public IReadOnlyList<Hashtag>? Tags { get; init; }

    [JsonConverter(typeof(LooseList<Media>))]
    public IReadOnlyList<Media>? MediaAttachments { get; init; }

    [JsonConverter(typeof(Loose<Card>))]
    public Card? Card { get; init; }

    [JsonConverter(typeof(Loose<Poll>))]
    public Poll? Poll { get; init; }

    /// <summary>What a boost boosts.</summary>
    [JsonConverter(typeof(Loose<Status>))]
    public Status? Reblog { get; init; }

    [JsonConverter(typeof(Loose<Quote>))]
    public Quote? Quote { get; init; }
}

internal sealed record Account
{
    public string? Username { get; init; }

    /// <summary><c>ann</c> for an account of the server that was asked, else <c>ann@example.social</c>.</summary>
    public string? Acct { get; init; }

    public string? DisplayName { get; init; }

    public string? Url { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public long? FollowersCount { get; init; }
}

internal sealed record Hashtag(string? Name);

internal sealed record Media(string? Description);

internal sealed record Card(string? Url, string? Title, string? Description);

internal sealed record Poll
{
    [JsonConverter(typeof(LooseList<PollOption>))]
    public IReadOnlyList<PollOption>? Options { get; init; }
}

internal sealed record PollOption(string? Title);

/// <summary>Mastodon 4.4 wraps the quoted post, Akkoma gives the post itself.</summary>
internal sealed record Quote
{
    public string? Url { get; init; }

    [JsonConverter(typeof(Loose<Status>))]
    public Status? QuotedStatus { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(LooseText)])]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Instance))]
internal sealed partial class MastodonJson : JsonSerializerContext;
