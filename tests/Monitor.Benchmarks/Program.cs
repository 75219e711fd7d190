using BenchmarkDotNet.Running;
using Monitor.Benchmarks.Matching;

namespace Monitor.Benchmarks;

internal static class Program
{
    /// <summary><c>peers DIR</c> runs the shared workload; anything else is BenchmarkDotNet's.</summary>
    private static void Main(string[] args)
    {
        if (args is ["peers", var directory, .. var rest]) Peers.Run(directory, rest, Console.Out);
        else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
