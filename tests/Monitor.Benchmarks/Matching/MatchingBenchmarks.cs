using BenchmarkDotNet.Attributes;
using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Benchmarks.Matching;

/// <summary>The parts of matching, on one post of about 200 characters in each kind of text, against 1,000 queries.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private const int Queries = 1_000;

    private readonly List<int> fits = [];
    private readonly FoldedWords words = new();
    private Document document = null!;
    private MatchIndex index = null!;
    private Query[] queries = [];

    [Params("ascii", "french", "russian", "japanese", "hindi")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        document = new() { Id = "1", Source = new("bench", "bench"), Seen = DateTimeOffset.UnixEpoch, Body = Texts.Of(Text) };
        queries = [.. Enumerable.Range(0, Queries).Select(number => new Query($"q{number}", QueryParser.Parse($"(brand{number} OR \"brand number{number}\") -jobs").Expression!))];
        index = MatchIndex.Build(queries);
    }

    [Benchmark]
    public int FindWords()
    {
        words.Clear();
        words.Append(document.Body);
        words.Find();
        return words.Count;
    }

    [Benchmark]
    public int FindWordsPlainly() => Words.Of(document.Body).Count;

    [Benchmark]
    public int Match()
    {
        fits.Clear();
        index.Find(document, fits);
        return fits.Count;
    }

    [Benchmark]
    public bool EvaluateOnePlainly() => Evaluator.Holds(queries[0].Expression.Root, document);

    [Benchmark]
    public QueryExpression? Parse() => QueryParser.Parse("(acme OR \"acme corp\" OR link:acme.com) AND title:(pricing NEAR/3 plan*) -jobs").Expression;

    [Benchmark]
    public ulong FingerprintOfBody() => Fingerprint.Of("", document.Body);
}
