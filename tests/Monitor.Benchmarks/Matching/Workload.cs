using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Benchmarks.Matching;

/// <summary>The seeded workload beside which engines are measured: a text a line, and queries or literals a line.</summary>
internal sealed class Workload(string directory)
{
    public IReadOnlyList<Document> Documents(string corpus) =>
        [.. File.ReadLines(Path.Combine(directory, corpus + ".txt")).Select((body, number) => new Document
        {
            Id = $"{number}",
            Source = new("bench", "bench"),
            Body = body,
            Seen = DateTimeOffset.UnixEpoch,
        })];

    /// <summary>Size of the texts in UTF-8, without line ends.</summary>
    public static double Megabytes(IEnumerable<Document> documents) => documents.Sum(document => System.Text.Encoding.UTF8.GetByteCount(document.Body)) / 1e6;

    /// <summary>Boolean queries, written in the workload as groups of alternatives joined by <c>&amp;</c>, each exclusion after <c>!</c>.</summary>
    public IReadOnlyList<Query> Boolean(int count) => Read($"queries-{count}.txt", Translate);

    public IReadOnlyList<Query> Literals(int count) => Read($"literals-{count}.txt", Quote);

    private Query[] Read(string file, Func<string, string> translate) =>
        [.. File.ReadLines(Path.Combine(directory, file)).Select((line, number) => new Query($"q{number}", QueryParser.Parse(translate(line)).Expression!))];

    private static string Translate(string line)
    {
        var parts = line.Split('!');
        var groups = parts[0].Split('&').Select(group => $"({string.Join(" OR ", group.Split('|').Select(Quote))})");
        return string.Join(" AND ", groups) + string.Concat(parts.Skip(1).Select(part => $" AND NOT {Quote(part)}"));
    }

    private static string Quote(string literal) => $"\"{literal}\"";
}
