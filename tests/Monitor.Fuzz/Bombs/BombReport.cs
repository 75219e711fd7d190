using System.Diagnostics;
using System.Globalization;
using Monitor.Sources.Http;

namespace Monitor.Fuzz.Bombs;

/// <summary>What each bomb costs, one line each. Every bomb is lit in a process of its own, so that its memory is its own.</summary>
internal static class BombReport
{
    public static int Write(string[] names, TextWriter output)
    {
        var failed = 0;
        output.WriteLine($"{"bomb",-22} {"CPU ms",7} {"MiB",6}  verdict");
        foreach (var bomb in BombCatalog.All.Where(bomb => names.Length == 0 || names.Contains(bomb.Name)))
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["bomb", bomb.Name]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            if (child.ExitCode != 0) failed++;
            output.Write(line.Length > 0 ? line : $"{bomb.Name,-22} ended the process ({child.ExitCode})\n");
            output.Flush();
        }

        return failed;
    }

    public static int Light(string name, TextWriter output)
    {
        var bomb = BombCatalog.All.First(bomb => bomb.Name.Equals(name, StringComparison.Ordinal));
        LightAsync(Harmless(bomb.Reader)).GetAwaiter().GetResult();
        var (cpu, memory, verdict) = LightAsync(bomb).GetAwaiter().GetResult();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {cpu.TotalMilliseconds,7:0} {memory / 1024.0,6:0.0}  {verdict}"));
        return 0;
    }

    /// <summary>What the readers cost when they run for the first time is not the bomb's.</summary>
    private static Bomb Harmless(BombReader reader) => Bomb.OfBody("harmless", reader, () => Payloads.Utf8(reader switch
    {
        BombReader.Posts => """{"hits":[{"objectID":"1","comment_text":"<p>Acme <pre>x</pre>"}]}""",
        BombReader.Page => "<!doctype html><html><title>Acme</title><p>Acme <b>x</b>",
        _ => "<rss version='2.0'><channel><item><title>Acme</title><description>&lt;p>x</description></item></channel></rss>",
    }));

    private static async Task<(TimeSpan Cpu, long KiB, string Verdict)> LightAsync(Bomb bomb)
    {
        await using var peer = new RawPeer(bomb.Answer());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var (memory, cpu) = (Status("VmRSS"), Environment.CpuUsage.TotalTime);
        var verdict = await bomb.LightAsync(peer, new GateOptions { Timeout = TimeSpan.FromSeconds(10) });
        return (Environment.CpuUsage.TotalTime - cpu, Status("VmHWM") - memory, verdict);
    }

    /// <summary>Of the kernel, in KiB: VmHWM is the most since clear_refs was written to (proc_pid_clear_refs(5)).</summary>
    private static long Status(string key) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith($"{key}:", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
