using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>What the cursor remembers of an entry: the id it was handed over under, and by what else it is recognized when that changes.</summary>
/// <remarks>
/// Set rather than init: the JSON reader takes init for parameters of a constructor and boxes every number, for some forty entries at every look.
/// </remarks>
internal sealed record KnownEntry
{
    // Twenty hours: what comes daily under one title is another entry each day.
    private const long Near = 20 * 60 * 60;

    [JsonPropertyName("i")]
    public string Id { get; set; } = "";

    /// <summary>Hash of the id that its feed gives it now; 0 when that is <see cref="Id"/>.</summary>
    [JsonPropertyName("a")]
    public uint Alias { get; set; }

    /// <summary>Hash of the address without scheme, <c>www.</c> and tracking; 0 without one.</summary>
    [JsonPropertyName("l")]
    public uint Link { get; set; }

    /// <summary>Hash of the title; 0 without one.</summary>
    [JsonPropertyName("t")]
    public uint Title { get; set; }

    /// <summary>Hash of the text; 0 without one.</summary>
    [JsonPropertyName("x")]
    public uint Text { get; set; }

    /// <summary>When it says it was published, in Unix seconds.</summary>
    [JsonPropertyName("d")]
    public long? Dated { get; set; }

    public static KnownEntry Of(Item item) => new()
    {
        Id = item.Id,
        Link = item.Url.Length == 0 ? 0 : Hash(Place(item.Url)),
        Title = item.Title.Length == 0 ? 0 : Fold(TextPrint.Of(item.Title, "")),
        Text = item.Body.Length == 0 ? 0 : Fold(TextPrint.Of("", item.Body)),
        Dated = item.Published?.ToUnixTimeSeconds(),
    };

    public static uint Hash(string text)
    {
        Span<byte> digest = stackalloc byte[TextDigest.Size];
        TextDigest.Of(text, digest);
        return Math.Max(1, BitConverter.ToUInt32(digest));
    }

    /// <summary>
    /// Whether an entry with another id is this one. Two marks of three must agree: where only address or title does, something new may
    /// stand at an old place or under an old name.
    /// </summary>
    /// <param name="shown">The entry with the other id.</param>
    /// <param name="isOnlyOne">Whether no other entry shares the one mark there is.</param>
    public bool IsSame(KnownEntry shown, bool isOnlyOne)
    {
        var title = Title != 0 && Title == shown.Title;
        var text = Text != 0 && Text == shown.Text;
        var dated = Dated is not null && Dated == shown.Dated;
        var near = Dated is not { } before || shown.Dated is not { } now || Math.Abs(now - before) < Near;
        if (Link != 0 && Link == shown.Link) return text || dated || (title && isOnlyOne);
        if (title && (dated || (text && near))) return true;
        return title && near && isOnlyOne && Link == 0 && shown.Link == 0;
    }

    private static string Place(string url)
    {
        var canonical = CanonicalUrl.Of(url);
        if (canonical.Length == 0) return url;
        var place = canonical[(canonical.IndexOf("://", StringComparison.Ordinal) + 3)..];
        if (place.StartsWith("www.", StringComparison.Ordinal)) place = place[4..];

        // A fragment tells the comments of one page apart.
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? place : $"{place}{url[fragment..]}";
    }

    private static uint Fold(ulong print) => Math.Max(1, (uint)(print ^ (print >> 32)));
}
