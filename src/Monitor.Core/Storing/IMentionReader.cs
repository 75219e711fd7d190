using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>Reads what is stored, for the page, the digest and the command line. Never writes.</summary>
public interface IMentionReader
{
    /// <summary>Mentions, newest first.</summary>
    Task<IReadOnlyList<StoredMention>> ListAsync(MentionFilter filter, CancellationToken cancellation);

    /// <summary>The documents that were stored last, newest first, whether they fit a query or not.</summary>
    Task<IReadOnlyList<Document>> RecentAsync(int limit, CancellationToken cancellation);

    /// <summary>What is remembered of every source that was ever looked at.</summary>
    Task<IReadOnlyList<SourceMemory>> SourcesAsync(CancellationToken cancellation);

    /// <summary>
    /// Gaps that were noted, or made good, at or after <paramref name="since"/>, oldest first. A gap is noted when the next look finds it, which
    /// may be days after it ended: whoever asked by its end would never hear of it.
    /// </summary>
    Task<IReadOnlyList<SourceGap>> GapsAsync(DateTimeOffset since, CancellationToken cancellation);
}

/// <param name="Query">Only mentions of this query.</param>
/// <param name="Before">Only mentions with a lower number: the page before.</param>
/// <param name="Since">Only mentions seen at or after.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Text">Only mentions that hold these words and phrases.</param>
public sealed record MentionFilter(string? Query = null, long? Before = null, DateTimeOffset? Since = null, int Limit = 50, SearchText? Text = null);

/// <param name="Source">Whose it is.</param>
/// <param name="Gap">The gap.</param>
public sealed record SourceGap(SourceIdentity Source, Gap Gap)
{
    /// <summary>When it was found, or made good.</summary>
    public DateTimeOffset Noted { get; init; }
}
