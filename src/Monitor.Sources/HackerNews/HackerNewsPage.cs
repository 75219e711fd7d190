using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.HackerNews;

/// <summary>One answer of the search.</summary>
/// <param name="Items">Stories and comments, as they came.</param>
/// <param name="Oldest">When the oldest of them was written, in seconds since 1970; null when there is none.</param>
/// <param name="Newest">When the newest was written.</param>
/// <param name="IsFull">Whether older ones may not have found room.</param>
/// <param name="Unreadable">Hits that could not be read.</param>
internal sealed record HackerNewsPage(IReadOnlyList<Item> Items, long? Oldest, long? Newest, bool IsFull, int Unreadable)
{
    /// <summary>The most the search gives for one question, however it is paged; past it comes an empty page with status 200.</summary>
    public const int Most = 1000;

    /// <summary>A page of 1000 hits with all their highlights holds half of it.</summary>
    private const int MostTokens = 200_000;

    private const long LastSecond = 253402300799;

    /// <exception cref="SourceException">Malformed: this is no answer of the search.</exception>
    public static HackerNewsPage Parse(ReadOnlySpan<byte> json)
    {
        var items = new List<Item>();
        var hits = 0;
        var answer = Read(json, record =>
        {
            hits++;
            if (Read(record) is { ObjectId.Length: > 0 } hit) items.Add(ToItem(hit));
        });
        var times = items.Select(item => item.Published?.ToUnixTimeSeconds()).OfType<long>().ToList();
        return new(
            items,
            times.Count == 0 ? null : times.Min(),
            times.Count == 0 ? null : times.Max(),
            IsFull: hits > 0 && (hits >= Math.Min(answer.HitsPerPage ?? Most, Most) || answer.NbPages > 1),
            hits - items.Count);
    }

    private static Envelope Read(ReadOnlySpan<byte> json, Action<JsonElement> take)
    {
        if (JsonTokens.Exceed(MostTokens, json)) throw new SourceException(SourceFault.Malformed, $"Hacker News search answered JSON of more than {MostTokens} values; check that Endpoint is the search's API.");
        try
        {
            if (JsonRecords.Read(json, "hits", take)) return JsonSerializer.Deserialize(json, HackerNewsJson.Default.Envelope)!;
        }
        catch (JsonException exception)
        {
            throw new SourceException(SourceFault.Malformed, "Hacker News search answered something that is not JSON; a proxy or a block page may stand in between.", null, exception);
        }

        throw new SourceException(SourceFault.Malformed, "Hacker News search answered JSON without hits; check that Endpoint is the search's API.");
    }

    private static Hit? Read(JsonElement hit)
    {
        if (hit.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return hit.Deserialize(HackerNewsJson.Default.Hit);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Item ToItem(Hit hit)
    {
        var comment = hit.CommentText is { Length: > 0 } || hit.Tags?.Contains("comment", StringComparer.Ordinal) == true;
        var text = PostText.Read(comment ? hit.CommentText : hit.StoryText);
        return new Item
        {
            Id = hit.ObjectId!,
            Url = $"https://news.ycombinator.com/item?id={Uri.EscapeDataString(hit.ObjectId!)}",
            // A comment carries its story's title, but has none: a brand in the story would make every comment a hit.
            Title = comment ? "" : HtmlText.ReadLine(hit.Title ?? hit.StoryTitle),
            Body = text.Text,
            Author = hit.Author is { Length: > 0 } name ? new(name, name, $"https://news.ycombinator.com/user?id={Uri.EscapeDataString(name)}") : Author.Unknown,
            Type = comment ? ItemType.Comment : ItemType.Post,
            Links = !comment && Addresses.Resolve(null, hit.Url) is not null ? [.. text.Links.Prepend(hit.Url!).Distinct(StringComparer.Ordinal)] : text.Links,
            Score = hit.Points,
            Published = Time(hit),
        };
    }

    private static DateTimeOffset? Time(Hit hit) =>
        hit.CreatedAtSeconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(hit.CreatedAtSeconds.Value)
        : DateTimeOffset.TryParse(hit.CreatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime()
        : null;
}

/// <summary>The envelope: https://hn.algolia.com/api. Each hit is read by itself, so that one bad record costs one record.</summary>
internal sealed record Envelope(int? HitsPerPage, int? NbPages);

internal sealed record Hit
{
    [JsonPropertyName("objectID")]
    public string? ObjectId { get; init; }

    public string? Title { get; init; }

    [JsonPropertyName("story_title")]
    public string? StoryTitle { get; init; }

    public string? Url { get; init; }

    public string? Author { get; init; }

    public long? Points { get; init; }

    [JsonPropertyName("story_text")]
    public string? StoryText { get; init; }

    [JsonPropertyName("comment_text")]
    public string? CommentText { get; init; }

    [JsonPropertyName("created_at_i")]
    public long? CreatedAtSeconds { get; init; }

    [JsonPropertyName("created_at")]
    public string? CreatedAt { get; init; }

    [JsonPropertyName("_tags")]
    public IReadOnlyList<string?>? Tags { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(Hit))]
[JsonSerializable(typeof(HackerNewsMemory))]
internal sealed partial class HackerNewsJson : JsonSerializerContext;
