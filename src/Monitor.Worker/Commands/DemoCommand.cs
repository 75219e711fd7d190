using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Monitor.Worker.Demo;
using Monitor.Worker.Jobs;

namespace Monitor.Worker.Commands;

/// <param name="Once">Stop after the first digest.</param>
/// <param name="Directory">Where the demo keeps its data between two runs.</param>
/// <param name="Language">en or fr.</param>
internal sealed record DemoArguments(bool Once, string Directory, string Language);

/// <summary>
/// The whole product, offline: a small web on loopback is watched through the very same sources, alerts go to a Slack look-alike and the
/// digest to a folder. Run again, it tells nothing twice.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(CommandContext context, DemoArguments arguments, CancellationToken cancellation)
    {
        var directory = System.IO.Directory.CreateDirectory(arguments.Directory).FullName;
        var ports = DemoPorts.Of(directory);
        await using var web = await DemoWeb.StartAsync(ports.Web, context.Time, cancellation);
        var file = Path.Combine(directory, "appsettings.json");
        await File.WriteAllTextAsync(file, DemoConfiguration.Text(web.Address, ports.Page, arguments.Language), cancellation);
        var demo = context with { Config = file, LogLevel = context.LogLevel == "info" ? "error" : context.LogLevel };
        return await demo.WithSettingsAsync(settings => demo.WithInstallationAsync(
            settings,
            async (installation, logger, _) =>
            {
                await ShowAsync(demo, installation, web, cancellation);
                if (arguments.Once) return ExitCode.Done;
                await using var service = await Service.StartAsync(installation, logger, cancellation);
                await context.Output.WriteLineAsync($"\nThe page is at {settings.Options.BaseUrl} until Ctrl-C.");
                return await service.WaitAsync(cancellation) ? ExitCode.Done : ExitCode.Failed;
            },
            cancellation));
    }

    private static async Task ShowAsync(CommandContext context, Installation installation, DemoWeb web, CancellationToken cancellation)
    {
        var report = new DemoReport(context.Output, installation, web);
        await report.OpenAsync();
        using var dispatcher = new Dispatcher(installation.Dispatch, installation.Watch, installation.TellNow, installation.Time, NullLogger<Dispatcher>.Instance);
        await dispatcher.StartAsync(cancellation);

        // What the world said in an earlier run is not unsaid.
        if ((await installation.Database.Reader.SourcesAsync(cancellation)).Count > 0) web.Publish();
        var pass = new Pass(installation);
        await report.ScannedAsync("First look, which sets the baseline and does not alarm", await pass.ScanAsync(null, dry: false, cancellation));
        web.Publish();
        await report.ScannedAsync("Second look, after the world spoke", await pass.ScanAsync(null, dry: false, cancellation));
        await report.TracedAsync(await pass.TraceAsync(cancellation));
        await installation.Digests.CloseNowAsync(installation.Watch.Value.Digests[0], cancellation);
        await ToldAsync(installation, cancellation);
        await dispatcher.StopAsync(cancellation);
        await report.ToldAsync(cancellation);
    }

    private static async Task ToldAsync(Installation installation, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            var outbox = await installation.Database.Outbox.SummarizeAsync(cancellation);
            var open = outbox.Waiting + outbox.Messages.Where(state => state.Key is not (DeliveryState.Sent or DeliveryState.Dead)).Sum(state => state.Value);
            if (open == 0) return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), installation.Time, cancellation);
        }
    }
}
