using System.Globalization;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Commands;

/// <summary>What <c>check</c> sees in the store that a configuration names.</summary>
/// <param name="Documents">What its queries are tried on.</param>
/// <param name="Unclaimed">What waits for channels, readers and digests that it does not have.</param>
public sealed record StoreLook(IReadOnlyList<Document> Documents, IReadOnlyList<UnclaimedWork> Unclaimed)
{
    public static StoreLook Nothing { get; } = new([], []);

    /// <summary>Reads beside a running service, and makes nothing. Nothing where there is no store, or none that answers: what is wrong with it, opening it says.</summary>
    public static async Task<StoreLook> OfAsync(MonitorSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var store = await new ConfiguredStore(settings.Options, time) { Patience = TimeSpan.Zero }.OpenReaderAsync(cancellation);
            var documents = await Expressions.StoredAsync(store, time, cancellation);
            return new StoreLook(documents, await store.UnclaimedAsync(WatchAssembly.ClaimsOf(settings, time), time.GetUtcNow(), cancellation));
        }
        catch (StoreException)
        {
            return Nothing;
        }
    }

    /// <summary>What to say about <see cref="Unclaimed"/>, by channel: an address is a person's.</summary>
    /// <param name="file">The configuration as the operator named it.</param>
    /// <param name="options">Its options.</param>
    public IEnumerable<ConfigurationProblem> Warnings(string file, MonitorOptions options)
    {
        foreach (var works in Unclaimed.GroupBy(work => (Channel: work.Recipient?.Channel, work.Digest)))
        {
            var (count, until) = (works.Sum(work => work.Waiting), works.Min(work => work.Since) + Storing.Unclaimed.Grace);
            var (key, missing, mend) = works.Key switch
            {
                { Digest: { } digest } => ("Monitor:Digests", $"{Mentions(count)} for the digest {Shown.Of(digest)}, which is", "the digest"),
                { Channel: var channel } when options.Channels.Any(block => block.Name == channel) => ("Monitor:Channels", $"{Messages(count)} for readers of the channel {Shown.Of(channel!)} who are", "the readers"),
                { Channel: var channel } => ("Monitor:Channels", $"{Messages(count)} for the channel {Shown.Of(channel!)}, which is", "the channel"),
            };
            yield return new(
                new Place(Origin.File, file),
                key,
                string.Create(CultureInfo.InvariantCulture, $"{missing} not in the configuration; bring {mend} back, or the service gives up what waits, at the earliest on {until:u} (the mentions themselves stay)"));
        }
    }

    private static string Messages(int count) => Counted.Of(count, "message waits", "messages wait");

    private static string Mentions(int count) => Counted.Of(count, "mention waits", "mentions wait");
}
