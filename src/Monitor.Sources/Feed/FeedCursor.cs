using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Feed;

/// <summary>
/// What a feed's source remembers between two looks: two lines, the first a JSON object, the second the list of entries. Nearly every look
/// finds the feed unchanged: it reads and writes the first, and hands the second on as it is.
/// </summary>
[JsonConverter(typeof(FeedCursorConverter))]
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

    /// <summary>When it was last read whole and not only found unchanged, by our clock.</summary>
    public DateTimeOffset? Read { get; init; }

    /// <summary>When it last brought something new.</summary>
    public DateTimeOffset? News { get; init; }

    /// <summary>Since when it lists no entry, though it did before; null while it lists some.</summary>
    public DateTimeOffset? Empty { get; init; }

    /// <summary>The UTC day that <see cref="Spent"/> counts new entries of.</summary>
    public string? Day { get; init; }

    public int Spent { get; init; }

    /// <summary>The entries of the last looks as <see cref="KnownEntries"/> writes them; empty without any.</summary>
    public string Entries { get; init; } = "";

    /// <summary>Reads what was written, or begins anew. A cursor of another hand may lack anything.</summary>
    public static FeedCursor Of(Cursor cursor)
    {
        if (cursor.Text is not { } text) return new FeedCursor();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var read = end < 0 ? cursor : new Cursor(text[..end]);
        return read.Read(FeedCursorJson.Default.FeedCursor) is not { } memory ? new FeedCursor()
            : end < 0 ? memory
            : memory with { Entries = text[(end + 1)..] };
    }

    public Cursor Written() => new($"{Cursor.Of(this, FeedCursorJson.Default.FeedCursor).Text}\n{Entries}");

    /// <summary>What to send along; nothing from time to time, because some servers never change their ETag.</summary>
    public Validators Validators(DateTimeOffset now, Pace pace) =>
        Read is { } read && now - read < pace.Believed ? new(ETag, LastModified) : Http.Validators.None;

    /// <summary>When it last brought something new: at first contact by its own claim, then by our clock.</summary>
    public DateTimeOffset NewsAfter(IReadOnlyList<Recognized> items, DateTimeOffset now)
    {
        if (News is { } last) return items.Any(item => !item.IsKnown) ? now : last;
        var claimed = items.Select(item => item.Item.Published).Where(published => published <= now).Max();
        return claimed ?? now;
    }

    /// <summary>
    /// The stretch in which entries may have been missed: a feed shows only its newest, and none of those that were is among these any more.
    /// </summary>
    /// <param name="items">Oldest first.</param>
    /// <param name="now">Our clock.</param>
    /// <param name="reason">Why, if not because the feed was not looked at often enough.</param>
    public Gap? Missed(IReadOnlyList<Recognized> items, DateTimeOffset now, string? reason)
    {
        if (Seen is not { } seen || Entries.Length == 0 || items.Count == 0) return null;

        // It listed nothing, and was believed: what it lists now has come since.
        if (Empty <= seen) return null;

        // What the feed still shows was seen; a date outside the stretch is a wrong one.
        var oldest = items[0].Item.Published;
        var until = oldest > seen && oldest < now ? oldest.Value : now;
        return until > seen
            ? new Gap(seen, until, reason ?? $"The feed shows {items.Count} entries and none of them is one it showed before: others may have come and gone in between. Look more often.") { Cause = reason is null ? GapCause.TurnedOver : GapCause.TooMuch }
            : null;
    }

    /// <summary>
    /// What a look saw: from the look before on where its pages reach back to what is known, at first contact as far back as they list entries.
    /// </summary>
    /// <param name="items">Oldest first, of all pages read.</param>
    /// <param name="missed">What <see cref="Missed"/> found.</param>
    /// <param name="now">Our clock.</param>
    public Stretch Covered(IReadOnlyList<Recognized> items, Gap? missed, DateTimeOffset now) =>
        Stretch.Until(now, missed?.To ?? Seen ?? (items.Count > 0 ? items[0].Item.Published : null) ?? now);

    /// <summary>With what an answer says about moving: the new address counts once it was given so many times in a row.</summary>
    public FeedCursor After(GateAnswer answer, int stable)
    {
        var moved = answer.MovedTo?.AbsoluteUri;
        if (moved is null) return this with { MovedTo = null, MovedTimes = 0 };
        var times = moved.Equals(MovedTo, StringComparison.Ordinal) ? MovedTimes + 1 : 1;
        return times < stable ? this with { MovedTo = moved, MovedTimes = times } : this with { Address = moved, MovedTo = null, MovedTimes = 0 };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedCursor))]
[JsonSerializable(typeof(IReadOnlyList<KnownEntry>), TypeInfoPropertyName = "Entries")]
internal sealed partial class FeedCursorJson : JsonSerializerContext;
