namespace Monitor.Worker.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-verbs-").FullName;

    [Theory]
    [InlineData("Did you mean check?", "chekc")]
    [InlineData("Did you mean explain?", "query", "explian", "acme")]
    [InlineData("Did you mean --source?", "once", "--sorce", "press")]
    [InlineData("Did you mean --config?", "check", "--confg", "monitor.json")]
    [InlineData("Did you mean --hops?", "url", "--hop", "https://example.org/")]
    [InlineData("Did you mean --base-url?", "parse", "--base-ur", "https://example.org/", "feed.xml")]
    [InlineData("", "url", "--bogus", "https://example.org/")]
    [InlineData("", "telegraph")]
    public async Task Guesses_what_a_misspelt_word_was_to_be(string guess, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Equal(guess, errors.Split(Environment.NewLine).FirstOrDefault(line => line.StartsWith("Did you mean", StringComparison.Ordinal)) ?? "");
    }

    [Fact]
    public async Task Takes_what_stands_behind_two_hyphens_as_it_is()
    {
        var (code, output, _) = await RunAsync("url", "--json", "--", "--hop");

        Assert.NotEqual(2, code);
        Assert.Contains("\"url\":\"--hop\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_over_nothing_says_so()
    {
        var (code, output, _) = await RunAsync("once", "--dry-run");

        Assert.Equal(0, code);
        Assert.StartsWith("There is nothing to watch", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = MonitorProcess.Start(directory, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
