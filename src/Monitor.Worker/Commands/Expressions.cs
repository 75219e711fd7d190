using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Commands;

/// <summary>What is wrong with the expressions of queries, and what is probably not meant.</summary>
internal static class Expressions
{
    /// <summary>A query is tried on so many of the documents stored last, of those seen in the last 30 days.</summary>
    private const int MostTried = 2_000;

    private static readonly TimeSpan TriedBack = TimeSpan.FromDays(30);

    /// <summary>What the parser alone says.</summary>
    public static IReadOnlyList<ExpressionProblem> Problems(string expression) => [.. QueryParser.Parse(expression).Problems.Select(Worded)];

    /// <summary>What the parser says, and which NOT would hide most of what is stored.</summary>
    public static IReadOnlyList<ExpressionProblem> Problems(string expression, IReadOnlyList<Document> stored)
    {
        var parsed = QueryParser.Parse(expression);
        return [.. parsed.Problems.Concat(parsed.Expression is { } query ? QueryTree.HidingExclusions(query, stored) : []).Select(Worded)];
    }

    /// <summary>What queries are tried on; nothing where there is no store, or none that answers: what is wrong with it, opening it says.</summary>
    public static async Task<IReadOnlyList<Document>> StoredAsync(MonitorSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var store = await new ConfiguredStore(settings.Options, time) { Patience = TimeSpan.Zero }.OpenReaderAsync(cancellation);
            return await StoredAsync(store, time, cancellation);
        }
        catch (StoreException)
        {
            return [];
        }
    }

    /// <exception cref="StoreException">The store does not answer.</exception>
    public static async Task<IReadOnlyList<Document>> StoredAsync(IStoreReader store, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - TriedBack;
        return [.. (await store.Mentions.RecentAsync(MostTried, cancellation)).Where(document => document.Seen >= since)];
    }

    private static ExpressionProblem Worded(QueryProblem problem) =>
        new(problem.Position, problem.Mend is null ? problem.Message : $"{problem.Message} Write: {problem.Mend}", problem.Severity == ProblemSeverity.Warning);
}
