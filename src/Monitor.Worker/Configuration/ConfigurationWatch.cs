namespace Monitor.Worker.Configuration;

/// <summary>
/// Looks again and again whether the configuration has changed, and hands over what it has become. A configuration that is wrong is handed
/// over as its problems; the settings before it go on. Contents are compared, not times of files: the link that Kubernetes swaps
/// under a mounted ConfigMap leaves them as they were, and a renewed secret counts as well.
/// </summary>
/// <param name="file">What is looked at.</param>
/// <param name="loaded">What it was at the start.</param>
/// <param name="changed">Told once of every change, right or wrong.</param>
/// <param name="time">The clock.</param>
public sealed class ConfigurationWatch(ConfigurationFile file, LoadedConfiguration loaded, Func<LoadedConfiguration, Task> changed, TimeProvider time)
{
    private readonly Lock gate = new();

    // A file that was there and is gone is a mistake, not a wish for the defaults.
    private readonly ConfigurationFile watched = loaded.Settings?.File is { } path ? file with { Path = file.Path ?? path } : file;
    private string settled = loaded.Fingerprint;
    private string unsettled = loaded.Fingerprint;

    /// <summary>How often the files are looked at; a change is taken over when the next look finds the same, for editors write in pieces.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The settings that hold: the last that were right.</summary>
    public MonitorSettings? Settings { get; private set; } = loaded.Settings;

    /// <summary>What is wrong with the configuration as it stands; empty when <see cref="Settings"/> says the same.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; private set; } = loaded.Problems;

    /// <summary>Looks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation)) await TakeAsync(Look(isSettled: false));
    }

    /// <summary>Takes over what is there now, without waiting for a second look: somebody said that it is ready (SIGHUP).</summary>
    public Task ReloadAsync() => TakeAsync(Look(isSettled: true));

    private Task TakeAsync(LoadedConfiguration? now) => now is null ? Task.CompletedTask : changed(now);

    /// <summary>What it has become; null when it is as it was, or not yet settled.</summary>
    private LoadedConfiguration? Look(bool isSettled)
    {
        lock (gate)
        {
            var now = watched.Load();
            isSettled |= now.Fingerprint == unsettled;
            unsettled = now.Fingerprint;
            if (!isSettled || now.Fingerprint == settled) return null;
            settled = now.Fingerprint;
            Settings = now.Settings ?? Settings;
            Problems = now.Problems;
            return now;
        }
    }
}
