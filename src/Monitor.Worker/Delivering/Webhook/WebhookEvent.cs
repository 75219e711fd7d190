using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>What is posted. docs/reference/webhook.md describes it for those who receive it: what is there stays, more may come.</summary>
/// <param name="Type">What happened, and so which shape <paramref name="Data"/> has.</param>
/// <param name="Timestamp">When it happened, UTC; the same at every attempt.</param>
/// <param name="Data">All about it.</param>
internal sealed record WebhookEvent(string Type, DateTime Timestamp, EventData Data);

[JsonDerivedType(typeof(MentionsData))]
[JsonDerivedType(typeof(DigestData))]
[JsonDerivedType(typeof(TestData))]
internal abstract record EventData
{
    /// <summary>The channel's configured name.</summary>
    [JsonPropertyOrder(-1)]
    public required string Channel { get; init; }

    /// <summary>One line for people, in the channel's language.</summary>
    [JsonPropertyOrder(-1)]
    public required string Text { get; init; }

    /// <summary>Where the rest can be read.</summary>
    [JsonPropertyOrder(-1)]
    public required string Page { get; init; }
}

internal sealed record TestData : EventData;

/// <summary>Mentions, as many as one event may hold.</summary>
internal record MentionsData : EventData
{
    /// <summary>Mentions of all parts together.</summary>
    public required int Total { get; init; }

    /// <summary>From 1.</summary>
    public int Part { get; init; } = 1;

    public int Parts { get; init; } = 1;

    [JsonPropertyOrder(1)]
    public IReadOnlyList<EventMention> Mentions { get; init; } = [];
}

internal sealed record DigestData : MentionsData
{
    /// <summary>The digest's configured name.</summary>
    public required string Digest { get; init; }

    /// <summary>The local date it is for.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Where its window begins; missing for the first.</summary>
    public DateTime? From { get; init; }

    /// <summary>Where its window ends, exclusive.</summary>
    public required DateTime To { get; init; }

    /// <summary>How many sources are watched.</summary>
    public required int Sources { get; init; }

    /// <summary>Whether something of the window was not seen.</summary>
    public required bool Incomplete { get; init; }

    /// <summary>What was not seen and why, the worst first, a few of it.</summary>
    public required IReadOnlyList<EventTrouble> Troubles { get; init; }
}

/// <param name="Kind"><c>failing</c>, <c>gap</c> or <c>silence</c>.</param>
/// <param name="Source">Which source.</param>
/// <param name="From">Since when, where it is known.</param>
/// <param name="To">Until when; missing while it goes on.</param>
/// <param name="Reason">In a sentence.</param>
internal sealed record EventTrouble(string Kind, string Source, DateTime? From, DateTime? To, string? Reason);

/// <summary>A mention. Names are those of <c>mentions --json</c>, where it has them.</summary>
internal sealed record EventMention
{
    public required long Number { get; init; }

    /// <summary>The source's own identifier; missing when it is too long to be one.</summary>
    public string? Id { get; init; }

    public required string Source { get; init; }

    public required string Kind { get; init; }

    public required string Type { get; init; }

    /// <summary>Canonical; missing where it has none that a browser opens.</summary>
    public string? Url { get; init; }

    public required string Title { get; init; }

    /// <summary>The text around the first match; missing where there is no text beside the title.</summary>
    public string? Excerpt { get; init; }

    /// <summary>What matched within <see cref="Title"/> and <see cref="Excerpt"/> as they stand here.</summary>
    public required IReadOnlyList<EventHighlight> Highlights { get; init; }

    /// <summary>Which queries fit, and by what.</summary>
    public required IReadOnlyList<EventMatch> Matches { get; init; }

    public EventAuthor? Author { get; init; }

    public string? Lang { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public long? Score { get; init; }

    public DateTime? Published { get; init; }

    public required DateTime Seen { get; init; }

    /// <summary><c>fresh</c>, or why it alarmed nobody.</summary>
    public required string Arrival { get; init; }

    /// <summary>The same for mentions that tell the same story.</summary>
    public required string Story { get; init; }

    /// <summary>How many others tell it.</summary>
    public required int Copies { get; init; }
}

/// <param name="Field"><c>title</c> or <c>excerpt</c>.</param>
/// <param name="Start">In UTF-16 code units.</param>
/// <param name="Length">In UTF-16 code units.</param>
internal sealed record EventHighlight(string Field, int Start, int Length);

/// <param name="Query">The query's name.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Terms">Empty where the query is made of conditions only.</param>
internal sealed record EventMatch(string Query, string Title, IReadOnlyList<EventTerm> Terms);

/// <param name="Term">As the query's author wrote it.</param>
/// <param name="Fields">Where it matched: <c>title</c>, <c>body</c>, <c>links</c> …</param>
internal sealed record EventTerm(string Term, IReadOnlyList<string> Fields);

internal sealed record EventAuthor(string? Name, string? Handle, string? Url, long? Followers);

[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(EventMention))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    /// <summary>Letters of every script stay letters; what would be markup in a page is escaped, wherever a receiver puts it.</summary>
    public static WebhookJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
