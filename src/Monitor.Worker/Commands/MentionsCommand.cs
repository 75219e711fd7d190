using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Health;

namespace Monitor.Worker.Commands;

/// <param name="Text">What to look for; null for every mention.</param>
/// <param name="Query">Only mentions of this query.</param>
/// <param name="Since">How far back, as typed.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Json">Print JSON lines.</param>
internal sealed record MentionsArguments(string? Text, string? Query, string? Since, int Limit, bool Json);

/// <summary><c>mentions</c> and <c>search</c>: what is stored, newest first, whoever works with the store meanwhile.</summary>
internal static class MentionsCommand
{
    private const int Page = 200;

    public static Task<int> RunAsync(CommandContext context, MentionsArguments arguments, CancellationToken cancellation) =>
        context.WithSettingsAsync(async settings =>
        {
            if (Filter(context, arguments) is not { } filter) return ExitCode.Usage;
            return await context.WithStoreAsync(async () =>
            {
                await using var store = await new ConfiguredStore(settings.Options, context.Time).OpenReaderAsync(cancellation);
                var found = await ListAsync(store.Mentions, filter, Writer(context, settings, filter.Text, arguments.Json), cancellation);
                return found > 0 ? ExitCode.Done : await SayNothingFoundAsync(context, settings, arguments.Query);
            });
        });

    private static MentionFilter? Filter(CommandContext context, MentionsArguments arguments)
    {
        SearchText? text = null;
        if (arguments.Text is { } typed && !SearchText.TryParse(typed, out text, out var problem))
        {
            context.Errors.WriteLine(problem);
            return null;
        }

        var since = arguments.Since is { } written ? Since.Read(written, context.Time) : null;
        if (arguments.Since is null || since is not null) return new MentionFilter(arguments.Query, Since: since, Limit: arguments.Limit, Text: text);
        context.Errors.WriteLine($"--since {arguments.Since}: give {Since.Forms}.");
        return null;
    }

    private static Action<StoredMention> Writer(CommandContext context, MonitorSettings settings, SearchText? text, bool json)
    {
        if (json) return stored => JsonLines.Write(context.Output, DocumentLine.Of(stored), JsonLines.Shapes.DocumentLine);
        var titles = settings.Options.Queries.ToDictionary(query => query.Name, query => query.Title ?? query.Name, StringComparer.Ordinal);
        var colour = ReferenceEquals(context.Output, Console.Out) && !Console.IsOutputRedirected && !Logging.NoColour;
        var blocks = new MentionBlock(titles, text, context.Time.LocalTimeZone, colour);
        return stored => context.Output.WriteLine(blocks.Of(stored));
    }

    // By pages: what is printed is not held.
    private static async Task<int> ListAsync(IMentionReader reader, MentionFilter filter, Action<StoredMention> write, CancellationToken cancellation)
    {
        for (var found = 0; ;)
        {
            var limit = Math.Min(Page, filter.Limit - found);
            var page = limit == 0 ? [] : await reader.ListAsync(filter with { Limit = limit }, cancellation);
            foreach (var stored in page) write(stored);
            found += page.Count;
            if (page.Count < limit || limit == 0) return found;
            filter = filter with { Before = page[^1].Number };
        }
    }

    /// <summary>A query that was taken out of the configuration may have mentions still: a name is wrong only where nothing has it.</summary>
    private static async Task<int> SayNothingFoundAsync(CommandContext context, MonitorSettings settings, string? query)
    {
        string[] known = [.. settings.Options.Queries.Select(query => query.Name)];
        if (query is null || known.Contains(query, StringComparer.Ordinal))
        {
            await context.Errors.WriteLineAsync("No mention is stored that fits.");
            return ExitCode.Done;
        }

        await context.Errors.WriteLineAsync($"No mention is stored that fits, and the configuration has no query {MentionLine.Plain(query)}; {Spelling.Hint(query, known, "it has")}");
        return ExitCode.Usage;
    }
}
