using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>
/// The pages behind a feed's first one: paged feeds (<c>rel=next</c>) and archives (<c>rel=prev-archive</c>) of RFC 5005, JSON Feed's
/// <c>next_url</c>. Read only to fill a hole, or where the options ask for the past.
/// </summary>
internal sealed class OlderPages(FeedWire wire)
{
    /// <summary>How many pages one look reads at most to close a gap.</summary>
    public const int MostForGap = 10;

    /// <summary>Reads on from the first page, newest page first.</summary>
    /// <param name="first">The feed.</param>
    /// <param name="at">Where it was found.</param>
    /// <param name="most">How many further pages to read at most.</param>
    /// <param name="isEnough">Whether a page reaches back to what is known.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<PageRun> ReadAsync(ParsedFeed first, Uri at, int most, Func<ParsedFeed, bool> isEnough, CancellationToken cancellation)
    {
        var entries = new List<ParsedEntry>(first.Entries);
        var asked = new HashSet<string>(StringComparer.Ordinal) { at.AbsoluteUri, first.Self };
        var reached = isEnough(first);
        var page = first;
        for (var read = 0; !reached && read < most; read++)
        {
            // Where the pages end, everything there is has been read.
            if (page.Older.Length == 0) return new PageRun(entries, read > 0, null);
            if (Addresses.ResolveUri(null, page.Older) is not { } older || !asked.Add(older.AbsoluteUri)) break;
            try
            {
                page = (await wire.ReadAsync(older, Validators.None, cancellation).ConfigureAwait(false)).Feed;
            }
            catch (SourceException fault)
            {
                return new PageRun(entries, false, $"The feed's older entries could not be read: {fault.Message}");
            }

            if (page.Problem is { } problem) return new PageRun(entries, false, $"The feed's older entries at {older} could not be read: {problem}");
            entries.AddRange(page.Entries);
            reached = isEnough(page);
        }

        return new PageRun(entries, reached, null);
    }
}

/// <param name="Entries">Of all pages, newest first.</param>
/// <param name="Reached">Whether they reach back to what is known.</param>
/// <param name="Warning">Why they do not go on; null when they simply end.</param>
internal sealed record PageRun(IReadOnlyList<ParsedEntry> Entries, bool Reached, string? Warning);
