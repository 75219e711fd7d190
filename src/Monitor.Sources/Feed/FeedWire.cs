using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>Asks for the documents that a feed is made of.</summary>
internal sealed class FeedWire(IWebGate web, TimeProvider time)
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";

    private const int Beginning = 256 << 10;

    // What was taken away for good is asked for once a day, in case it was a mistake.
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>Reads what stands at an address: an empty document when it is the same as before.</summary>
    /// <param name="address">Whom to ask.</param>
    /// <param name="validators">What is known of it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SourceException">It did not answer with a document, or the same as before.</exception>
    public Task<FoundFeed> ReadAsync(Uri address, Validators validators, CancellationToken cancellation) =>
        ReadAsync(new GateRequest(address) { Validators = validators }, readsPages: true, cancellation);

    /// <summary>What stands where somebody said or guessed a feed to be; null when that is nothing.</summary>
    /// <param name="candidate">Its address.</param>
    /// <param name="guessed">Whether nobody said that something is there: then robots.txt is obeyed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FoundFeed?> TryAsync(Uri candidate, bool guessed, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(new GateRequest(candidate) { ObeyRobots = guessed }, readsPages: false, cancellation).ConfigureAwait(false);
        }
        catch (SourceException exception) when (exception.Fault is SourceFault.Gone or SourceFault.Denied or SourceFault.Malformed)
        {
            return null;
        }
    }

    private async Task<FoundFeed> ReadAsync(GateRequest request, bool readsPages, CancellationToken cancellation)
    {
        var answer = await web.SendAsync(request with { Accept = Accept }, cancellation).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.Gone)
            throw new SourceException(SourceFault.Gone, $"{answer.Address} was taken away for good (410): it is asked for once a day only. Take it out of the configuration, or name its new address.", Pause);
        return Read(answer.EnsureUsable(time), readsPages);
    }

    /// <summary>Reads a document. Of its bytes only the beginning stays, for whoever wants to say what came.</summary>
    private static FoundFeed Read(GateAnswer answer, bool readsPages)
    {
        var length = answer.Body.Length;
        LargeDocument.MakeRoom(length);
        var address = Addresses.ResolveUri(answer.Address, answer.Header("Content-Location")) ?? answer.Address;
        var beginning = answer with { Body = length > Beginning ? answer.Body[..Beginning].ToArray() : answer.Body };
        var feed = FeedParser.Parse(answer.Body.Span, answer.ContentType, address, answer.Header("Content-Language"), readsPages);

        // Its text, which is twice its length, before items are made of its entries.
        LargeDocument.MakeRoom(length);
        return new FoundFeed(feed, beginning, length, null);
    }
}

/// <param name="Feed">The feed.</param>
/// <param name="Answer">As it came; of a large body the beginning.</param>
/// <param name="Length">Bytes of all of it.</param>
/// <param name="Address">Where to ask for it from now on; null for where it was configured.</param>
internal sealed record FoundFeed(ParsedFeed Feed, GateAnswer Answer, int Length, string? Address)
{
    /// <summary>Not a page, a list of feeds, or what cannot be read.</summary>
    public bool IsFeed => Feed.Problem is null && Feed.Format is not (FeedFormat.Html or FeedFormat.Opml or FeedFormat.Unknown);
}
