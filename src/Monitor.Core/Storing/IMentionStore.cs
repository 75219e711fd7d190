using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>Sources' memories, documents and mentions. Every method is one transaction.</summary>
public interface IMentionStore
{
    Task<SourceMemory> RecallAsync(SourceIdentity source, CancellationToken cancellation);

    /// <summary>Which of these ids of the source are not stored yet, in the order given, each once.</summary>
    Task<IReadOnlySet<string>> UnknownAsync(SourceIdentity source, IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>
    /// Which of these ids of the source are stored with another text. One recorded as edited within the last day is not: a counter in a
    /// text must not make it an edit at every look.
    /// </summary>
    /// <param name="source">Which source.</param>
    /// <param name="prints"><see cref="TextPrint"/> of what the source shows now, by id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlySet<string>> EditedAsync(SourceIdentity source, IReadOnlyDictionary<string, ulong> prints, CancellationToken cancellation);

    /// <summary>
    /// Stores all of a successful fetch: cursor, documents with their open links, edits, mentions, coverage, gaps, digest entries and alert deliveries. A document whose
    /// (source, id) is stored already is left as it is, with its mention. A story already told to a recipient gets no second delivery.
    /// </summary>
    Task<Saved> SaveAsync(Haul haul, CancellationToken cancellation);

    /// <summary>Remembers a failed fetch and when to try again. The cursor stays.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="after">As <see cref="Haul.After"/>: when another look was saved since, the fault is an old one and is not recorded.</param>
    /// <param name="fault">How it failed.</param>
    /// <param name="at">When.</param>
    /// <param name="due">When the next fetch is due.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was recorded.</returns>
    Task<bool> RecordFaultAsync(SourceIdentity source, string? after, SourceException fault, DateTimeOffset at, DateTimeOffset due, CancellationToken cancellation);
}

/// <summary>All that one successful fetch brought, ready to be stored in one transaction.</summary>
public sealed record Haul
{
    public required SourceIdentity Source { get; init; }

    public required Cursor Cursor { get; init; }

    /// <summary>
    /// <see cref="SourceMemory.Look"/> of the memory that the fetch started from; null saves whatever happened meanwhile. When another look was saved
    /// since (by another node, while this one was paused), nothing of the haul is stored: its cursor is the older one.
    /// </summary>
    public string? After { get; init; }

    /// <summary>When the fetch ended, by our clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the next fetch is due.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Every new document, matched or not.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    /// <summary>Those of <see cref="Documents"/> that fit a query, with where they go.</summary>
    public required IReadOnlyList<RoutedMention> Mentions { get; init; }

    /// <summary>Documents stored before whose text has changed since.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Links of <see cref="Documents"/> and of <see cref="Edits"/> that are to be asked about.</summary>
    public IReadOnlyList<OpenLinks> OpenLinks { get; init; } = [];

    /// <summary>What the fetch saw. A stored gap within it is made good.</summary>
    public IReadOnlyList<Stretch> Covered { get; init; } = [];

    /// <summary>Gaps that the fetch revealed. One that begins where a stored one does takes its place and is as old.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>What was learnt of how often the source brings something new.</summary>
    public Rhythm Rhythm { get; init; } = Rhythm.Unknown;

    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <param name="Mention">The mention.</param>
/// <param name="Alerts">Recipients to tell at once; empty for a mention that only informs.</param>
/// <param name="Digests">Names of the digests it goes into.</param>
public sealed record RoutedMention(Mention Mention, IReadOnlyList<Recipient> Alerts, IReadOnlyList<string> Digests);

/// <summary>
/// A document whose text has changed: the newest text replaces the stored one, while number, address, dates and mention stay. Spans of
/// its mention are those of the newest text; a match that the newest text no longer gives keeps none.
/// </summary>
/// <param name="Document">With the newest text.</param>
/// <param name="Mention">How it fits queries now, without alerts; null when it fits none.</param>
public sealed record Edit(Document Document, RoutedMention? Mention);

/// <param name="Channel">The channel's name.</param>
/// <param name="Address">Whom within it: a mail address; empty where the channel is one place.</param>
public sealed record Recipient(string Channel, string Address = "");

/// <summary>What a save added; what was known before is not counted.</summary>
public sealed record Saved(int Documents, int Mentions, int Deliveries)
{
    /// <summary>How many stored documents got a newer text.</summary>
    public int Edits { get; init; }

    /// <summary>Nothing was stored, because another look was saved since the fetch began (<see cref="Haul.After"/>).</summary>
    public static Saved Overtaken { get; } = new(0, 0, 0) { IsOvertaken = true };

    public bool IsOvertaken { get; private init; }
}
