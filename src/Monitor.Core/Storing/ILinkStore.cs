using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>
/// Short links, what is known of where they lead, and the documents that wait for it. A haul queues them
/// (<see cref="Haul.OpenLinks"/>); each is asked about once, whoever links to it. Every method is one transaction.
/// </summary>
public interface ILinkStore
{
    /// <summary>Hosts with a link that may be asked about now, longest due first.</summary>
    Task<IReadOnlyList<string>> DueHostsAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Leases the host's longest-due link. Null when none is due, one of the host is leased, or the host is left alone. A lease that runs out unsettled, or is
    /// abandoned at the next start, repeats one request.
    /// </summary>
    Task<ShortLink?> TakeAsync(string host, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Records an answer: to be believed for a while, or to be asked for again.</summary>
    Task SettleAsync(ShortLink link, LinkAnswer answer, CancellationToken cancellation);

    /// <summary>Documents that wait for a link which has its answer, oldest first, with all answers there are.</summary>
    /// <param name="after">Only documents with a higher number; 0 to begin.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<WaitingDocument>> AnsweredAsync(long after, int most, CancellationToken cancellation);

    /// <summary>
    /// Gives a document its hops and ends its waiting. With <paramref name="gained"/> it becomes a mention, by the same rows as one of a
    /// haul, or its mention gains these matches, with what of their alerts and digests it did not have; a story already told to a
    /// recipient gets no second delivery. Nothing happens when the document is not as it was read, or waits no more.
    /// </summary>
    Task<Saved> CompleteAsync(WaitingDocument waiting, IReadOnlyList<Link> links, RoutedMention? gained, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Forgets answers believed until before now, and pauses that are over; never a link that a document waits for.</summary>
    /// <returns>How many links.</returns>
    Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How much there is still to ask.</summary>
    Task<LinkSummary> SummarizeAsync(CancellationToken cancellation);
}

/// <param name="Waiting">Links without an answer that some document waits for.</param>
/// <param name="Due">When the first of them may be asked about; null when there is none.</param>
public sealed record LinkSummary(int Waiting, DateTimeOffset? Due);

/// <summary>Links of a new document that only their hosts know the target of.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Arrival">How it came in, which decides whether it may alarm later.</param>
/// <param name="Links">Canonical addresses.</param>
public sealed record OpenLinks(string Document, Arrival Arrival, IReadOnlyList<string> Links);

/// <param name="Address">Canonical.</param>
/// <param name="Host">Whom to ask.</param>
/// <param name="Attempts">How often it was asked in vain.</param>
public sealed record ShortLink(string Address, string Host, int Attempts);

/// <param name="Resolution">What was answered.</param>
/// <param name="AskAgain">When to ask again; null when the answer is believed.</param>
/// <param name="Expires">Until when it is believed; null when it is asked for again.</param>
/// <param name="HostFree">Until when its host is asked nothing; null for no pause.</param>
public sealed record LinkAnswer(Resolution Resolution, DateTimeOffset? AskAgain, DateTimeOffset? Expires, DateTimeOffset? HostFree);

/// <param name="Number">The document's, growing.</param>
/// <param name="Document">As it is stored.</param>
/// <param name="Arrival">How it came in.</param>
/// <param name="Queries">Names of the queries it is a mention of already.</param>
/// <param name="Answers">Where its answered links lead, by canonical address; no hops where that led nowhere.</param>
public sealed record WaitingDocument(
    long Number,
    Document Document,
    Arrival Arrival,
    IReadOnlyList<string> Queries,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers);
