using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>A worker whose schedule was left by others in states that Quartz does not leave by itself, or only after minutes.</summary>
public sealed class StrandedTests : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private readonly string schema = $"stranded_{Guid.NewGuid():N}";
    private ClusterWeb web = null!;
    private ClusterNode node = null!;

    public async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.RequireAsync();
        web = await ClusterWeb.StartAsync(feeds: 4, TimeSpan.Zero);
        node = await ClusterNode.CreateAsync(folder.Path, "node", (port, _) => Options(server, port));
        node.Start();
        await node.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
        if (web is not null) await web.DisposeAsync();
        if (node is not null) await PostgresServer.AskAsync<int>($"DROP SCHEMA IF EXISTS {schema} CASCADE");
        folder.Dispose();
    }

    [Fact]
    public async Task Sources_that_nothing_would_fire_any_more_are_looked_at_again()
    {
        await UntilAsync(() => Task.FromResult(Feeds(0).Count == 4));
        await UntilAsync(async () => await AskAsync<int>("SELECT COUNT(*) FROM qrtz_triggers WHERE trigger_group = 'sources' AND trigger_state = 'WAITING'") == 4);

        // All overdue since 2000 (in ticks); what was claimed shows a claim of the same age, of a node that lives. The next look is hours away otherwise.
        foreach (var (number, state) in new[] { "ERROR", "COMPLETE", "BLOCKED", "ACQUIRED" }.Index())
            await AskAsync<int>($"UPDATE qrtz_triggers SET trigger_state = '{state}', next_fire_time = 630822816000000000 WHERE trigger_group = 'sources' AND trigger_name LIKE '%/feed/{number}'");
        await AskAsync<int>(
            """
            INSERT INTO qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name, fired_time, sched_time, priority, state, is_nonconcurrent, requests_recovery)
            SELECT sched_name, 'stale', trigger_name, trigger_group, (SELECT MIN(instance_name) FROM qrtz_scheduler_state), next_fire_time, next_fire_time, priority, 'ACQUIRED', FALSE, FALSE
            FROM qrtz_triggers WHERE trigger_state = 'ACQUIRED' AND trigger_group = 'sources'
            """);
        var looks = web.Looks.Count;

        await UntilAsync(() => Task.FromResult(Feeds(looks).Count == 4));
    }

    private HashSet<int> Feeds(int from) => [.. web.Looks.Skip(from).Select(look => look.Feed)];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await condition()) return;
            await Task.Delay(100);
        }

        Assert.Fail("It did not come to it within a minute.");
    }

    private Task<T?> AskAsync<T>(string sql) => PostgresServer.AskAsync<T>($"SET search_path TO {schema}; {sql}");

    private string Options(string server, int port) => $$"""
        {
          "Listen": "http://127.0.0.1:{{port}}",
          "Store": { "Engine": "postgres", "ConnectionString": "{{server}}", "Schema": "{{schema}}" },
          "Network": { "AllowPrivate": [ "{{web.Authority}}" ] },
          "Sources": [ { "Name": "stranded", "Type": "feed", "Every": "06:00:00", "Urls": [ {{string.Join(", ", web.Feeds.Select(feed => $"\"{feed}\""))}} ] } ]
        }
        """;
}
