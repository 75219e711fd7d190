using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Place = Monitor.Core.Matching.Field;

namespace Monitor.Worker.Commands;

/// <summary>A document as a line of JSON: what <c>match</c> reads and <c>mentions --json</c> writes. All but the id is optional.</summary>
internal sealed record DocumentLine
{
    public required string Id { get; init; }

    public string? Source { get; init; }

    public string? Kind { get; init; }

    public string? Type { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    public string? Body { get; init; }

    public AuthorLine? Author { get; init; }

    public string? Lang { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public long? Score { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Seen { get; init; }

    /// <summary>Of what is stored: its number on the page.</summary>
    public long? Number { get; init; }

    /// <summary>Of what is stored: the queries it fits.</summary>
    public IReadOnlyList<string>? Queries { get; init; }

    public static DocumentLine Of(StoredMention stored) =>
        Of(stored.Mention.Document) with { Number = stored.Number, Queries = [.. stored.Mention.Matches.Select(match => match.Query)] };

    public static DocumentLine Of(Document document) => new()
    {
        Id = document.Id,
        Source = document.Source.Name,
        Kind = document.Source.Kind,
        Type = JsonNamingPolicy.CamelCase.ConvertName(document.Type.ToString()),
        Url = document.Url,
        Title = document.Title,
        Body = document.Body,
        Author = new() { Name = document.Author.Name, Handle = document.Author.Handle, Url = document.Author.Url, Followers = document.Author.Followers },
        Lang = document.Language,
        Links = [.. document.Links.SelectMany(link => link.Hops)],
        Tags = document.Tags,
        Score = document.Score,
        Published = document.Published,
        Seen = document.Seen,
    };

    /// <summary>The document with its texts as given, so that offsets stay true; links get the hops they carry themselves.</summary>
    /// <exception cref="JsonException">Says what the line lacks.</exception>
    public Document ToDocument()
    {
        if (Id is null) throw new JsonException("id is missing");
        // Enum.TryParse takes numbers and lists as well.
        var type = ItemType.Article;
        if (Type is not null && (!Type.All(char.IsAsciiLetter) || !Enum.TryParse(Type, ignoreCase: true, out type)))
        {
            throw new JsonException($"type is {Type}; it is one of {string.Join(", ", Enum.GetNames<ItemType>()).ToLowerInvariant()}");
        }

        var (title, body) = (Title ?? "", Body ?? "");
        return new()
        {
            Id = Id,
            Source = new(Source ?? "", Kind ?? ""),
            Type = type,
            Url = Url ?? "",
            Title = title,
            Body = body,
            Author = new(Author?.Name ?? "", Author?.Handle?.TrimStart('@') ?? "", Author?.Url ?? "", Author?.Followers),
            Language = Lang ?? LanguageGuess.Of(title, body),
            Tags = [.. (Tags ?? []).Where(tag => tag is not null)],
            Links = [.. (Links ?? []).Where(link => link is not null).Select(link => new Link(CanonicalUrl.Hops(link) is { Count: > 0 } hops ? hops : [link]))],
            Score = Score,
            Published = Published,
            Seen = Seen ?? DateTimeOffset.UnixEpoch,
        };
    }
}

internal sealed record AuthorLine
{
    public string? Name { get; init; }

    public string? Handle { get; init; }

    public string? Url { get; init; }

    public long? Followers { get; init; }
}

/// <summary>A standing query as a line of JSON.</summary>
internal sealed record QueryLine(string? Name, string? Expression);

/// <summary>A match as a line of JSON.</summary>
internal sealed record MatchLine(string Id, string Query, IReadOnlyList<SpanLine> Spans);

/// <summary>Offsets are UTF-16 code units of the field as given.</summary>
internal sealed record SpanLine(string Field, int Start, int Length, string Text)
{
    public static SpanLine Of(Span span, Document document) =>
        new(NameOf(span.Field), span.Start, span.Length, TextOf(span, document).Substring(span.Start, span.Length));

    private static string NameOf(Place field) => field == Place.Language ? "lang" : JsonNamingPolicy.CamelCase.ConvertName(field.ToString());

    private static string TextOf(Span span, Document document) => span.Field switch
    {
        Place.Title => document.Title,
        Place.Body => document.Body,
        Place.Tags => document.Tags[span.Element],
        Place.Author => span.Element == 0 ? document.Author.Name : document.Author.Handle,
        Place.Url => document.Url,
        _ => document.Links.SelectMany(link => link.Hops).ElementAt(span.Element),
    };
}

/// <summary>What <c>match --count</c> writes.</summary>
internal sealed record CountLine(
    long Documents,
    long Matches,
    double Seconds,
    [property: JsonPropertyName("megabytes_per_second")] double MegabytesPerSecond);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DocumentLine))]
[JsonSerializable(typeof(QueryLine))]
[JsonSerializable(typeof(MatchLine))]
[JsonSerializable(typeof(CountLine))]
[JsonSerializable(typeof(CheckLine))]
[JsonSerializable(typeof(ExplanationLine))]
internal sealed partial class LineContext : JsonSerializerContext;
