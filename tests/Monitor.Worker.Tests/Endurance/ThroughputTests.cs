using System.Diagnostics;
using System.Globalization;
using Dapper;
using Monitor.Worker.Tests.Storing;
using Npgsql;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// Workers share the sources out: none is looked at by two at a time, and what bounds one worker (here requests at a time to one slow host) bounds
/// all together less. MONITOR_MEASURE=SECONDS measures 1, 2 and 3 workers for so long each; the usual run is two workers for five seconds.
/// </summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    private const int Feeds = 120;

    [Fact]
    public async Task Workers_share_the_sources_out_and_never_look_at_one_together()
    {
        var server = await PostgresServer.RequireAsync();
        var isMeasured = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_MEASURE"), CultureInfo.InvariantCulture, out var seconds);
        foreach (var workers in isMeasured ? (int[])[1, 2, 3] : [2]) await MeasureAsync(server, workers, TimeSpan.FromSeconds(isMeasured ? seconds : 5));
    }

    private async Task MeasureAsync(string server, int workers, TimeSpan window)
    {
        using var folder = new ScratchFolder();
        var schema = $"throughput_{Guid.NewGuid():N}";
        await using var web = await ClusterWeb.StartAsync(Feeds, TimeSpan.FromMilliseconds(300));
        List<ClusterNode> nodes = [];
        for (var number = 1; number <= workers; number++) nodes.Add(await ClusterNode.CreateAsync(folder.Path, $"node{number}", (port, name) => Options(web, server, schema, port, name)));
        try
        {
            foreach (var node in nodes) node.Start();
            foreach (var node in nodes) await node.ReadyAsync();
            while (web.Looks.Select(look => look.Feed).Distinct().Count() < Feeds) await Task.Delay(100);
            web.Growth = 0.06;
            var from = Stopwatch.GetTimestamp();
            await Task.Delay(window);
            var took = Stopwatch.GetElapsedTime(from);
            var looks = web.Looks.Where(look => look.Began >= from).ToList();

            Assert.DoesNotContain(looks.GroupBy(look => look.Feed).SelectMany(feed => feed.Zip(feed.Skip(1))), pair => pair.First.Answered > pair.Second.Began);
            foreach (var node in nodes) Assert.Contains(looks, look => look.Agent.Contains($"{node.Name}@", StringComparison.Ordinal));
            var delays = await DelaysAsync($"{server};Search Path={schema}", web);
            output.WriteLine($"{workers} workers: {looks.Count / took.TotalSeconds:f1} looks a second ({string.Join(", ", looks.CountBy(look => look.Agent).Select(share => share.Value))}); {delays.Count} alerts, from seen to the webhook's door p50 {At(delays, 0.5):f0} ms, p99 {At(delays, 0.99):f0} ms.");
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            await PostgresServer.AskAsync<int>($"DROP SCHEMA IF EXISTS {schema} CASCADE");
        }
    }

    private static async Task<List<double>> DelaysAsync(string connectionString, ClusterWeb web)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var seen = (await connection.QueryAsync<(string Token, long Seen)>("SELECT d.source_id, m.seen FROM mentions m JOIN documents d ON d.id = m.document")).ToList();
        return [.. from told in web.Told from mention in seen where told.Body.Contains(mention.Token, StringComparison.Ordinal) let delay = (double)(told.At.ToUnixTimeMilliseconds() - mention.Seen) orderby delay select delay];
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];

    private static string Options(ClusterWeb web, string server, string schema, int port, string name) => $$"""
        {
          "Listen": "http://127.0.0.1:{{port}}", "Contact": "{{name}}@example.org",
          "Store": { "Engine": "postgres", "ConnectionString": "{{server}}", "Schema": "{{schema}}" },
          "Network": { "AllowPrivate": [ "{{web.Authority}}", "{{web.Door}}" ], "PerHost": 2 },
          "Queries": [ { "Name": "acme", "Expression": "acme", "Alert": [ "team" ] } ],
          "Sources": [ { "Name": "slow", "Type": "feed", "Every": "00:00:01", "Urls": [ {{string.Join(", ", web.Feeds.Select(feed => $"\"{feed}\""))}} ] } ],
          "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrl": "http://{{web.Door}}/slack", "PerHour": 10000, "Burst": 1000 } ]
        }
        """;
}
