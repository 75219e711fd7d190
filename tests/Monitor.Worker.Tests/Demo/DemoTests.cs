using System.Text.Json;

namespace Monitor.Worker.Tests.Demo;

public sealed class DemoTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-demo-").FullName;

    [Fact]
    public async Task Shows_the_whole_product_and_tells_nothing_twice_when_run_again()
    {
        var first = await RunAsync();
        var payloads = Directory.GetFiles(Path.Combine(directory, "slack"), "*.json").Select(File.ReadAllText).ToList();
        var mail = Assert.Single(Directory.GetFiles(Path.Combine(directory, "mail"), "*.eml"));
        var written = File.GetLastWriteTimeUtc(mail);
        var second = await RunAsync();

        Assert.All(["blog", "forum", "hn", "fedi", "city"], source => Assert.Contains($"| {source} |", first, StringComparison.Ordinal));
        Assert.Contains("4 new documents, 1 mention.", first, StringComparison.Ordinal);
        Assert.Contains("forum was not seen whole", first, StringComparison.Ordinal);
        Assert.DoesNotContain("not seen whole", second, StringComparison.Ordinal);
        Assert.Contains("What could not be seen", await File.ReadAllTextAsync(mail), StringComparison.Ordinal);
        Assert.NotEmpty(payloads);
        Assert.All(payloads, payload => Assert.True(JsonDocument.Parse(payload).RootElement.TryGetProperty("blocks", out _)));
        Assert.Contains("/s/cargo → orvelo.example/modeles/cargo", first, StringComparison.Ordinal);
        Assert.DoesNotContain("/s/cargo", second, StringComparison.Ordinal);
        Assert.DoesNotContain("welders", first, StringComparison.Ordinal);
        Assert.Contains("nothing is told twice", second, StringComparison.Ordinal);
        Assert.Equal(payloads.Count, Directory.GetFiles(Path.Combine(directory, "slack")).Length);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(Path.Combine(directory, "mail")))));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<string> RunAsync()
    {
        using var process = MonitorProcess.Start(directory, "demo", "--once", "--data", ".");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await process.StandardError.ReadToEndAsync());
        return output;
    }
}
