using System.Diagnostics;
using System.Globalization;
using Monitor.Fuzz.Targets;

namespace Monitor.Fuzz;

/// <summary>A run over targets, as the command line asks for it.</summary>
internal sealed class FuzzRun(string findings, int pumpedOneIn, TextWriter output)
{
    private const int MostShown = 8;

    // The least that a thread of the pool has on any system: what recurses on a stranger's word shows early.
    private const int Stack = 1 << 20;

    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);

    public static int Start(string[] args, TextWriter output)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["--count"] = "100000", ["--seed"] = "1", ["--from"] = "0", ["--findings"] = "fuzz-findings", ["--pumped"] = "1000" };
        var names = new List<string>();
        for (var at = 0; at < args.Length; at++)
        {
            if (options.ContainsKey(args[at]) && at + 1 < args.Length) options[args[at]] = args[++at];
            else names.Add(args[at]);
        }

        var targets = FuzzTargets.All.Where(target => names.Count == 0 || names.Contains(target.Name)).ToArray();
        if (targets.Length == 0 || names.Exists(name => name.StartsWith('-')))
        {
            output.WriteLine($"Targets: {string.Join(' ', FuzzTargets.All.Select(target => target.Name))}. Options: {string.Join(' ', options.Keys)}.");
            return 2;
        }

        var run = new FuzzRun(options["--findings"], Number("--pumped"), output);
        var found = 0;
        var worker = new Thread(() => found = targets.Sum(target => run.Over(target, Number("--seed"), Number("--from"), Number("--count"))), Stack);
        worker.Start();
        worker.Join();
        return found == 0 ? 0 : 1;

        int Number(string key) => int.Parse(options[key], CultureInfo.InvariantCulture);
    }

    /// <returns>How many different things went wrong.</returns>
    private int Over(FuzzTarget target, int seed, long from, long count)
    {
        var fuzzer = new Fuzzer(target, new Mutator(Seeds.Of(target.Kind), Words.Of(target.Kind), pumpedOneIn), seed);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        using var watcher = Watch(target, fuzzer);
        foreach (var finding in fuzzer.Run(from, count))
        {
            var kind = finding.What.StartsWith("takes ", StringComparison.Ordinal) ? "takes too long" : finding.What;
            if ((known[kind] = known.GetValueOrDefault(kind) + 1) <= (kind == finding.What ? 1 : MostShown)) Keep(finding, fuzzer);
        }

        var rate = count / Math.Max(0.001, watch.Elapsed.TotalSeconds);
        output.WriteLine($"{target.Name,-12} {count,10} executions {rate,8:0} a second, the slowest {fuzzer.Slowest.Cost.TotalMilliseconds,5:0.0} ms (input {fuzzer.Slowest.Number})  {(known.Count == 0 ? "nothing found" : string.Join("; ", known.Select(pair => $"{pair.Value} × {pair.Key}")))}");
        output.Flush();
        return known.Count;
    }

    private void Keep(Finding finding, Fuzzer fuzzer)
    {
        var slow = finding.What.StartsWith("takes ", StringComparison.Ordinal);
        var reduced = slow ? finding.Input : Reduction.Of(finding.Input, input => finding.What.Equals(fuzzer.Problem(input), StringComparison.Ordinal));
        Directory.CreateDirectory(findings);
        var file = Path.Combine(findings, $"{finding.Target}-{finding.Number}.bin");
        File.WriteAllBytes(file, reduced);
        output.WriteLine($"{finding.Target} {finding.Number}: {finding.What} ({file}, {reduced.Length} bytes)");
        output.Flush();
    }

    /// <summary>Names an input that does not come to an end.</summary>
    private Timer Watch(FuzzTarget target, Fuzzer fuzzer)
    {
        var (last, since) = (-1L, Stopwatch.StartNew());
        return new Timer(
            _ =>
            {
                if (fuzzer.Current != last) (last, since) = (fuzzer.Current, Stopwatch.StartNew());
                else if (since.Elapsed > Hanging) output.WriteLine($"{target.Name} {last}: has been read for {since.Elapsed.TotalSeconds:0} s");
            },
            null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
    }
}
