using System.Text.Json.Serialization;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>What the search remembers between fetches.</summary>
/// <param name="Questions">By question.</param>
/// <param name="Seen">What was handed over.</param>
/// <param name="Canary">Whether the search is to be believed; null where there is no canary.</param>
internal sealed record SearchMemory(IReadOnlyDictionary<string, Searched> Questions, SeenItems Seen, Canary? Canary = null)
{
    /// <summary>How far before the last look each question is read again.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private static readonly SearchMemory None = new(new Dictionary<string, Searched>(StringComparer.Ordinal), SeenItems.None);

    public static SearchMemory Of(Cursor cursor) =>
        cursor.Read(MastodonMemory.Default.SearchMemory) is { Questions: not null, Seen.Prints: not null } memory ? memory : None;
}

/// <param name="Asked">When the question was last asked, by our clock.</param>
/// <param name="Read">When it was last answered to the end; null before.</param>
/// <param name="Found">Whether it ever found anything.</param>
internal sealed record Searched(DateTimeOffset Asked, DateTimeOffset? Read, bool Found);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HashtagMemory))]
[JsonSerializable(typeof(SearchMemory))]
internal sealed partial class MastodonMemory : JsonSerializerContext;
