using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Commands;

/// <summary>What <c>check --online</c> tries: one look at every source, of which nothing is kept, and a connection to every channel.</summary>
internal static class Probes
{
    public static IReadOnlyList<Probe> Of(Watch watch) =>
        [.. watch.Sources.Select(source => OfSource(source, watch)), .. watch.Channels.Select(OfChannel)];

    private static Probe OfSource(WatchedSource watched, Watch watch) => new(
        $"source {watched.Identity}",
        async cancellation =>
        {
            var fetched = await watched.Source.FetchAsync(new FetchRequest(Cursor.Start, watch.Queries.PlanFor(watched.Identity)), cancellation);
            var items = fetched.Items.Count.ToString(CultureInfo.InvariantCulture) + (fetched.Items.Count == 1 ? " item" : " items");
            return fetched.Warnings is [] ? items : $"{items}; {string.Join(' ', fetched.Warnings)}";
        });

    private static Probe OfChannel(TellingChannel channel) => new($"channel {channel.Channel.Name}", channel.Channel.ProbeAsync);
}
