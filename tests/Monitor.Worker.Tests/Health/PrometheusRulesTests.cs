using System.Diagnostics;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Health.Metrics;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Health;

/// <summary>Prometheus' own tool reads what we write: metrics, alert rules and what the rules should do.</summary>
public sealed class PrometheusRulesTests
{
    private const string Missing = "promtool is not installed (Debian: prometheus).";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Rules => Path.Combine(Root(), "packaging", "prometheus");

    [Fact]
    public async Task The_alert_rules_are_right_and_do_what_they_say()
    {
        Assert.SkipUnless(IsInstalled(), Missing);

        Assert.Equal((0, ""), await PromtoolAsync("", "check", "rules", Path.Combine(Rules, "monitor.rules.yml")));
        Assert.Equal((0, ""), await PromtoolAsync("", "test", "rules", Path.Combine(Rules, "monitor.rules.test.yml")));
    }

    [Fact]
    public async Task The_metrics_are_read_without_complaint()
    {
        Assert.SkipUnless(IsInstalled(), Missing);
        using var text = new MetricsText();
        var source = new SourceIdentity("promtool \"quoted\"\n\\", "feed");
        PipelineMeter.Failed(source, TimeSpan.FromSeconds(1), SourceFault.Transient);

        Assert.Equal((0, ""), await PromtoolAsync(text.Write(), "check", "metrics"));
    }

    [Fact]
    public async Task Every_metric_that_a_rule_names_is_one_of_ours()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        using var store = new StoreMeter(new QuietStore(), new QuietStore(), new QuietLinks(), clock);
        using var text = new MetricsText();
        PipelineMeter.Failed(new SourceIdentity("rules", "feed"), TimeSpan.Zero, SourceFault.Gone);
        PipelineMeter.Settled(
            new LeasedMessage("id", new Recipient("team"), MessageKind.Alert, 1, false, 1, [], null), new Settlement(DeliveryState.Dead, clock.GetUtcNow(), null, null));
        await store.RefreshAsync(Cancellation);
        var written = text.Write();

        var named = (await File.ReadAllTextAsync(Path.Combine(Rules, "monitor.rules.yml"), Cancellation)).Split([' ', '(', ')', '{', '['], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("monitor_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"# TYPE {name} ", written, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Errors)> PromtoolAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", arguments) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), Cancellation);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, process.ExitCode == 0 ? "" : errors + await output);
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool")));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Monitor.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
