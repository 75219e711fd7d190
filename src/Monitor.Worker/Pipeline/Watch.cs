using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>Everything one configuration asks for: what is watched, for which queries, and who is told. Replaced whole when it changes.</summary>
public sealed record Watch(
    StandingQueries Queries,
    IReadOnlyList<WatchedSource> Sources,
    IReadOnlyList<TellingChannel> Channels,
    IReadOnlyList<StandingDigest> Digests)
{
    /// <summary>Names the options that it was made from, for nodes to compare.</summary>
    public string Options { get; init; } = "";

    /// <summary>Names of channels that are configured and disabled.</summary>
    public IReadOnlyList<string> Resting { get; init; } = [];

    /// <summary>Which links are asked about, and how.</summary>
    public LinkRules Links { get; init; } = new();

    /// <summary>Whether it matters to anybody where links lead.</summary>
    public bool TracesLinks => Links.Resolve && Queries.AskForLinks;

    /// <summary>The links of a document whose target would matter and is not in the address. Whoever writes hundreds of them is not worth their hosts' time.</summary>
    /// <param name="document">The document.</param>
    /// <param name="matches">What it fits already.</param>
    public IReadOnlyList<string> OpenLinksOf(Document document, IReadOnlyList<Match> matches)
    {
        const int most = 20;
        if (!TracesLinks) return [];

        // Of the canonical form once more: escapes can make it many times as long.
        List<string> links =
        [
            .. document.Links.Select(link => link.Target).Where(Links.Shorteners.Include).Select(CanonicalUrl.Of).Where(Links.Shorteners.Include)
                .Distinct(StringComparer.Ordinal).Take(most),
        ];
        return links.Count > 0 && Queries.MayGain(document, matches) ? links : [];
    }
}

/// <param name="Source">The source, or one part of a configured source.</param>
/// <param name="Every">How often it is looked at when all is well.</param>
/// <param name="Language">Of its documents where they do not say themselves; empty when unknown.</param>
public sealed record WatchedSource(ISource Source, TimeSpan Every, string Language = "")
{
    public SourceIdentity Identity => Source.Identity;
}

/// <param name="Channel">The channel.</param>
/// <param name="PerHour">At most so many alerts an hour to one recipient; the rest waits and is told as one.</param>
/// <param name="Burst">From so many waiting alerts on they are one message.</param>
/// <param name="Quiet">When no alert is told; null for never.</param>
public sealed record TellingChannel(IChannel Channel, int PerHour, int Burst, QuietHours? Quiet)
{
    public IEnumerable<Recipient> Recipients => Channel.Addresses.Select(address => new Recipient(Channel.Name, address));
}

/// <param name="Name">The digest's name.</param>
/// <param name="Channel">Through which channel it is sent.</param>
/// <param name="Times">When it is due.</param>
/// <param name="EvenEmpty">Whether a day without mentions gets a digest too.</param>
public sealed record StandingDigest(string Name, string Channel, DigestTimes Times, bool EvenEmpty);

/// <summary>The watch in force. Read once at the start of a piece of work, so that the work sees one configuration.</summary>
public sealed class CurrentWatch(Watch watch)
{
    private volatile Watch current = watch;

    public Watch Value => current;

    public void Replace(Watch watch) => current = watch;
}
