using System.Globalization;

namespace Monitor.Fuzz.Bombs;

/// <summary>What this process spends from one moment to another.</summary>
internal sealed class BombCost : IDisposable
{
    private readonly long resident;
    private readonly long heap;
    private readonly TimeSpan cpu;
    private readonly Timer looking;
    private long most;

    private BombCost()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        heap = Heap();
        looking = new Timer(_ => most = Math.Max(most, Heap()), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        File.WriteAllText("/proc/self/clear_refs", "5");
        resident = Status("VmRSS");
        cpu = Environment.CpuUsage.TotalTime;
    }

    public static BombCost Begin() => new();

    public void Dispose() => looking.Dispose();

    /// <summary>Milliseconds of the processor; mebibytes that the process grew by at its largest, with what the collector was free to leave
    /// lying about; mebibytes that a collection found worth keeping beyond what was there before.</summary>
    public string End() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,7:0} {(Status("VmHWM") - resident) / 1024.0,6:0.0} {Math.Max(0, Math.Max(most, Heap()) - heap) / 1048576.0,6:0.0}");

    /// <summary>After the last collection; of one that did not look at old generations, with whatever is dead in them.</summary>
    private static long Heap() => GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;

    /// <summary>Of the kernel, in KiB: VmHWM is the most since clear_refs was written to (proc_pid_clear_refs(5)).</summary>
    private static long Status(string key) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith($"{key}:", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
