using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Testing;
using Monitor.Worker.Commands;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

public sealed class MentionsCommandTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly VirtualClock clock = new(Sample.Noon.AddDays(3));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_document_lines_with_their_queries_while_a_service_holds_the_store()
    {
        await using var service = await FillAsync(Sample.Document("a") with { Title = "L’Acmé", Body = "Body" });

        Assert.Equal(0, await RunAsync(text: "acme", json: true));

        var line = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal("L’Acmé", line.GetProperty("title").GetString());
        Assert.Equal("press", line.GetProperty("source").GetString());
        Assert.Equal("acme", line.GetProperty("queries")[0].GetString());
        Assert.Equal(1, line.GetProperty("number").GetInt64());
        Assert.Empty(errors.ToString());
    }

    [Fact]
    public async Task Says_when_where_who_what_and_why()
    {
        await using var service = await FillAsync(Sample.Document("a") with { Title = "L’Acmé \e[31m", Author = new Author("Ann", "ann@example.social") });

        Assert.Equal(0, await RunAsync(text: "somebody"));

        Assert.Equal(
            """
            #1  2026-03-02 12:00  press  Ann  @ann@example.social
              L’Acmé [31m
              Somebody wrote about Acme.
              https://example.org/a
              why: Acme Corp (acme in title)


            """,
            output.ToString());
    }

    [Fact]
    public async Task Lists_as_many_as_wanted_and_no_more_over_pages()
    {
        await using var service = await FillAsync([.. Enumerable.Range(0, 450).Select(number => Sample.Document($"{number}", seen: Sample.Noon.AddMinutes(number)))]);

        Assert.Equal(0, await RunAsync(json: true, limit: 401));

        Assert.Equal(401, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("2026-03-02", 3)]
    [InlineData("2026-03-03", 2)]
    [InlineData("2026-03-03T12:00:00Z", 2)]
    [InlineData("2026-03-03T13:00:00+01:00", 2)]
    [InlineData("2d", 2)]
    [InlineData("36h", 1)]
    [InlineData("1w", 3)]
    public async Task Looks_back_as_far_as_told(string since, int expected)
    {
        await using var service = await FillAsync([.. Enumerable.Range(0, 3).Select(day => Sample.Document($"{day}", seen: Sample.Noon.AddDays(day)))]);

        Assert.Equal(0, await RunAsync(json: true, since: since));

        Assert.Equal(expected, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(null, "yesterday", "--since yesterday")]
    [InlineData(null, "7", "--since 7")]
    [InlineData(null, "2026-02-30", "--since 2026-02-30")]
    [InlineData(null, "99999w", "--since 99999w")]
    [InlineData("!?", null, "no word")]
    public async Task Says_what_is_wrong_with_what_was_asked(string? text, string? since, string problem)
    {
        await using var service = await FillAsync(Sample.Document("a"));

        Assert.Equal(2, await RunAsync(text: text, since: since));

        Assert.Contains(problem, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Names_a_query_that_nobody_knows()
    {
        await using var service = await FillAsync(Sample.Document("a"));

        Assert.Equal(2, await RunAsync(query: "acne"));

        Assert.Equal($"No mention is stored that fits, and the configuration has no query acne; did you mean acme?{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public async Task Fails_with_a_sentence_where_nothing_is_stored()
    {
        Assert.Equal(3, await RunAsync());
        Assert.Contains("There is no database", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        folder.Dispose();
    }

    private async Task<SqliteDatabase> FillAsync(params Document[] documents)
    {
        var database = await SqliteDatabase.OpenAsync(folder.File("data"), clock, Cancellation);
        await database.Mentions.SaveAsync(Sample.Haul([.. documents.Select(document => Sample.Mention(document))]), Cancellation);
        return database;
    }

    private async Task<int> RunAsync(string? text = null, string? query = null, string? since = null, int limit = 50, bool json = false)
    {
        await File.WriteAllTextAsync(folder.File("appsettings.json"), """{ "Monitor": { "DataDirectory": "data", "Queries": [ { "Name": "acme", "Title": "Acme Corp", "Expression": "acme" } ] } }""", Cancellation);
        var context = new CommandContext(folder.File("appsettings.json"), "error", clock, output, errors);
        return await MentionsCommand.RunAsync(context, new MentionsArguments(text, query, since, limit, json), Cancellation);
    }
}
