using Monitor.Testing;
using Monitor.Worker.Commands;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Configuration;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

public sealed class StoreLookTests
{
    private static readonly VirtualClock Clock = new(Sample.Noon);

    [Fact]
    public async Task Sees_what_waits_for_nobody_beside_the_service_that_holds_the_store()
    {
        using var written = Written();
        var settings = written.File.Load().Settings!;
        await using var service = await SqliteDatabase.OpenAsync(settings.Options.DataDirectory, Clock, default);
        await service.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack, Sample.Ann, new("resting", "")), default);
        await service.Mentions.SaveAsync(Sample.Entries("daily", "c"), default);

        var look = await StoreLook.OfAsync(settings, Clock, default);

        Assert.Equal([new UnclaimedWork(Sample.Slack, null, 2, Sample.Noon), new UnclaimedWork(null, "daily", 1, Sample.Noon)], look.Unclaimed);
        Assert.Equal(3, look.Documents.Count);
    }

    [Fact]
    public async Task Makes_nothing_where_nothing_is()
    {
        using var written = Written();
        var settings = written.File.Load().Settings!;

        Assert.Equal(StoreLook.Nothing, await StoreLook.OfAsync(settings, Clock, default));
        Assert.False(Directory.Exists(settings.Options.DataDirectory));
    }

    private static RealConfiguration Written() => new(
        """
        { "Monitor": { "Channels": [
          { "Name": "mail", "Type": "email", "From": "m@example.org", "To": [ "ann@example.org" ], "Pickup": "mail" },
          { "Name": "resting", "Type": "slack", "Enabled": false, "WebhookUrl": "https://hooks.slack.com/services/T0/B0/x" } ] } }
        """);

    /// <summary>Read with the program's own kinds.</summary>
    private sealed class RealConfiguration(string text) : IDisposable
    {
        private readonly WrittenConfiguration written = new(text);

        public ConfigurationFile File => written.File with { Kinds = Kinds.Catalogs };

        public void Dispose() => written.Dispose();
    }
}
