using System.Collections.Concurrent;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Several nodes on one PostgreSQL, by the database's own clock.</summary>
public sealed class SeveralNodesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgresEngine engine = new();
    private readonly List<PostgresDatabase> nodes = [];
    private readonly List<ScratchFolder> folders = [];

    private PostgresDatabase First => nodes[0];

    private PostgresDatabase Second => nodes[1];

    public async ValueTask InitializeAsync()
    {
        await PostgresServer.RequireAsync();
        for (var node = 0; node < 4; node++) await AddNodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        foreach (var folder in folders) folder.Dispose();
        await engine.DisposeAsync();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task A_node_whose_clock_is_an_hour_off_takes_nobodys_lease_and_keeps_its_own(int minutes)
    {
        await First.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var odd = Sample.Noon.AddMinutes(minutes);

        var leased = (await First.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(Sample.Noon), default))!;
        Assert.Null(await Second.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(odd, owner: "odd"), default));

        Assert.True(await First.Outbox.SettleAsync(leased, new Settlement(DeliveryState.Pending, Sample.Noon, Sample.Noon, "503"), default));
        var again = (await Second.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(odd, owner: "odd"), default))!;
        Assert.Null(await First.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(Sample.Noon), default));
        Assert.Equal((leased.Id, 2, false), (again.Id, again.Attempt, again.Uncertain));
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_over_as_uncertain_and_its_first_owner_settles_nothing()
    {
        await First.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var paused = (await First.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        await PostgresServer.AskAsync<int>($"UPDATE {engine.Schema}.messages SET due = due - 120000");

        var taken = (await Second.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(owner: "second"), default))!;

        Assert.Equal((paused.Id, true), (taken.Id, taken.Uncertain));
        Assert.True(taken.Fence > paused.Fence);
        Assert.False(await First.Outbox.SettleAsync(paused, Sample.Sent(Sample.Noon), default));
        Assert.True(await Second.Outbox.SettleAsync(taken, Sample.Sent(Sample.Noon), default));
    }

    [Fact]
    public async Task A_starting_node_takes_the_leases_of_its_own_past_and_of_nobody_else()
    {
        await First.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
        var first = (await First.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        var second = (await Second.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        await nodes[1].DisposeAsync();
        nodes[1] = await OpenAsync(folders[1]);

        Assert.Equal(1, await nodes[1].AbandonLeasesAsync(Sample.Noon, default));

        Assert.False(await Second.Outbox.SettleAsync(second, Sample.Sent(Sample.Noon), default));
        Assert.True(await First.Outbox.SettleAsync(first, Sample.Sent(Sample.Noon), default));
    }

    [Fact]
    public async Task Nodes_that_save_and_send_side_by_side_tell_everything_once()
    {
        var told = new ConcurrentBag<long>();
        var saved = 0;
        await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            for (var round = 0; round < 15; round++)
            {
                string[] ids = [.. Enumerable.Range(0, 7).Select(_ => $"{Interlocked.Increment(ref saved)}")];
                var source = new SourceIdentity($"source-{number}", "feed");
                await node.Mentions.SaveAsync(Sample.Haul([.. ids.Select(id => Sample.Mention(Sample.Document(id, source), [Sample.Slack, Sample.Ann]))], source), default);
                await SendAsync(node, $"{number}", told);
            }
        })));
        while (await SendAsync(nodes[0], "last", told) > 0)
        {
        }

        Assert.Equal(2 * saved, told.Count);
        Assert.Equal(saved, told.Distinct().Count());
        Assert.Equal(saved, (await First.Reader.ListAsync(new MentionFilter(Limit: 1_000), default)).Count);
    }

    [Fact]
    public async Task Nodes_that_save_the_same_stories_in_any_order_count_every_copy_and_tell_each_once()
    {
        var deliveries = await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            var told = 0;
            for (var round = 0; round < 10; round++)
            {
                var source = new SourceIdentity($"source-{number}", "feed");
                var ids = Enumerable.Range(round * 20, 20).ToArray();
                Random.Shared.Shuffle(ids);
                told += (await node.Mentions.SaveAsync(
                    Sample.Haul([.. ids.Select(id => Sample.Mention(Sample.Document($"{id}", source, $"https://example.org/{id}"), [Sample.Slack], "daily"))], source), default)).Deliveries;
            }

            return told;
        })));

        Assert.Equal(200, deliveries.Sum());
        Assert.All(await First.Reader.ListAsync(new MentionFilter(Limit: 1_000), default), stored => Assert.Equal(3, stored.Copies));
    }

    [Fact]
    public async Task Of_two_looks_at_one_source_at_a_time_each_document_is_stored_once()
    {
        var saved = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Mentions.SaveAsync(Sample.Alerts(["a", "b", "c"], Sample.Slack), default))));

        Assert.Equal([new Saved(0, 0, 0), new Saved(0, 0, 0), new Saved(0, 0, 0), new Saved(3, 3, 3)], saved.OrderBy(one => one.Documents));
    }

    [Fact]
    public async Task A_slot_is_closed_by_one_node()
    {
        await First.Mentions.SaveAsync(Sample.Entries("daily", "a", "b"), default);

        var closed = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], false, default))));

        Assert.Single(closed, one => one);
        Assert.Equal(2, (await First.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(), default))!.Mentions.Count);
        Assert.Null(await Second.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(owner: "second"), default));
    }

    [Fact]
    public async Task The_hourly_budget_is_one_for_all_nodes()
    {
        await First.Mentions.SaveAsync(Sample.Alerts(Enumerable.Range(0, 20).Select(id => $"{id}"), Sample.Slack), default);

        var leased = await Task.WhenAll(nodes.SelectMany(_ => nodes).Select((node, number) =>
            Task.Run(() => node.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(burst: 100, owner: $"{number}") with { PerHour = 3 }, default))));

        Assert.Equal(3, leased.OfType<LeasedMessage>().Count());
    }

    [Fact]
    public async Task The_pace_is_kept_between_nodes()
    {
        await First.Mentions.SaveAsync(Sample.Alerts(["a", "b", "c"], Sample.Slack), default);
        var hour = Sample.Terms() with { Pace = TimeSpan.FromHours(1) };

        var first = (await First.Outbox.LeaseAsync(Sample.Slack, hour, default))!;
        Assert.Null(await Second.Outbox.LeaseAsync(Sample.Slack, hour, default));
        await First.Outbox.SettleAsync(first, Sample.Sent(Sample.Noon), default);
        Assert.Null(await Second.Outbox.LeaseAsync(Sample.Slack, hour, default));

        Assert.NotNull(await First.Outbox.LeaseAsync(Sample.Slack, hour, default));
        Assert.NotNull(await Second.Outbox.LeaseAsync(Sample.Ann, hour, default) ?? await Second.Outbox.LeaseAsync(Sample.Slack, hour with { Pace = TimeSpan.Zero }, default));
    }

    [Fact]
    public async Task A_node_hears_what_another_stored_to_tell_and_again_after_its_connection_was_lost()
    {
        using var stop = new CancellationTokenSource();
        using var heard = new SemaphoreSlim(0);
        var listening = nodes[1].ListenAsync(
            news =>
            {
                if (news == StoreNews.Told) heard.Release();
            },
            stop.Token);
        Assert.True(await heard.WaitAsync(Patience));

        await First.Mentions.SaveAsync(Sample.Haul(Sample.Document("nothing to tell")), default);
        await First.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        Assert.True(await heard.WaitAsync(Patience));
        await First.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], true, default);
        Assert.True(await heard.WaitAsync(Patience));
        Assert.Equal(0, heard.CurrentCount);

        await PostgresServer.AskAsync<int>($"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND application_name = '{engine.Schema}'");
        Assert.True(await heard.WaitAsync(Patience));
        await First.Mentions.SaveAsync(Sample.Alerts(["b"], Sample.Slack), default);
        Assert.True(await heard.WaitAsync(Patience));
        await stop.CancelAsync();
        await listening.WaitAsync(Patience);
    }

    [Fact]
    public async Task Forgetting_beside_a_save_of_the_same_story_loses_no_copy()
    {
        var later = Sample.Noon.AddDays(100);
        for (var round = 0; round < 20; round++)
        {
            var url = $"https://example.org/{round}";
            await First.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document($"old-{round}", url: url))]), default);
            await Task.WhenAll(
                Task.Run(() => nodes[0].Retention.SweepAsync(later, later, default)),
                Task.Run(() => nodes[1].Retention.SweepAsync(later, later, default)),
                Task.Run(() => nodes[2].Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document($"new-{round}", Sample.Forum, url, later))], Sample.Forum, later), default)));
        }

        var stored = await First.Reader.ListAsync(new MentionFilter(Limit: 100), default);
        Assert.Equal(20, stored.Count);
        Assert.All(stored, mention => Assert.Equal(0, mention.Copies));
    }

    [Fact]
    public async Task A_node_that_is_paused_within_a_transaction_does_not_hold_up_the_others_for_ever()
    {
        using var home = new ScratchFolder();
        await using var paused = await OpenAsync(home, ";Options=-c idle_in_transaction_session_timeout=50ms");
        var tries = 0;

        await paused.Connections.WriteAsync(
            async transaction =>
            {
                await transaction.LockAsync("thing", default);
                if (++tries == 1) await First.Connections.WriteAsync(async others => { await others.LockAsync("thing", default); return 0; }, default);
                return await transaction.ScalarAsync<int>("SELECT 1", null, default);
            },
            default);

        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_node_that_was_paused_for_longer_than_it_would_wait_for_the_server_tries_again_when_it_wakes()
    {
        using var home = new ScratchFolder();
        await using var paused = await engine.OpenAsync(
            new VirtualClock(Sample.Noon),
            new PostgresTerms { AtWork = TimeSpan.FromMilliseconds(1) },
            home.Path,
            $"{await PostgresServer.RequireAsync()};Options=-c idle_in_transaction_session_timeout=20ms");
        var tries = 0;

        await paused.Connections.WriteAsync(
            async transaction =>
            {
                var own = await transaction.ScalarAsync<int>("SELECT pg_backend_pid()", null, default);
                if (++tries == 1)
                {
                    while (await PostgresServer.AskAsync<long>($"SELECT COUNT(*) FROM pg_stat_activity WHERE pid = {own}") > 0) await Task.Yield();
                }

                return await transaction.ScalarAsync<int>("SELECT 1", null, default);
            },
            default);

        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_host_of_short_links_is_asked_by_one_node_at_a_time_whatever_the_nodes_clocks_say()
    {
        await QueueAsync("https://t.co/abc", "https://t.co/other", "https://bit.ly/abc");

        var taken = await Task.WhenAll(nodes.Select((node, number) => Task.Run(() =>
            node.Links.TakeAsync("t.co", Sample.Noon.AddHours(number), Sample.Noon.AddHours(number).AddMinutes(5), default))));

        var link = Assert.Single(taken, one => one is not null)!;
        Assert.All(await Task.WhenAll(nodes.Select(node => node.Links.DueHostsAsync(Sample.Noon.AddDays(1), default))), hosts => Assert.Equal(["bit.ly"], hosts));
        await Second.Links.SettleAsync(link, new LinkAnswer(new Resolution(LinkOutcome.Found, ["https://acme.example/"]), null, Sample.Noon.AddDays(30), null), default);
        Assert.NotEqual(link.Address, (await Second.Links.TakeAsync("t.co", Sample.Noon, Sample.Noon.AddMinutes(5), default))!.Address);
    }

    [Fact]
    public async Task A_starting_node_gives_back_its_own_short_links_alone()
    {
        await QueueAsync("https://t.co/abc", "https://bit.ly/abc");
        await First.Links.TakeAsync("t.co", Sample.Noon, Sample.Noon.AddMinutes(5), default);
        await Second.Links.TakeAsync("bit.ly", Sample.Noon, Sample.Noon.AddMinutes(5), default);

        await Second.AbandonLeasesAsync(Sample.Noon, default);

        Assert.Equal(["bit.ly"], await First.Links.DueHostsAsync(Sample.Noon, default));
    }

    [Fact]
    public async Task Nodes_that_queue_answer_and_forget_side_by_side_lose_no_document()
    {
        await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var source = new SourceIdentity($"source-{number}", "feed");
                await node.Mentions.SaveAsync(Linking(source, $"{round}", "https://t.co/abc", $"https://t.co/{round}x"), default);
                while (await node.Links.TakeAsync("t.co", Sample.Noon, Sample.Noon.AddMinutes(5), default) is { } link)
                    await node.Links.SettleAsync(link, new LinkAnswer(new Resolution(LinkOutcome.Gone, []), null, Sample.Noon, null), default);
                foreach (var waiting in await node.Links.AnsweredAsync(0, 100, default)) await node.Links.CompleteAsync(waiting, waiting.Document.Links, null, Sample.Noon, default);
                await node.Links.ForgetAsync(Sample.Noon, default);
            }
        })));
        while (await First.Links.TakeAsync("t.co", Sample.Noon, Sample.Noon.AddMinutes(5), default) is { } link)
            await First.Links.SettleAsync(link, new LinkAnswer(new Resolution(LinkOutcome.Gone, []), null, Sample.Noon, null), default);
        foreach (var waiting in await First.Links.AnsweredAsync(0, 1_000, default)) await First.Links.CompleteAsync(waiting, waiting.Document.Links, null, Sample.Noon, default);

        Assert.Equal(0, await PostgresServer.AskAsync<int>($"SELECT COUNT(*) FROM {engine.Schema}.open_links"));
        await First.Links.ForgetAsync(Sample.Noon, default);
        Assert.Equal(0, await PostgresServer.AskAsync<int>($"SELECT COUNT(*) FROM {engine.Schema}.short_links"));
    }

    [Fact]
    public async Task Nodes_that_start_together_make_one_schema()
    {
        await using var empty = new PostgresEngine();
        List<ScratchFolder> homes = [.. Enumerable.Range(0, 6).Select(_ => new ScratchFolder())];

        var opened = await Task.WhenAll(homes.Select(home => Task.Run(() => empty.OpenAsync(TimeProvider.System, new PostgresTerms(), home.Path))));

        foreach (var node in opened) await node.DisposeAsync();
        foreach (var home in homes) home.Dispose();
        Assert.Equal(PostgresMigrations.Embedded.Count, await PostgresServer.AskAsync<int>($"SELECT COUNT(*) FROM {empty.Schema}.schema_migrations"));
        Assert.Equal(1, await PostgresServer.AskAsync<int>($"SELECT COUNT(*) FROM {empty.Schema}.installation"));
    }

    private Task QueueAsync(params string[] links) => First.Mentions.SaveAsync(Linking(Sample.Press, "a", links), default);

    private static Haul Linking(SourceIdentity source, string id, params string[] links) =>
        Sample.Haul([], source, others: [Sample.Document(id, source)]) with { OpenLinks = [new OpenLinks(id, Arrival.Fresh, links)] };

    private static async Task<int> SendAsync(PostgresDatabase node, string owner, ConcurrentBag<long> told)
    {
        var sent = 0;
        foreach (var recipient in (Recipient[])[Sample.Slack, Sample.Ann])
        {
            while (await node.Outbox.LeaseAsync(recipient, Sample.Terms(burst: 3, owner: owner), default) is { } message)
            {
                foreach (var mention in message.Mentions) told.Add(mention.Number);
                Assert.True(await node.Outbox.SettleAsync(message, Sample.Sent(Sample.Noon), default));
                sent++;
            }
        }

        return sent;
    }

    private async Task AddNodeAsync()
    {
        folders.Add(new ScratchFolder());
        nodes.Add(await OpenAsync(folders[^1]));
    }

    private async Task<PostgresDatabase> OpenAsync(ScratchFolder folder, string further = "") =>
        await engine.OpenAsync(new VirtualClock(Sample.Noon), new PostgresTerms(), folder.Path, $"{await PostgresServer.RequireAsync()};Application Name={engine.Schema}{further}");
}
