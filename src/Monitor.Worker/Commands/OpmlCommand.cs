using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Normalizing;
using Monitor.Sources.Feed;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>A block of <c>Sources</c> that watches feeds.</summary>
internal sealed record FeedBlock(string Name, string Type, IReadOnlyList<string> Urls);

/// <summary><c>import opml</c> and <c>export opml</c>: lists of feeds from and for other readers.</summary>
internal static class OpmlCommand
{
    private const string Ungrouped = "feeds";

    private static readonly FeedBlockJson Readable = new(new JsonSerializerOptions(FeedBlockJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Prints one source for each folder of the list, to be put into the configuration.</summary>
    /// <returns>0; 2 when the file is no list of feeds.</returns>
    public static Task<int> ImportAsync(CommandContext context, string file, CancellationToken cancellation) => context.WithSettingsAsync(async settings =>
    {
        ParsedFeed list;
        try
        {
            list = FeedParser.Parse(await File.ReadAllBytesAsync(file, cancellation));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await context.Errors.WriteLineAsync($"{file} cannot be read: {problem.Message}");
            return ExitCode.Usage;
        }

        if (list.Format != FeedFormat.Opml || list.Feeds.Count == 0)
        {
            await context.Errors.WriteLineAsync($"{file} {(list.Format == FeedFormat.Opml ? "lists no feed" : "is no OPML list of feeds")}; export the list from your feed reader again.");
            return ExitCode.Usage;
        }

        foreach (var warning in list.Warnings) await context.Errors.WriteLineAsync(warning);
        var watched = Feeds(settings).SelectMany(feed => feed.Links).Select(link => CanonicalUrl.Of(link.Url)).ToHashSet(StringComparer.Ordinal);
        var missing = list.Feeds.Where(feed => !watched.Contains(CanonicalUrl.Of(feed.Url))).ToList();
        await context.Errors.WriteLineAsync($"{list.Feeds.Count} feeds, {list.Feeds.Count - missing.Count} of them watched already. Put this into Monitor:Sources:");
        var names = settings.Options.Sources.Select(source => source.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var blocks = missing.GroupBy(feed => feed.Group, StringComparer.Ordinal).Select(folder => new FeedBlock(NameOf(folder.Key, names), "feed", [.. folder.Select(feed => feed.Url)]));
        await context.Output.WriteLineAsync(JsonSerializer.Serialize([.. blocks], Readable.IReadOnlyListFeedBlock));
        return ExitCode.Done;
    });

    /// <summary>Prints every feed that the configuration watches.</summary>
    public static Task<int> ExportAsync(CommandContext context) => context.WithSettingsAsync(async settings =>
    {
        var links = Feeds(settings).SelectMany(feed => feed.Links.Select(link => link with { Group = link.Group.Length > 0 ? $"{feed.Name}/{link.Group}" : feed.Name }));
        await context.Output.WriteAsync(OpmlList.Write("Monitor", links));
        return ExitCode.Done;
    });

    private static IEnumerable<(string Name, IReadOnlyList<FeedLink> Links)> Feeds(MonitorSettings settings) =>
        settings.Options.Sources.OfType<FeedOptions>().Where(feed => feed.Enabled).Select(feed => (feed.Name, feed.Links(settings.Directory)));

    /// <summary>The folder's name in letters that a source's name may have, with a number where it is taken.</summary>
    private static string NameOf(string folder, HashSet<string> taken)
    {
        var words = TextFolding.Fold(folder).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words.Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0));
        if (name.Length == 0) name = Ungrouped;
        var free = name;
        for (var number = 2; !taken.Add(free); number++) free = $"{name}-{number}";
        return free;
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<FeedBlock>))]
internal sealed partial class FeedBlockJson : JsonSerializerContext;
