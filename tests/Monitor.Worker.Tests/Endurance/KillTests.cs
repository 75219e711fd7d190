using System.Diagnostics;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit.Sdk;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// The real program is killed at random moments while it works; afterwards the ledger of what the web published and was told is compared
/// with the database and the mails. MONITOR_KILLS sets how often (5 in the usual run).
/// </summary>
public sealed partial class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-kill-").FullName;

    private string Database => Path.Combine(directory, "data", "monitor.db");

    [Fact]
    public async Task Loses_nothing_and_tells_nothing_twice_when_killed_at_random_moments()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_KILLS"), out var asked) ? asked : 5;
        await using var web = await LedgerWeb.StartAsync();
        await ConfigureAsync(web.Authority);
        await RunAsync(killAfter: null);
        var whole = await TimeAsync();

        for (var kill = 0; kill < kills; kill++)
        {
            await RunAsync(killAfter: whole * (Random.Shared.NextDouble() * 1.1));
            Assert.Equal("ok", await ScalarAsync<string>("PRAGMA integrity_check"));
        }

        var uncertain = await ScalarAsync<int>("SELECT count(*) FROM messages WHERE state IN ('leased', 'uncertain')");
        for (var i = 0; i < 3; i++) await RunAsync(killAfter: null);
        await CompareAsync(web, kills, uncertain);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private async Task CompareAsync(LedgerWeb web, int kills, int uncertain)
    {
        var stored = (await QueryAsync("SELECT d.source_id FROM mentions m JOIN documents d ON d.id = m.document")).ToList();
        Assert.Empty(web.Mentions.Except(stored));
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(web.Published.Count, await ScalarAsync<int>("SELECT count(*) FROM documents"));

        // A body that came twice is one message with one id, sent again because its answer was not heard.
        var alerts = web.Told.Distinct().SelectMany(Tokens).GroupBy(token => token).ToList();
        Assert.All(alerts, token => Assert.Single(token));
        var baseline = await QueryAsync("SELECT d.source_id FROM mentions m JOIN documents d ON d.id = m.document WHERE m.arrival = 'baseline'");
        Assert.Empty(web.Mentions.Except(alerts.Select(token => token.Key)).Except(baseline));

        var mails = Directory.GetFiles(Path.Combine(directory, "mail"), "*.eml").Select(File.ReadAllText).ToList();
        var ids = mails.Select(mail => MessageId().Match(mail).Groups["id"].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var digested = mails.SelectMany(mail => Tokens(mail.Replace("=\r\n", "", StringComparison.Ordinal))).GroupBy(token => token).ToList();
        Assert.All(digested, token => Assert.Single(token));
        Assert.Empty(web.Mentions.Except(digested.Select(token => token.Key)));

        // Each is asked about once, and again only if the process was killed before it could write the answer down.
        var askedAgain = web.Asked.Count - web.Asked.Distinct().Count();
        Assert.True(askedAgain <= kills, $"{askedAgain} short links were asked about again by {kills} kills.");

        var repeated = web.Told.Count - web.Told.Distinct().Count();
        output.WriteLine($"{kills} kills: {web.Published.Count} items published, {stored.Count} mentions stored, 0 lost; {alerts.Count} alerted in {web.Told.Count} messages, {repeated} repeated with the same content; {mails.Count} digests; {web.Asked.Distinct().Count()} short links asked about, {askedAgain} again. {uncertain} messages were under way at the last kill.");
    }

    private static IEnumerable<string> Tokens(string text) => Token().Matches(text).Select(match => match.Value).Distinct();

    private async Task<TimeSpan> TimeAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await RunAsync(killAfter: null);
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task RunAsync(TimeSpan? killAfter)
    {
        using var process = MonitorProcess.Start(directory, "once", "--digest", "morning", "--log-level", "error");
        if (killAfter is { } delay)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(delay));
            process.Kill();
        }

        await process.WaitForExitAsync();
        if (killAfter is null && process.ExitCode != 0) throw new XunitException(await process.StandardError.ReadToEndAsync());
    }

    private Task ConfigureAsync(string authority) => File.WriteAllTextAsync(Path.Combine(directory, "appsettings.json"), $$"""
        { "Monitor": {
            "Network": { "AllowPrivate": [ "{{authority}}" ] },
            "Links": { "Shorteners": [ "{{authority}}/s" ], "Pace": "00:00:00" },
            "Queries": [
              { "Name": "acme", "Expression": "acme", "Alert": [ "team" ], "Digest": [ "morning" ] },
              { "Name": "links", "Expression": "link:acme.example", "Alert": [ "team" ], "Digest": [ "morning" ] } ],
            "Sources": [ { "Name": "ledger", "Type": "feed", "Urls": [ "http://{{authority}}/feed.xml" ] } ],
            "Channels": [
              { "Name": "team", "Type": "slack", "WebhookUrl": "http://{{authority}}/slack", "PerHour": 10000, "Burst": 1000 },
              { "Name": "mail", "Type": "email", "From": "m@example.org", "To": [ "a@example.org" ], "Pickup": "mail" } ],
            "Digests": [ { "Name": "morning", "Channel": "mail", "At": "08:00" } ] } }
        """);

    private async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private async Task<IEnumerable<string>> QueryAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        return await connection.QueryAsync<string>(sql);
    }

    [GeneratedRegex("token[0-9]{6}x")]
    private static partial Regex Token();

    [GeneratedRegex("^Message-ID: (?<id>.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex MessageId();
}
