using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Worker.Configuration;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Commands;

/// <summary>What <c>check --online</c> tries: the store, one look at every source, of which nothing is kept, and a connection to every channel.</summary>
internal sealed class Probes(TimeProvider time) : IDisposable
{
    private WebGate? gate;

    public IReadOnlyList<Probe> Of(MonitorSettings settings)
    {
        gate = WatchAssembly.OpenGate(settings.Options, time);
        var watch = WatchAssembly.Build(settings, gate, time);
        return [OfStore(settings), .. watch.Sources.Select(source => OfSource(source, watch)), .. watch.Channels.Select(OfChannel)];
    }

    public void Dispose() => gate?.Dispose();

    // Made and brought up to date at the first start: what is not there yet is no failure.
    private Probe OfStore(MonitorSettings settings) => new(
        "store",
        async cancellation =>
        {
            var schema = await new ConfiguredStore(settings.Options, time) { Patience = TimeSpan.Zero }.SchemaAsync(cancellation);
            Migration.RefuseNewer(schema.Current, schema.Steps.Count, schema.Where);
            return schema.Current == schema.Steps.Count ? $"{schema.Where} is up to date" : $"{schema.Where} is brought up to date by the next start";
        });

    private static Probe OfSource(WatchedSource watched, Watch watch) => new(
        $"source {watched.Identity}",
        async cancellation =>
        {
            var fetched = await watched.Source.FetchAsync(new FetchRequest(Cursor.Start, watch.Queries.PlanFor(watched.Identity)), cancellation);
            var items = Counted.Of(fetched.Items.Count, "item", "items");
            return fetched.Warnings is [] ? items : $"{items}; {string.Join(' ', fetched.Warnings)}";
        });

    private static Probe OfChannel(TellingChannel channel) => new($"channel {channel.Channel.Name}", channel.Channel.ProbeAsync);
}
