using System.Diagnostics;
using System.Text;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Commands;

/// <param name="Query">One expression, called <c>query</c>; null when <paramref name="Queries"/> is given.</param>
/// <param name="Queries">A file of JSON lines, each a name and an expression.</param>
/// <param name="Count">Only count and time.</param>
internal sealed record MatchArguments(string? Query, string? Queries, bool Count);

/// <summary><c>match</c>: documents as JSON lines in, one line per match out.</summary>
internal static class MatchCommand
{
    private const int Done = 0, DoneInPart = 1, WrongUsage = 2;

    /// <summary>Documents that are counted to learn which words are rare, before the index is built, and matched once before the time is taken.</summary>
    private const int Sample = 2_000;

    public static int Run(MatchArguments arguments, TextReader input, TextWriter output, TextWriter errors)
    {
        if (ReadQueries(arguments, errors) is not { } queries) return WrongUsage;
        var unread = 0;
        var documents = JsonLines.Read(input, JsonLines.Shapes.DocumentLine, (line, _) => line.ToDocument(), Skip);
        if (arguments.Count) Count(queries, [.. documents], output);
        else Match(queries, documents, output);
        return unread == 0 ? Done : DoneInPart;

        void Skip(int number, string problem)
        {
            unread++;
            errors.WriteLine($"line {number}: this is no document: {problem}");
        }
    }

    private static void Match(IReadOnlyList<Query> queries, IEnumerable<Document> documents, TextWriter output)
    {
        var index = MatchIndex.Build(queries);
        foreach (var document in documents)
        {
            foreach (var match in index.Match(document))
            {
                MatchLine line = new(document.Id, match.Query, [.. match.Spans.Select(span => SpanLine.Of(span, document)).Distinct()]);
                JsonLines.Write(output, line, JsonLines.Shapes.MatchLine);
            }
        }
    }

    private static void Count(IReadOnlyList<Query> queries, IReadOnlyList<Document> documents, TextWriter output)
    {
        var census = new WordCensus();
        foreach (var document in documents.Take(Sample)) census.Count(document);
        var index = MatchIndex.Build(queries, census);
        CountMatches(index, documents.Take(Sample));
        var started = Stopwatch.GetTimestamp();
        var matches = CountMatches(index, documents);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var megabytes = documents.Sum(document => (long)Encoding.UTF8.GetByteCount(document.Title) + Encoding.UTF8.GetByteCount(document.Body)) / 1e6;
        JsonLines.Write(output, new CountLine(documents.Count, matches, seconds, seconds > 0 ? Math.Round(megabytes / seconds, 1) : 0), JsonLines.Shapes.CountLine);
    }

    private static long CountMatches(MatchIndex index, IEnumerable<Document> documents)
    {
        var fits = new List<int>();
        long matches = 0;
        foreach (var document in documents)
        {
            fits.Clear();
            index.Find(document, fits);
            matches += fits.Count;
        }

        return matches;
    }

    private static IReadOnlyList<Query>? ReadQueries(MatchArguments arguments, TextWriter errors)
    {
        if (arguments.Query is null == arguments.Queries is null)
        {
            errors.WriteLine("match takes either --query EXPRESSION or --queries FILE.");
            return null;
        }

        var lines = new QueryLines(errors);
        return arguments.Query is { } expression ? lines.ReadOne("query", expression) : lines.ReadFile(arguments.Queries!);
    }
}
