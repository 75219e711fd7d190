using System.Diagnostics;
using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Commands;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Demo;

/// <summary>What the demo prints: what was found and why, what came out, and where to look.</summary>
internal sealed class DemoReport(TextWriter output, Installation installation, DemoWeb web)
{
    public async Task OpenAsync()
    {
        await output.WriteLineAsync("Watching a small web on loopback for Orvélo, a made-up bicycle maker.");
        foreach (var source in installation.Watch.Value.Sources) await output.WriteLineAsync($"  source  {source.Identity}, every {source.Every.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        foreach (var query in installation.Settings.Options.Queries) await output.WriteLineAsync($"  query   {query.Title}: {query.Expression}");
    }

    public async Task ScannedAsync(string heading, IReadOnlyList<Scanned> scanned)
    {
        await output.WriteLineAsync($"\n{heading}: {Counted.Saved(scanned.Sum(scan => scan.Saved.Documents), scanned.Sum(scan => scan.Saved.Mentions))}.");
        foreach (var scan in scanned)
        {
            foreach (var gap in scan.Gaps.Where(gap => gap.State == GapState.Lost)) await output.WriteLineAsync($"  {scan.Source.Name} was not seen whole, and the digest says so: {gap.Reason}");
            if (scan.Fault is { } fault) await output.WriteLineAsync($"  {scan.Source.Name} failed: {fault.Message}");
            foreach (var mention in scan.Mentions) await output.WriteLineAsync($"  {MentionLine.Of(mention.Mention, installation.Watch.Value.Queries.Titles)}");
        }
    }

    public async Task TracedAsync(IReadOnlyList<RoutedMention> gained)
    {
        await output.WriteLineAsync($"\nShort links followed: {Counted.Of(gained.Count, "document leads", "documents lead")} home by them.");
        foreach (var mention in gained) await output.WriteLineAsync($"  {MentionLine.Of(mention.Mention, installation.Watch.Value.Queries.Titles)}");
    }

    public async Task ToldAsync(CancellationToken cancellation)
    {
        var directory = installation.Settings.Directory;
        await output.WriteLineAsync();
        await output.WriteLineAsync(web.Told.Count == 0 ? "Alerts: none; nothing is told twice." : $"Alerts told to the Slack look-alike: {web.Told.Count}, the first {Seconds()} s after the program started.");
        if (web.Told.Count > 0) await output.WriteLineAsync($"  payloads  {await KeepAsync(Path.Combine(directory, "slack"), cancellation)}");
        var mails = new DirectoryInfo(Path.Combine(directory, "mail"));
        var last = mails.Exists ? mails.EnumerateFiles("*.eml").OrderByDescending(mail => mail.LastWriteTimeUtc).FirstOrDefault() : null;
        await output.WriteLineAsync(last is null ? "  digest    nothing to tell" : $"  digest    {last.FullName}{(last.LastWriteTimeUtc < Process.GetCurrentProcess().StartTime.ToUniversalTime() ? " (of an earlier run; nothing new to tell)" : "")}");
        await output.WriteLineAsync($"  settings  {installation.Settings.File}");
        await output.WriteLineAsync("To watch your own brand, start from appsettings.example.json.");
    }

    private string Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return (web.Told.First().At - new DateTimeOffset(process.StartTime)).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
    }

    private async Task<string> KeepAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        foreach (var (at, payload) in web.Told)
            await File.WriteAllTextAsync(Path.Combine(folder, at.ToString("yyyyMMdd'T'HHmmss.fffffff'.json'", CultureInfo.InvariantCulture)), payload, cancellation);
        return folder;
    }
}
