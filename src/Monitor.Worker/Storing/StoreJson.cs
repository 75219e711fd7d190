using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Storing;

/// <summary>Lists that are read and written whole with their row, as JSON. Lone surrogates become U+FFFD on the way.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>), TypeInfoPropertyName = "Texts")]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>), TypeInfoPropertyName = "Hops")]
[JsonSerializable(typeof(IReadOnlyList<Span>), TypeInfoPropertyName = "Places")]
[JsonSerializable(typeof(Rhythm), TypeInfoPropertyName = "Beat")]
internal sealed partial class StoreJson : JsonSerializerContext
{
    // The column is never markup or script: relaxed escaping keeps Japanese and emoji a third of the size and legible.
    private static readonly StoreJson Plain = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<Field>(JsonNamingPolicy.CamelCase), new RhythmConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Tags(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? "[]" : JsonSerializer.Serialize(tags, Plain.Texts);

    public static IReadOnlyList<string> Tags(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize(json, Plain.Texts)!;

    public static string Links(IReadOnlyList<Link> links) =>
        links.Count == 0 ? "[]" : JsonSerializer.Serialize([.. links.Select(link => link.Hops)], Plain.Hops);

    public static IReadOnlyList<Link> Links(string json) =>
        json == "[]" ? [] : [.. JsonSerializer.Deserialize(json, Plain.Hops)!.Select(hops => new Link(hops))];

    public static string Spans(IReadOnlyList<Span> spans) => JsonSerializer.Serialize(spans, Plain.Places);

    public static IReadOnlyList<Span> Spans(string json) => JsonSerializer.Deserialize(json, Plain.Places)!;

    public static string? Rhythm(Rhythm rhythm) => rhythm.Begun is null ? null : JsonSerializer.Serialize(rhythm, Plain.Beat);

    /// <summary>What an older version wrote and this one cannot read is learnt anew.</summary>
    public static Rhythm Rhythm(string? json)
    {
        if (json is null) return Core.Fetching.Rhythm.Unknown;
        try
        {
            return JsonSerializer.Deserialize(json, Plain.Beat) ?? Core.Fetching.Rhythm.Unknown;
        }
        catch (JsonException)
        {
            return Core.Fetching.Rhythm.Unknown;
        }
    }
}
