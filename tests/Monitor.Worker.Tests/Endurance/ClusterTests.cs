using System.Diagnostics;
using System.Text.RegularExpressions;
using Dapper;
using Monitor.Worker.Tests.Storing;
using Npgsql;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// Three real workers on one PostgreSQL are killed, paused and cut off from it at random; afterwards the ledger of what the web published and was
/// told is compared with the database and the mails. MONITOR_KILLS sets how often (6 in the usual run), MONITOR_LOGS a folder that keeps
/// what the workers logged.
/// </summary>
public sealed partial class ClusterTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Feeds = 12;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly string folder = Directory.CreateTempSubdirectory("monitor-cluster-").FullName;
    private readonly string schema = $"cluster_{Guid.NewGuid():N}";
    private readonly List<ClusterNode> nodes = [];
    private readonly List<Task> healing = [];
    private readonly List<Death> deaths = [];
    private ClusterWeb web = null!;
    private string server = "";

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.RequireAsync();
        web = await ClusterWeb.StartAsync(Feeds, TimeSpan.FromMilliseconds(300));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        if (web is not null) await web.DisposeAsync();
        if (server.Length > 0) await PostgresServer.AskAsync<int>($"DROP SCHEMA IF EXISTS {schema} CASCADE");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Three_workers_lose_nothing_and_tell_nothing_twice_whatever_befalls_them()
    {
        var faults = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_KILLS"), out var asked) ? asked : 6;
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        var digests = Digests(faults);
        for (var number = 1; number <= 3; number++)
            nodes.Add(await ClusterNode.CreateAsync(folder, $"node{number}", (port, name) => Options(port, name, digests)));
        foreach (var node in nodes) node.Start();
        foreach (var node in nodes) await node.ReadyAsync();
        await UntilAsync("every feed was looked at", async () => await AskAsync<int>("SELECT COUNT(*) FROM sources") == Feeds);
        web.Growth = 0.2;

        var began = Stopwatch.GetTimestamp();
        for (var fault = 0; fault < faults; fault++) await StrikeAsync();
        await Task.WhenAll(healing);
        var struck = Stopwatch.GetElapsedTime(began);
        await SettleAsync(digests.Count);

        await CompareAsync();
        await ReportAsync(faults, struck);
        foreach (var node in nodes) Assert.DoesNotContain("threw an unhandled", node.Log, StringComparison.Ordinal);
        foreach (var node in nodes) Assert.Equal(0, await node.StopAsync());
    }

    /// <summary>One fault on one node; heals by itself after a while, so that several may be struck at a time, but never all.</summary>
    private async Task StrikeAsync()
    {
        await UntilAsync("two nodes are up", () => Task.FromResult(nodes.Count(node => node.IsUp) >= 2));
        var up = nodes.Where(node => node.IsUp).ToList();
        var node = up[Random.Shared.Next(up.Count)];
        switch (Random.Shared.Next(10))
        {
            case < 4:
                deaths.Add(new Death(node.Name, Stopwatch.GetTimestamp()));
                await node.KillAsync();
                healing.Add(AfterAsync(3, 12, () => Task.Run(node.Start)));
                break;
            case < 7:
                await node.PauseAsync();
                healing.Add(AfterAsync(1, 15, node.ContinueAsync));
                break;
            default:
                await PostgresServer.AskAsync<long>($"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE '{schema}/{node.Name}%'");
                break;
        }

        await Task.Delay(TimeSpan.FromSeconds(0.3 + (1.7 * Random.Shared.NextDouble())));
    }

    private static async Task AfterAsync(int least, int most, Func<Task> heal)
    {
        await Task.Delay(TimeSpan.FromSeconds(least + ((most - least) * Random.Shared.NextDouble())));
        await heal();
    }

    private async Task SettleAsync(int digests)
    {
        foreach (var node in nodes) await node.ReadyAsync();
        web.Growth = 0;
        var quiet = Stopwatch.GetTimestamp();
        await UntilAsync("every feed was looked at again", () => Task.FromResult(web.Looks.Where(look => look.Began > quiet).Select(look => look.Feed).Distinct().Count() == Feeds));
        await UntilAsync("everything was saved", async () => await AskAsync<int>("SELECT COUNT(*) FROM documents") >= web.Published.Count);
        await UntilAsync("the last digest was closed", async () => await AskAsync<int>($"SELECT COUNT(*) FROM digest_slots WHERE local_date = '{DateTime.UtcNow:yyyy-MM-dd}'") >= digests);
        await UntilAsync("everything was told", async () =>
            await AskAsync<int>("SELECT (SELECT COUNT(*) FROM messages WHERE state <> 'sent') + (SELECT COUNT(*) FROM deliveries WHERE message IS NULL)") == 0);
    }

    private async Task CompareAsync()
    {
        var stored = (await ListAsync("SELECT d.source_id FROM mentions m JOIN documents d ON d.id = m.document")).ToList();
        Assert.Equal(web.Mentions.Order(), stored.Order());
        Assert.Equal(web.Published.Order(), (await ListAsync("SELECT source_id FROM documents")).Order());

        // A body that came twice is one message with one id, sent again because its answer was not heard.
        var alerts = web.Told.Select(told => told.Body).Distinct().SelectMany(Tokens).ToList();
        Assert.Equal(alerts.Count, alerts.Distinct().Count());
        var silent = await ListAsync("SELECT d.source_id FROM mentions m JOIN documents d ON d.id = m.document WHERE m.arrival = 'baseline'");
        Assert.Equal(web.Mentions.Except(silent).Order(), alerts.Order());

        var mails = Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").Select(File.ReadAllText).ToList();
        Assert.Equal(mails.Count, mails.Select(mail => MessageId().Match(mail).Groups["id"].Value).Distinct().Count());
        Assert.Equal(await AskAsync<int>("SELECT COUNT(*) FROM messages WHERE kind = 'digest'"), mails.Count);
        Assert.Equal(0, await AskAsync<int>("SELECT COUNT(*) FROM (SELECT digest, slot_date FROM messages WHERE kind = 'digest' GROUP BY digest, slot_date, address HAVING COUNT(*) > 1) doubles"));
    }

    private async Task ReportAsync(int faults, TimeSpan struck)
    {
        var looks = web.Looks;
        List<double> waits = [.. looks.GroupBy(look => look.Feed).SelectMany(feed => feed.Zip(feed.Skip(1), (one, next) => Seconds(one.Began, next.Began) - Every.TotalSeconds)).Order()];
        List<double> takeOvers = [.. deaths.SelectMany(death => TakeOvers(death, looks)).Order()];
        var repeated = web.Told.Count - web.Told.Select(told => told.Body).Distinct().Count();
        var doubtful = await AskAsync<int>("SELECT COUNT(*) FROM messages WHERE doubtful = 1");
        output.WriteLine($"{faults} faults in {struck.TotalSeconds:f0} s, {deaths.Count} of them kills: {looks.Count} looks, {web.Published.Count} items published, {web.Mentions.Count} mentions, 0 lost, 0 doubled;"
            + $" {web.Told.Count} alerts told, {repeated} of them again with the same content ({doubtful} messages were uncertain once);"
            + $" {await AskAsync<int>("SELECT COUNT(*) FROM messages WHERE kind = 'digest'")} digests, each once.");
        output.WriteLine($"What a killed node was looking at was looked at by another after {Of(takeOvers, 0.5):f1} s (p50), {Of(takeOvers, 1):f1} s (longest of {takeOvers.Count}). The longest that any source waited beyond its interval: {Of(waits, 1):f1} s; p99 {Of(waits, 0.99):f1} s.");
        var delays = await AlertDelaysAsync();
        output.WriteLine($"From a mention seen to the webhook's door, under faults: p50 {Of(delays, 0.5):f2} s, p99 {Of(delays, 0.99):f2} s.");
        foreach (var node in nodes) output.WriteLine($"{node.Name}: overtaken looks since its last start {Overtaken().Matches(await node.MetricsAsync()).Sum(match => int.Parse(match.Groups["count"].Value))}; warned: {string.Join("; ", node.Log.Split('\n').Select(Template).Where(template => template.Length > 0).CountBy(template => template).Select(said => $"{said.Value} × {said.Key}"))}");
    }

    /// <summary>Of each look that was under way at the death: how long until somebody looked there again.</summary>
    private static IEnumerable<double> TakeOvers(Death death, IReadOnlyList<Look> looks) =>
        from look in looks
        where look.Agent.Contains($"{death.Node}@", StringComparison.Ordinal) && look.Began < death.At && (look.Answered == 0 || look.Answered > death.At)
        let next = looks.FirstOrDefault(other => other.Feed == look.Feed && other.Began > death.At)
        where next is not null
        select Seconds(death.At, next.Began);

    private async Task<List<double>> AlertDelaysAsync()
    {
        await using var connection = await OpenAsync();
        var seen = (await connection.QueryAsync<(string Token, long Seen)>("SELECT d.source_id, m.seen FROM mentions m JOIN documents d ON d.id = m.document")).ToDictionary(row => row.Token, row => row.Seen);
        return [.. web.Told.SelectMany(told => Tokens(told.Body).Select(token => (told.At.ToUnixTimeMilliseconds() - seen[token]) / 1000.0)).Order()];
    }

    private static double Of(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;

    private static IEnumerable<string> Tokens(string text) => Token().Matches(text).Select(match => match.Value).Distinct();

    private static string Template(string line) => Said().Match(line).Groups["template"].Value;

    // One digest a minute, from the next on, for as long as the faults go on.
    private static List<string> Digests(int faults) =>
        [.. Enumerable.Range(1, Math.Clamp(faults / 22, 1, 30)).Select(minute => $"{DateTime.UtcNow.AddMinutes(minute):HH:mm}")];

    private string Options(int port, string name, List<string> digests) => $$"""
        {
          "Listen": "http://127.0.0.1:{{port}}", "Contact": "{{name}}@example.org",
          "Store": { "Engine": "postgres", "ConnectionString": "{{server}};Application Name={{schema}}/{{name}}", "Schema": "{{schema}}" },
          "Network": { "AllowPrivate": [ "{{web.Authority}}", "{{web.Door}}" ], "PerHost": 8 },
          "Queries": [ { "Name": "acme", "Expression": "acme", "Alert": [ "team" ], "Digest": [ {{string.Join(", ", digests.Select((_, number) => $"\"d{number}\""))}} ] } ],
          "Sources": [ { "Name": "ledger", "Type": "feed", "Every": "{{Every}}", "Urls": [ {{string.Join(", ", web.Feeds.Select(feed => $"\"{feed}\""))}} ] } ],
          "Channels": [
            { "Name": "team", "Type": "slack", "WebhookUrl": "http://{{web.Door}}/slack", "PerHour": 10000, "Burst": 1000 },
            { "Name": "mail", "Type": "email", "From": "m@example.org", "To": [ "a@example.org" ], "Pickup": "{{Path.Combine(folder, "mail")}}" } ],
          "Digests": [ {{string.Join(", ", digests.Select((at, number) => $$"""{ "Name": "d{{number}}", "Channel": "mail", "At": "{{at}}" }"""))}} ]
        }
        """;

    private async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(3)) Assert.Fail($"It did not come to it that {what}. {string.Join('\n', nodes.Select(node => $"{node.Name}: {node.Log}"))}");
            await Task.Delay(100);
        }
    }

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private async Task<IEnumerable<string>> ListAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await connection.QueryAsync<string>(sql);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{server};Search Path={schema}");
        await connection.OpenAsync();
        return connection;
    }

    [GeneratedRegex("token[0-9]{6}x")]
    private static partial Regex Token();

    [GeneratedRegex("^Message-ID: (?<id>.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex MessageId();

    [GeneratedRegex("outcome=\"overtaken\"[^}]*} (?<count>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Overtaken();

    [GeneratedRegex("\"MessageTemplate\":\"(?<template>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    private sealed record Death(string Node, long At);
}
