using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Commands;

/// <summary>What one pass brought, for a person or as one JSON object.</summary>
internal sealed class OnceReport(TextWriter output, IReadOnlyDictionary<string, string> titles)
{
    public Task WriteAsync(IReadOnlyList<Scanned> scanned, IReadOnlyList<RoutedMention> traced, Dispatched told, OnceArguments arguments)
    {
        IReadOnlyList<RoutedMention> mentions = [.. scanned.SelectMany(scan => scan.Mentions), .. traced];
        return arguments.Json ? WriteJsonAsync(scanned, mentions, told) : WriteTextAsync(scanned, mentions, told, arguments.DryRun);
    }

    private async Task WriteTextAsync(IReadOnlyList<Scanned> scanned, IReadOnlyList<RoutedMention> mentions, Dispatched told, bool dry)
    {
        if (scanned.Count == 0) await output.WriteLineAsync("There is nothing to watch: the configuration has no enabled source. appsettings.example.json shows how to add one.");
        foreach (var mention in mentions) await output.WriteLineAsync(MentionLine.Of(mention.Mention, titles));

        foreach (var scan in scanned)
        {
            var outcome = scan.Fault is { } fault
                ? $"{fault.Fault}: {fault.Message}"
                : Counted.Saved(scan.Saved.Documents, scan.Saved.Mentions);
            await output.WriteLineAsync($"{MentionLine.Plain(scan.Source.ToString())}: {MentionLine.Plain(outcome)}");
            foreach (var gap in scan.Gaps) await output.WriteLineAsync($"  {MentionLine.Plain(Unseen(gap))}");
        }

        await output.WriteLineAsync(dry ? "Dry run: nothing was stored or sent." : $"Messages sent: {told.Sent}, to be tried again: {told.Waiting}, given up: {told.Dead}.");
    }

    private static string Unseen(Gap gap) => gap.State == GapState.MadeGood
        ? $"what was not seen from {gap.From:u} to {gap.To:u} is made good"
        : $"not seen from {gap.From:u} to {gap.To:u}: {(gap.Reason.Length > 0 ? gap.Reason : "nobody looked")}";

    private async Task WriteJsonAsync(IReadOnlyList<Scanned> scanned, IReadOnlyList<RoutedMention> mentions, Dispatched told)
    {
        var report = new
        {
            sources = scanned.Select(scan => new
            {
                name = scan.Source.Name,
                kind = scan.Source.Kind,
                part = scan.Source.Part,
                documents = scan.Saved.Documents,
                mentions = scan.Saved.Mentions,
                fault = scan.Fault?.Fault.ToString(),
                problem = scan.Fault?.Message,
                due = scan.Due,
                gaps = scan.Gaps.Select(gap => new { from = gap.From, to = gap.To, reason = gap.Reason, state = gap.State.ToString() }),
            }),
            mentions = mentions.Select(routed => new
            {
                id = routed.Mention.Document.Id,
                source = routed.Mention.Document.Source.Name,
                url = routed.Mention.Document.Url,
                title = routed.Mention.Document.Title,
                queries = routed.Mention.Matches.Select(match => match.Query),
                arrival = routed.Mention.Arrival.ToString(),
            }),
            sent = told.Sent,
            waiting = told.Waiting,
            dead = told.Dead,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
    }
}
