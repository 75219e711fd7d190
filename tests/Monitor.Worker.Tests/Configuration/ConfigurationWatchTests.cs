using Monitor.Testing;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

public sealed class ConfigurationWatchTests : IDisposable
{
    private readonly VirtualClock clock = new(DateTimeOffset.UnixEpoch);
    private readonly WrittenConfiguration written = WrittenConfiguration.Of("\"Language\": \"en\"");
    private readonly List<LoadedConfiguration> changes = [];
    private readonly CancellationTokenSource stop = new();

    [Fact]
    public void Takes_over_a_changed_file_once_it_has_settled()
    {
        var watch = Watch();

        Write("\"Language\": \"fr\"");
        clock.Advance(ConfigurationWatch.Interval);
        Assert.Empty(changes);
        clock.Advance(ConfigurationWatch.Interval);

        Assert.Equal("fr", Assert.Single(changes).Settings?.Options.Language);
        Assert.Equal("fr", watch.Settings?.Options.Language);
    }

    [Fact]
    public void Waits_while_the_file_is_being_written()
    {
        Watch();

        foreach (var half in (string[])["\"Language\"", "\"Language\": \"f", "\"Language\": \"fr\""])
        {
            Write(half);
            clock.Advance(ConfigurationWatch.Interval);
            Assert.Empty(changes);
        }

        clock.Advance(ConfigurationWatch.Interval * 10);
        Assert.Empty(Assert.Single(changes).Problems);
    }

    [Fact]
    public void Keeps_the_old_settings_when_the_new_are_wrong_and_says_so_once()
    {
        var watch = Watch();

        Write("\"Language\": \"de\"");
        clock.Advance(ConfigurationWatch.Interval * 10);

        Assert.Equal("Monitor:Language", Assert.Single(Assert.Single(changes).Problems).Key);
        Assert.Equal("en", watch.Settings?.Options.Language);
        Assert.Single(watch.Problems);
    }

    [Fact]
    public void Says_that_a_mended_file_is_right_again()
    {
        var watch = Watch();
        Write("\"Language\": \"de\"");
        clock.Advance(ConfigurationWatch.Interval * 2);

        Write("\"Language\": \"en\"");
        clock.Advance(ConfigurationWatch.Interval * 2);

        Assert.Equal([false, true], changes.Select(change => change.Settings is not null));
        Assert.Empty(watch.Problems);
    }

    [Fact]
    public void A_file_that_is_gone_is_a_mistake_and_no_wish_for_the_defaults()
    {
        var watch = Watch();

        File.Delete(Path.Combine(written.Folder, "appsettings.json"));
        clock.Advance(ConfigurationWatch.Interval * 2);

        Assert.Contains("is not there", Assert.Single(watch.Problems).What, StringComparison.Ordinal);
        Assert.NotNull(watch.Settings);
    }

    [Fact]
    public void Sees_a_secret_that_was_renewed()
    {
        written.Write("slack", "https://hooks.example.org/old");
        Write("\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrlFile\": \"slack\" } ]");
        Watch();

        written.Write("slack", "https://hooks.example.org/new");
        clock.Advance(ConfigurationWatch.Interval * 2);

        Assert.Equal("https://hooks.example.org/new", Assert.IsType<SlackLike>(Assert.Single(changes).Settings?.Options.Channels[0]).WebhookUrl?.Reveal());
    }

    [Fact]
    public async Task A_reload_that_was_asked_for_does_not_wait()
    {
        var watch = Watch();

        Write("\"Language\": \"fr\"");
        await watch.ReloadAsync();
        await watch.ReloadAsync();

        Assert.Single(changes);
        Assert.Equal("fr", watch.Settings?.Options.Language);
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        written.Dispose();
    }

    private Task Note(LoadedConfiguration change)
    {
        changes.Add(change);
        return Task.CompletedTask;
    }

    private ConfigurationWatch Watch()
    {
        var watch = new ConfigurationWatch(written.File, written.File.Load(), Note, clock);
        _ = watch.RunAsync(stop.Token);
        return watch;
    }

    private void Write(string body) => written.Write("appsettings.json", $"{{ \"Monitor\": {{ {body} }} }}");
}
