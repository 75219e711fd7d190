using System.Diagnostics;
using System.Globalization;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Benchmarks.Matching;

/// <summary>Runs the shared workload on our engine, one line of JSON a measurement, in the form that the other engines' programs write.</summary>
internal static class Peers
{
    private const int Warmups = 5;

    // Documents that a thread takes at once: halves of the workload would be as slow as the thread that is disturbed, and threads made for
    // each pass would begin with cold buffers.
    private const int Block = 2_000;

    /// <param name="directory">Where the workload is.</param>
    /// <param name="options">Any of: <c>bool</c>, <c>lit</c>, <c>posts</c>, <c>articles</c>, numbers of queries, <c>reps=N</c>, <c>threads=N</c>, <c>guess</c> (no census).</param>
    public static void Run(string directory, string[] options, TextWriter output)
    {
        var workload = new Workload(directory);
        string[] kinds = Choose(options, "bool", "lit");
        string[] corpora = Choose(options, "posts", "articles");
        int[] counts = [.. options.Select(option => int.TryParse(option, CultureInfo.InvariantCulture, out var count) ? count : 0).Where(count => count > 0)];
        if (counts.Length == 0) counts = [100, 1_000, 10_000, 100_000];
        var repetitions = Number(options, "reps=", 5);
        var threads = Number(options, "threads=", 1);
        foreach (var corpus in corpora)
        {
            var documents = workload.Documents(corpus);
            var census = new WordCensus();
            if (!options.Contains("guess")) foreach (var document in documents.Take(20_000)) census.Count(document);
            foreach (var kind in kinds)
            {
                foreach (var count in counts)
                {
                    var queries = kind == "bool" ? workload.Boolean(count) : workload.Literals(count);
                    output.WriteLine(Measure(kind, corpus, documents, queries, census, repetitions, threads));
                }
            }
        }
    }

    private static string[] Choose(string[] options, params string[] all) => options.Intersect(all).ToArray() is { Length: > 0 } chosen ? chosen : all;

    private static int Number(string[] options, string name, int usual) =>
        options.FirstOrDefault(option => option.StartsWith(name, StringComparison.Ordinal)) is { } option ? int.Parse(option[name.Length..], CultureInfo.InvariantCulture) : usual;

    private static string Measure(string kind, string corpus, IReadOnlyList<Document> documents, IReadOnlyList<Query> queries, WordCensus census, int repetitions, int threads)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = MatchIndex.Build(queries, census);
        var build = watch.Elapsed.TotalSeconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        var times = new List<double>();
        var processor = new List<double>();
        long hits = 0, allocated = 0;
        for (var run = -Warmups; run < repetitions; run++)
        {
            var start = GC.GetTotalAllocatedBytes(precise: true);
            var used = Environment.CpuUsage.TotalTime;
            watch.Restart();
            hits = Pass(index, documents, threads);
            if (run < 0) continue;
            times.Add(watch.Elapsed.TotalSeconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - start;
        }

        times.Sort();
        processor.Sort();
        var (megabytes, median) = (Workload.Megabytes(documents), times[times.Count / 2]);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"engine":"monitor","wl":"{{kind}}","N":{{queries.Count}},"corpus":"{{corpus}}","docs":{{documents.Count}},"MB":{{megabytes:F2}},"MBps":{{megabytes / median:F1}},"docsps":{{documents.Count / median:F0}},"min_s":{{times[0]:F4}},"med_s":{{median:F4}},"max_s":{{times[^1]:F4}},"cpu_MBps":{{megabytes / processor[processor.Count / 2]:F1}},"hits":{{hits}},"build_s":{{build:F2}},"dbMB":{{memory:F2}},"bytes_per_doc":{{(double)allocated / documents.Count:F1}},"threads":{{threads}}}
            """);
    }

    private static long Pass(MatchIndex index, IReadOnlyList<Document> documents, int threads)
    {
        if (threads == 1) return Pass(index, documents, 0, documents.Count);
        long hits = 0;
        Parallel.For(0, (documents.Count + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
            Interlocked.Add(ref hits, Pass(index, documents, block * Block, Math.Min((block + 1) * Block, documents.Count))));
        return hits;
    }

    private static long Pass(MatchIndex index, IReadOnlyList<Document> documents, int from, int to)
    {
        long hits = 0;
        var fits = new List<int>(1_024);
        for (var document = from; document < to; document++)
        {
            fits.Clear();
            index.Find(documents[document], fits);
            hits += fits.Count;
        }

        return hits;
    }
}
