using System.Diagnostics;

namespace Monitor.Fuzz;

/// <summary>Gives a target inputs by number. Each depends on the seed and its number alone, so that one can be made again without those before it.</summary>
internal sealed class Fuzzer(FuzzTarget target, Mutator mutator, int seed)
{
    /// <summary>What reading an input may take of the processor.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private static readonly string[] OwnNames = ["Monitor.Sources", "Monitor.Core", "AngleSharp", "Monitor.Fuzz"];

    /// <summary>Which input is being read; for a watcher on another thread.</summary>
    public long Current { get; private set; }

    /// <summary>The dearest of the inputs read so far, and what it took of the processor.</summary>
    public (long Number, TimeSpan Cost) Slowest { get; private set; }

    public byte[] Input(long number) => mutator.Make(new Random(HashCode(number)));

    /// <summary>Reads the inputs of these numbers.</summary>
    public IEnumerable<Finding> Run(long from, long count)
    {
        for (var number = from; number < from + count; number++)
        {
            Current = number;
            var input = Input(number);
            if (Problem(input) is { } what) yield return new Finding(target.Name, number, what, input);
        }
    }

    /// <summary>What is wrong with the reading of an input; null when nothing is.</summary>
    public string? Problem(byte[] input)
    {
        var before = Environment.CpuUsage.TotalTime;
        if (Failure(input) is { } failure) return failure;
        var cost = Environment.CpuUsage.TotalTime - before;
        if (cost < Longest && cost <= Slowest.Cost) return null;

        // The process may have been busy with something else, such as compiling: the best of four tells.
        var best = Enumerable.Range(0, 3).Select(_ => Cost(input)).Append(cost).Min();
        if (best > Slowest.Cost) Slowest = (Current, best);
        return best < Longest ? null : $"takes {best.TotalMilliseconds:0} ms for {input.Length} bytes";
    }

    private TimeSpan Cost(byte[] input)
    {
        var before = Environment.CpuUsage.TotalTime;
        Failure(input);
        return Environment.CpuUsage.TotalTime - before;
    }

    private string? Failure(byte[] input)
    {
        try
        {
            target.Read(input);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return failure is BrokenClaimException ? failure.Message : $"{failure.GetType().Name} {Place(failure)}";
        }
    }

    private static string Place(Exception failure)
    {
        var frames = new StackTrace(failure).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => OwnNames.Any(name => method?.DeclaringType?.FullName?.StartsWith(name, StringComparison.Ordinal) == true))
            .Take(2).Select(method => $"{method!.DeclaringType!.Name}.{method.Name}");
        return $"in {string.Join(" in ", frames)}";
    }

    private int HashCode(long number) => unchecked((int)((((ulong)number + 1) * 0x9E37_79B9_7F4A_7C15UL) >> 32) ^ (seed * 7919));
}
