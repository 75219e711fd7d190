using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Commands;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;
using Monitor.Worker.Tests.Configuration;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly StringWriter output = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<StoreLook> Nothing(MonitorSettings settings) => Task.FromResult(StoreLook.Nothing);

    [Fact]
    public async Task Says_what_is_there_when_all_is_right()
    {
        using var written = WrittenConfiguration.Of("\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\" } ]");

        Assert.Equal(0, await CheckCommand.RunAsync(written.File, Nothing, isJson: false, probes: null, output, Cancellation));
        Assert.Equal($"{written.Folder}/appsettings.json is right: 0 queries, 1 source, 0 channels, 0 digests.{Environment.NewLine}", output.ToString());
    }

    [Fact]
    public async Task Says_everything_that_is_wrong_and_returns_2()
    {
        using var written = WrittenConfiguration.Of("\"Language\": \"de\",\n\"Langage\": \"fr\"");

        Assert.Equal(2, await CheckCommand.RunAsync(written.File, Nothing, isJson: false, probes: null, output, Cancellation));
        Assert.Equal(
            """
            appsettings.json:2: Monitor:Language: "de" is not known here; write one of en, fr
            appsettings.json:3: Monitor:Langage: unknown key; did you mean Language?
            2 problems in the configuration.

            """,
            output.ToString());
    }

    [Fact]
    public async Task Writes_problems_as_JSON_lines()
    {
        using var written = WrittenConfiguration.Of("\"Langage\": \"fr\"");

        Assert.Equal(2, await CheckCommand.RunAsync(written.File, Nothing, isJson: true, probes: null, output, Cancellation));
        Assert.Equal("""{"file":"appsettings.json","line":2,"key":"Monitor:Langage","problem":"unknown key; did you mean Language?"}""", output.ToString().TrimEnd());
    }

    [Fact]
    public async Task Shows_what_queries_probably_do_not_mean_and_refuses_nothing_for_it()
    {
        using var written = WrittenConfiguration.Of("\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme ET C++\" } ]");
        var file = written.File with { Expressions = Expressions.Problems };

        Assert.Equal(0, await CheckCommand.RunAsync(file, Nothing, isJson: false, probes: null, output, Cancellation));
        Assert.Equal(
            $"""
            appsettings.json:2: Monitor:Queries:0:Expression: warning: Words ignore the signs in C++. Write: `C++`
                acme ET C++
                        ^
            {written.Folder}/appsettings.json is right: 1 query, 0 sources, 0 channels, 0 digests.

            """,
            output.ToString());
    }

    [Fact]
    public async Task Writes_warnings_as_JSON_lines_beside_what_is_wrong()
    {
        using var written = WrittenConfiguration.Of("\"Langage\": \"fr\",\n\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme OR x\" } ]");
        var file = written.File with { Expressions = Expressions.Problems };

        Assert.Equal(2, await CheckCommand.RunAsync(file, Nothing, isJson: true, probes: null, output, Cancellation));
        Assert.Equal(
            """
            {"file":"appsettings.json","line":3,"key":"Monitor:Queries:0:Expression","warning":"x is short and will stand in many texts. Add a word that must be there as well.\n    acme OR x\n            ^"}
            {"file":"appsettings.json","line":2,"key":"Monitor:Langage","problem":"unknown key; did you mean Language?"}

            """,
            output.ToString());
    }

    [Fact]
    public async Task Tries_queries_on_what_is_stored()
    {
        using var written = WrittenConfiguration.Of("\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme -jobs\" } ]");
        IReadOnlyList<Document> stored = [Sample.Document("1") with { Body = "acme jobs" }, Sample.Document("2") with { Body = "acme jobs" }, Sample.Document("3") with { Body = "acme" }];

        Assert.Equal(0, await CheckCommand.RunAsync(written.File, _ => Task.FromResult(new StoreLook(stored, [])), isJson: false, probes: null, output, Cancellation));
        Assert.Contains("warning: This NOT hides 2 of the 3 stored documents that the query would find without it.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_what_waits_for_nobody_and_refuses_nothing_for_it()
    {
        using var written = WrittenConfiguration.Of("\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"From\": \"m@example.org\", \"To\": [ \"ann@example.org\" ] } ]");
        var look = new StoreLook(
            [],
            [
                new UnclaimedWork(new Recipient("team"), null, 3, Sample.Noon),
                new UnclaimedWork(new Recipient("mail", "bob@example.org"), null, 1, Sample.Noon),
                new UnclaimedWork(new Recipient("mail", "cleo@example.org"), null, 1, Sample.Noon.AddHours(-1)),
                new UnclaimedWork(null, "weekly", 1, Sample.Noon),
            ]);

        Assert.Equal(0, await CheckCommand.RunAsync(written.File, _ => Task.FromResult(look), isJson: false, probes: null, output, Cancellation));
        Assert.Equal(
            $"""
            appsettings.json: Monitor:Channels: warning: 3 messages wait for the channel "team", which is not in the configuration; bring the channel back, or the service gives up what waits, at the earliest on 2026-03-03 12:00:00Z (the mentions themselves stay)
            appsettings.json: Monitor:Channels: warning: 2 messages wait for readers of the channel "mail" who are not in the configuration; bring the readers back, or the service gives up what waits, at the earliest on 2026-03-03 11:00:00Z (the mentions themselves stay)
            appsettings.json: Monitor:Digests: warning: 1 mention waits for the digest "weekly", which is not in the configuration; bring the digest back, or the service gives up what waits, at the earliest on 2026-03-03 12:00:00Z (the mentions themselves stay)
            {written.Folder}/appsettings.json is right: 0 queries, 0 sources, 1 channel, 0 digests.

            """,
            output.ToString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    public async Task Connects_to_everything_and_returns_how_it_went(int failing, int code)
    {
        using var written = new WrittenConfiguration("{}");
        var failures = new Exception[] { new SourceException(SourceFault.Denied, "the token was refused; make a new one"), new DeliveryException(DeliveryFault.Denied, "the webhook is gone"), new StoreException(StoreFault.Refused, "no such database") };
        Probe Of(int index) => new($"source {index}", _ => index < failing ? throw failures[index] : Task.FromResult("200, 20 items"));

        Assert.Equal(code, await CheckCommand.RunAsync(written.File, Nothing, isJson: false, _ => [Of(0), Of(1), Of(2)], output, Cancellation));
        Assert.Contains(failing == 0 ? "ok      source 0: 200, 20 items" : "failed  source 0: the token was refused; make a new one", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connects_to_the_store_first()
    {
        using var written = WrittenConfiguration.Of("");
        using var probes = new Probes(TimeProvider.System);

        var store = probes.Of((written.File with { Kinds = Kinds.Catalogs }).Load().Settings!)[0];

        Assert.Equal("store", store.What);
        Assert.EndsWith("is brought up to date by the next start", await store.TryAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_of_our_own_is_not_taken_for_an_answer()
    {
        using var written = new WrittenConfiguration("{}");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            CheckCommand.RunAsync(written.File, Nothing, isJson: false, _ => [new Probe("source x", _ => throw new InvalidOperationException())], output, Cancellation));
    }

    public void Dispose() => output.Dispose();
}
