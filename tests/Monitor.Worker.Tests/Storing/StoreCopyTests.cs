using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;
using Npgsql;

namespace Monitor.Worker.Tests.Storing;

/// <summary>The installation goes on in PostgreSQL as it would have gone on in its file. MONITOR_COPY=MENTIONS copies so many in the middle of work (1,000 in the usual run).</summary>
public sealed class StoreCopyTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Size = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_COPY"), CultureInfo.InvariantCulture, out var asked) ? asked : 1_000;

    // A hundred thousand single messages would be all that the test is about.
    private static readonly int Burst = Size > 1_000 ? 50 : int.MaxValue;

    // Of PostgreSQL alone: what the schema and the installation are, and the words that follow from the rest.
    private static readonly string[] NotCopied = ["installation", "schema_migrations", "search", "nodes", "work_leases"];

    private readonly VirtualClock clock = new(Sample.Noon);
    private readonly ScratchFolder folder = new();
    private readonly PostgresEngine target = new();

    public async ValueTask InitializeAsync() => await PostgresServer.RequireAsync();

    public async ValueTask DisposeAsync()
    {
        await target.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Copies_every_table_that_there_is()
    {
        await (await OpenSourceAsync()).DisposeAsync();

        var copied = await CopyAsync();

        await using var connection = new NpgsqlConnection(await PostgresServer.RequireAsync());
        var tables = await connection.QueryAsync<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = @Schema", new { target.Schema });
        Assert.Equal(tables.Except(NotCopied).Order(StringComparer.Ordinal), copied.Select(table => table.Table).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_work_and_tells_nothing_again()
    {
        await using (var source = await OpenSourceAsync()) await WorkAsync(source);
        using var twin = CopyOfFile();
        var began = Stopwatch.GetTimestamp();
        var copied = await CopyAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{copied.Sum(table => table.Rows)} rows with {Size} mentions copied in {Stopwatch.GetElapsedTime(began).TotalSeconds:f1} s."));
        Assert.Equal(Size, copied.Single(table => table.Table == "mentions").Rows);

        await using var there = await target.OpenAsync(clock);
        await using var here = await SqliteDatabase.OpenAsync(twin.Path, clock, default);
        await here.AbandonLeasesAsync(clock.GetUtcNow(), default);
        var (told, wouldHaveBeen) = (await DrainAsync(there), await DrainAsync(here));

        Assert.Equal(wouldHaveBeen, told);
        Assert.Equal(Size - 300 - 1, told.Where(message => message.Kind == MessageKind.Alert).Sum(message => message.Count));
        Assert.Equal(6, told.Count(message => message.Uncertain));
        Assert.Empty(await DrainAsync(there));

        Assert.Equal(new Saved(0, 0, 0), await there.Mentions.SaveAsync(Part(0), default));
        Assert.Equal(1, (await there.Mentions.SaveAsync(Sample.Alerts(["new"], Sample.Slack), default)).Deliveries);
        Assert.Equal(1, Assert.Single(await DrainAsync(there)).Count);
    }

    [Fact]
    public async Task Knows_what_the_file_knew()
    {
        var longId = $"https://example.org/{new string('é', 3_000)}";
        Haul haul;
        await using (var source = await OpenSourceAsync())
        {
            haul = Sample.Haul([Sample.Mention(Sample.Document(longId) with { Url = longId, Title = "L’Acmé, enfin" }, [Sample.Slack])], others: Sample.Document("other"))
                with { Gaps = [new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "closed")] };
            await source.Mentions.SaveAsync(haul, default);
            await source.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("shown", seen: Sample.Noon.AddYears(-1)))]), default);
            await source.Retention.SweepAsync(Sample.Noon.AddDays(-1), Sample.Noon.AddDays(-1), default);
        }

        await CopyAsync();
        await using var there = await target.OpenAsync(clock);

        Assert.Equal(new Cursor("after"), (await there.Mentions.RecallAsync(Sample.Press, default)).Cursor);
        Assert.Equal(new Saved(0, 0, 0), await there.Mentions.SaveAsync(haul, default));
        Assert.Single(await there.Reader.GapsAsync(DateTimeOffset.MinValue, default));
        Assert.True(SearchText.TryParse("acme", out var text, out _));
        Assert.Equal(longId, Assert.Single(await there.Reader.ListAsync(new MentionFilter(Text: text), default)).Mention.Document.Id);
        await there.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("new"))]), default);
        Assert.Equal([3, 1], (await there.Reader.ListAsync(new MentionFilter(), default)).Select(stored => stored.Number));
    }

    [Fact]
    public async Task Broken_off_it_leaves_nothing_and_can_be_done_again()
    {
        await using (var source = await OpenSourceAsync()) await source.Mentions.SaveAsync(Sample.Alerts(Enumerable.Range(0, 500).Select(number => $"m{number}"), Sample.Slack), default);
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await CopyAsync(new Cancelling(cancelled, 0.7), cancelled.Token));

        Assert.Equal(500, (await CopyAsync()).Single(table => table.Table == "mentions").Rows);
    }

    [Fact]
    public async Task Refuses_a_schema_that_holds_something()
    {
        await using (var source = await OpenSourceAsync()) await source.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await CopyAsync();

        var error = await Assert.ThrowsAsync<StoreException>(async () => await CopyAsync());

        Assert.Contains("already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_while_the_service_holds_the_file_and_where_there_is_none()
    {
        Assert.Contains("There is no database", (await Assert.ThrowsAsync<StoreException>(async () => await CopyAsync())).Message, StringComparison.Ordinal);
        await using var service = await OpenSourceAsync();

        Assert.Contains("is working in", (await Assert.ThrowsAsync<StoreException>(async () => await CopyAsync())).Message, StringComparison.Ordinal);
    }

    private Task<SqliteDatabase> OpenSourceAsync() => SqliteDatabase.OpenAsync(folder.Path, clock, default);

    private async Task<IReadOnlyList<CopiedTable>> CopyAsync(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        await new StoreCopy(folder.Path, PostgresAddress.Of(await PostgresServer.RequireAsync(), target.Schema), clock).RunAsync(progress, cancellation);

    /// <summary>300 told, one given up, five under way, one uncertain, one to be tried again; a digest told to one of two, another waiting.</summary>
    private static async Task WorkAsync(SqliteDatabase source)
    {
        for (var first = 0; first < Size; first += 1_000) await source.Mentions.SaveAsync(Part(first), default);
        foreach (var number in Enumerable.Range(0, 308))
        {
            var message = (await source.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(burst: int.MaxValue), default))!;
            if (number < 300) await source.Outbox.SettleAsync(message, Sample.Sent(Sample.Noon), default);
            if (number == 300) await source.Outbox.SettleAsync(message, new Settlement(DeliveryState.Dead, Sample.Noon, null, "410"), default);
            if (number == 301) await source.Outbox.SettleAsync(message, new Settlement(DeliveryState.Uncertain, Sample.Noon, Sample.Noon.AddMinutes(1), "no answer"), default);
            if (number == 302) await source.Outbox.SettleAsync(message, new Settlement(DeliveryState.Pending, Sample.Noon, Sample.Noon.AddMinutes(1), "503"), default);
        }

        await source.Digests.CloseAsync(Sample.Slot("daily", 2), [Sample.Ann, Sample.Bob], false, default);
        await source.Outbox.SettleAsync((await source.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(), default))!, Sample.Sent(Sample.Noon), default);
    }

    private static Haul Part(int first) =>
        Sample.Haul([.. Enumerable.Range(first, 1_000).Select(number => Sample.Mention(Sample.Document($"m{number}"), [Sample.Slack], number < Size / 2 ? "daily" : "weekly"))]);

    private static async Task<IReadOnlyList<Told>> DrainAsync(IStoreDatabase store)
    {
        List<Told> told = [];
        foreach (var recipient in (Recipient[])[Sample.Slack, Sample.Ann, Sample.Bob])
        {
            while (await store.Outbox.LeaseAsync(recipient, Sample.Terms(Sample.Noon.AddHours(1), burst: Burst), default) is { } message)
            {
                told.Add(new Told(message.Id, message.Kind, message.Attempt, message.Uncertain, message.Mentions.Count, string.Join(' ', message.Mentions.Take(3).Select(stored => stored.Number))));
                await store.Outbox.SettleAsync(message, Sample.Sent(Sample.Noon.AddHours(1)), default);
            }
        }

        return told;
    }

    private ScratchFolder CopyOfFile()
    {
        var copy = new ScratchFolder();
        SqliteBackup.Write(folder.Path, copy.File("monitor.db"), force: false, null, default);
        return copy;
    }

    private sealed record Told(string Id, MessageKind Kind, int Attempt, bool Uncertain, int Count, string First);

    private sealed class Cancelling(CancellationTokenSource source, double at) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= at) source.Cancel();
        }
    }
}
