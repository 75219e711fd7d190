using System.Globalization;
using BenchmarkDotNet.Running;
using Monitor.Benchmarks.Matching;

namespace Monitor.Benchmarks;

internal static class Program
{
    /// <summary><c>peers DIR</c> runs the shared workload, <c>store MENTIONS</c> measures a large store; anything else is BenchmarkDotNet's.</summary>
    private static async Task Main(string[] args)
    {
        if (args is ["peers", var directory, .. var rest]) Peers.Run(directory, rest, Console.Out);
        else if (args is ["store", var mentions]) await StoreMeasures.RunAsync(int.Parse(mentions, CultureInfo.InvariantCulture), Console.Out.WriteLine);
        else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
