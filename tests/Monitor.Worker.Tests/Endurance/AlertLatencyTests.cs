using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Jobs;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Tests.Pipeline;
using Monitor.Worker.Tests.Storing;
using Npgsql;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// How long a stored mention takes to the channel's door, with notifications and where none gets through. MONITOR_MEASURE=SECONDS measures three workers for so long
/// each; the usual run is two for four seconds.
/// </summary>
public sealed class AlertLatencyTests(ITestOutputHelper output)
{
    private const int Feeds = 30, Doors = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_alert_comes_in_time_whether_or_not_notifications_do(bool deaf)
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.RequireAsync());
        await using var proxy = new DeafProxy(server.Port);
        var address = Through(server, deaf ? proxy : null);
        var isMeasured = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_MEASURE"), CultureInfo.InvariantCulture, out var seconds);
        using var folder = new ScratchFolder();
        var schema = $"latency_{Guid.NewGuid():N}";
        await using var web = await ClusterWeb.StartAsync(Feeds, TimeSpan.FromMilliseconds(50));
        List<ClusterNode> nodes = [];
        for (var number = 1; number <= (isMeasured ? 3 : 2); number++) nodes.Add(await ClusterNode.CreateAsync(folder.Path, $"node{number}", (port, name) => Options(web, address, schema, port, name)));
        try
        {
            foreach (var node in nodes) node.Start();
            foreach (var node in nodes) await node.ReadyAsync();
            while (web.Looks.Select(look => look.Feed).Distinct().Count() < Feeds) await Task.Delay(100);
            // A webhook keeps a pace of a second: rarer than that, and one for each channel, or the pace is what is measured.
            web.Growth = isMeasured ? 0.012 : 0.05;
            await Task.Delay(TimeSpan.FromSeconds(isMeasured ? seconds : 4));
            while (web.Mentions.Count == 0) await Task.Delay(100);
            web.Growth = 0;
            await UntilToldAsync($"{server};Search Path={schema}", web.Mentions.Count);

            var delays = await DelaysAsync($"{server};Search Path={schema}", web);
            Assert.NotEmpty(delays);
            Say($"{nodes.Count} workers, notifications {(deaf ? "lost" : "heard")}: {delays.Count} alerts", delays);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            await PostgresServer.AskAsync<int>($"DROP SCHEMA IF EXISTS {schema} CASCADE");
        }
    }

    /// <summary>The node that stored it does not tell it: it keeps a pace, it died, or it is slow at another alert of the channel.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_another_node_stored_is_told_by_notification_or_by_the_next_round(bool deaf)
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.RequireAsync());
        await using var proxy = new DeafProxy(server.Port);
        await using var engine = new PostgresEngine();
        using var homes = new ScratchFolder();
        await using var storing = await engine.OpenAsync(TimeProvider.System, new PostgresTerms(), homes.File("storing"));
        await using var telling = await engine.OpenAsync(TimeProvider.System, new PostgresTerms(), homes.File("telling"), Through(server, deaf ? proxy : null));
        await using var house = await House.OpenAsync(perHour: 10_000);
        using var heard = new SemaphoreSlim(0);
        house.Channel.Answer = _ =>
        {
            heard.Release();
            return "ok";
        };
        var dispatch = new Dispatch(telling.Outbox, new MessageWriter(new Outlook(telling.Reader, house.Watch)), TimeProvider.System, NullLogger<Dispatch>.Instance);
        using var dispatcher = new Dispatcher(dispatch, house.Watch, house.TellNow, TimeProvider.System, NullLogger<Dispatcher>.Instance);
        using var listener = new Listener(telling, house.TellNow, new ConfigurationNews());
        await dispatcher.StartAsync(TestContext.Current.CancellationToken);
        await listener.StartAsync(TestContext.Current.CancellationToken);

        List<double> delays = [];
        for (var number = 0; number < Samples(deaf); number++)
        {
            // At any point of the other node's round.
            if (number > 0) await Task.Delay(deaf ? Random.Shared.Next(5_000) : Random.Shared.Next(20));
            var haul = Sample.Haul([Sample.Mention(Sample.Document($"m{number}"), [new Recipient("team")])]);
            await storing.Mentions.SaveAsync(haul, default);
            var stored = Stopwatch.GetTimestamp();
            Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30)));
            delays.Add(Stopwatch.GetElapsedTime(stored).TotalMilliseconds);
        }

        await listener.StopAsync(default);
        await dispatcher.StopAsync(default);
        delays.Sort();
        Say($"Told by another node than stored it, notifications {(deaf ? "lost" : "heard")}: {delays.Count} alerts", delays);
        Assert.InRange(delays[^1], 0, 30_000);
    }

    private static int Samples(bool deaf) => (Environment.GetEnvironmentVariable("MONITOR_MEASURE") is { Length: > 0 }, deaf) switch
    {
        (true, false) => 300,
        (true, true) => 40,
        (_, false) => 10,
        _ => 2,
    };

    private static string Through(NpgsqlConnectionStringBuilder server, DeafProxy? proxy) =>
        new NpgsqlConnectionStringBuilder(server.ToString()) { Port = proxy?.Port ?? server.Port, SslMode = SslMode.Disable }.ToString();

    private void Say(string what, List<double> delays) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}, from stored to the channel's door p50 {At(delays, 0.5):f0} ms, p99 {At(delays, 0.99):f0} ms, at most {At(delays, 1):f0} ms."));

    private static async Task UntilToldAsync(string connectionString, int mentions)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        for (var tries = 0; tries < 600; tries++)
        {
            if (await connection.ExecuteScalarAsync<int>($"SELECT (SELECT COUNT(*) FROM messages WHERE state <> 'sent') + (SELECT COUNT(*) FROM deliveries WHERE message IS NULL) + {mentions} - (SELECT COUNT(*) FROM mentions)") == 0) return;
            await Task.Delay(100);
        }

        Assert.Fail("Not everything was told within a minute.");
    }

    // A document is seen when its fetch ends, just before the save.
    private static async Task<List<double>> DelaysAsync(string connectionString, ClusterWeb web)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var seen = (await connection.QueryAsync<(string Token, long Seen)>("SELECT d.source_id, m.seen FROM mentions m JOIN documents d ON d.id = m.document")).ToList();
        return [.. from told in web.Told from mention in seen where told.Body.Contains(mention.Token, StringComparison.Ordinal) let delay = (double)(told.At.ToUnixTimeMilliseconds() - mention.Seen) orderby delay select delay];
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];

    private static string Options(ClusterWeb web, string server, string schema, int port, string name) => $$"""
        {
          "Listen": "http://127.0.0.1:{{port}}", "Contact": "{{name}}@example.org",
          "Store": { "Engine": "postgres", "ConnectionString": "{{server}}", "Schema": "{{schema}}" },
          "Network": { "AllowPrivate": [ "{{web.Authority}}", "{{web.Door}}" ], "PerHost": 8 },
          "Queries": [ { "Name": "acme", "Expression": "acme", "Alert": [ {{string.Join(", ", Enumerable.Range(0, Doors).Select(door => $"\"team{door}\""))}} ] } ],
          "Sources": [ { "Name": "quick", "Type": "feed", "Every": "00:00:01", "Urls": [ {{string.Join(", ", web.Feeds.Select(feed => $"\"{feed}\""))}} ] } ],
          "Channels": [ {{string.Join(", ", Enumerable.Range(0, Doors).Select(door => $$"""{ "Name": "team{{door}}", "Type": "slack", "WebhookUrl": "http://{{web.Door}}/slack/{{door}}", "PerHour": 10000, "Burst": 1000 }"""))}} ]
        }
        """;
}
