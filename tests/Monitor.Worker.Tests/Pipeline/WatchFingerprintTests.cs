using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class WatchFingerprintTests
{
    [Fact]
    public async Task Is_the_same_for_the_same_watch_and_another_for_each_thing_that_differs()
    {
        await using var one = await House.OpenAsync();
        await using var other = await House.OpenAsync();
        var watch = one.Watch.Value;

        Watch[] changed =
        [
            watch with { Sources = [] },
            watch with { Sources = [watch.Sources[0] with { Every = TimeSpan.FromMinutes(1) }] },
            watch with { Channels = [watch.Channels[0] with { PerHour = 1 }] },
            watch with { Digests = [watch.Digests[0] with { EvenEmpty = true }] },
            watch with { Queries = new StandingQueries([watch.Queries.All[0] with { Alerts = [new Recipient("other")] }]) },
        ];

        Assert.Equal(watch.Fingerprint(), other.Watch.Value.Fingerprint());
        Assert.Equal(changed.Length + 1, changed.Append(watch).Select(version => version.Fingerprint()).Distinct().Count());
    }
}
