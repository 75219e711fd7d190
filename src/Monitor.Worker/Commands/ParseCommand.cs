using System.Text.Json;
using Monitor.Sources.Feed;

namespace Monitor.Worker.Commands;

/// <summary>What <c>parse</c> was asked for.</summary>
/// <param name="Files">Files to read; empty when the list comes on standard input.</param>
/// <param name="BaseUrl">Where the documents were found; null when unknown.</param>
/// <param name="Headers">Response headers they came with, each <c>Name: value</c>.</param>
internal sealed record ParseArguments(IReadOnlyList<string> Files, Uri? BaseUrl, IReadOnlyList<string> Headers);

/// <summary>The feed reader on files: one line of JSON for each.</summary>
internal static class ParseCommand
{
    private const int Done = 0;
    private const int Partly = 1;

    /// <returns>0 when every file was a feed, a list or a page with feeds; 1 when some were not.</returns>
    public static int Run(ParseArguments arguments, TextReader input, TextWriter output)
    {
        var outcome = Done;
        foreach (var file in arguments.Files.Count > 0 ? arguments.Files : Lines(input))
        {
            var parsed = Read(file, arguments);
            if (parsed.Error is not null) outcome = Partly;
            output.WriteLine(JsonSerializer.Serialize(parsed, ParsedJson.Readable.ParsedDocument));
        }

        return outcome;
    }

    private static ParsedDocument Read(string file, ParseArguments arguments)
    {
        try
        {
            var home = Header(arguments, "Content-Location") is { } location && Uri.TryCreate(arguments.BaseUrl, location, out var elsewhere) && elsewhere.IsAbsoluteUri
                ? elsewhere
                : arguments.BaseUrl;
            var feed = FeedParser.Parse(File.ReadAllBytes(file), Header(arguments, "Content-Type"), home, Header(arguments, "Content-Language"));
            return ParsedDocument.Of(file, feed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ParsedDocument.Unreadable(file, exception.Message);
        }
    }

    private static string? Header(ParseArguments arguments, string name)
    {
        foreach (var header in arguments.Headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && header.AsSpan(0, colon).Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return header[(colon + 1)..].Trim();
        }

        return null;
    }

    private static IEnumerable<string> Lines(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
