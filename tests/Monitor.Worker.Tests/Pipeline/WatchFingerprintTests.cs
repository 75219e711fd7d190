using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class WatchFingerprintTests
{
    [Fact]
    public async Task Is_the_same_for_the_same_watch_and_another_for_other_options_or_sources()
    {
        await using var one = await House.OpenAsync();
        await using var other = await House.OpenAsync();
        var watch = one.Watch.Value;

        Watch[] changed = [watch with { Sources = [] }, watch with { Options = "others" }];

        Assert.Equal(watch.Fingerprint(), other.Watch.Value.Fingerprint());
        Assert.Equal(3, changed.Append(watch).Select(version => version.Fingerprint()).Distinct().Count());
    }
}
