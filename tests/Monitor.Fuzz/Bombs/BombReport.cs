using System.Diagnostics;
using Monitor.Sources.Http;

namespace Monitor.Fuzz.Bombs;

/// <summary>
/// What each bomb costs, one line each. Every bomb is read in a process of its own, so that its memory is its own, and thrown from this
/// one, so that what the bomb itself takes is not counted.
/// </summary>
internal static class BombReport
{
    /// <summary>The peer of the child's first, harmless question.</summary>
    private const string Warming = "harmless";

    public static int Write(string[] names, TextWriter output)
    {
        output.WriteLine($"{"bomb",-22} {"CPU ms",7} {"MiB",6} {"heap",6}  verdict");
        return BombCatalog.All.Where(bomb => names.Length == 0 || names.Contains(bomb.Name)).Count(bomb => !MeasureAsync(bomb, output).GetAwaiter().GetResult());
    }

    /// <returns>Whether the process that read it came to its end.</returns>
    private static async Task<bool> MeasureAsync(Bomb bomb, TextWriter output)
    {
        await using var harmless = new RawPeer(Harmless(bomb.Reader).Answer());
        await using var peer = new RawPeer(bomb.Answer());
        using var child = Process.Start(AsShipped(new ProcessStartInfo(Environment.ProcessPath!, ["bomb", bomb.Name, harmless.Place, peer.Place])))!;
        var line = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        await output.WriteAsync(line.Length > 0 ? line : $"{bomb.Name,-22} ended the process ({child.ExitCode})\n");
        await output.FlushAsync();
        return child.ExitCode == 0;
    }

    /// <summary>What no file of the program can set, as the container and the systemd unit set it.</summary>
    private static ProcessStartInfo AsShipped(ProcessStartInfo child)
    {
        (child.RedirectStandardOutput, child.RedirectStandardError) = (true, true);
        child.Environment["DOTNET_GCgen0size"] = "0x400000";
        return child;
    }

    /// <summary>What the readers cost when they run for the first time is not the bomb's.</summary>
    private static Bomb Harmless(BombReader reader) => Bomb.OfBody(Warming, reader, () => Payloads.Utf8(reader switch
    {
        BombReader.Posts => """{"hits":[{"objectID":"1","comment_text":"<p>Acme <pre>x</pre>"}]}""",
        BombReader.Sitemap or BombReader.Site => "<urlset><url><loc>/a</loc><lastmod>2026-11-01</lastmod></url></urlset>",
        BombReader.Statuses => """[{"id":"1","content":"<p>Acme <b>x</b>","reblog":{"id":"2","tags":[{"name":"a"}]}}]""",
        BombReader.Hashtag => "<rss><channel><item><guid>https://social.example/@ann/1</guid><description>&lt;p>Acme</description></item></channel></rss>",
        BombReader.Instance => """{"domain":"social.example","version":"4.5.0","configuration":{"timelines_access":{}}}""",
        BombReader.Robots => "User-agent: *\nDisallow: /*.pdf$",
        BombReader.Link or BombReader.Page => "<!doctype html><html><title>Acme</title><p>Acme <b>x</b>",
        _ => "<rss version='2.0'><channel><item><title>Acme</title><description>&lt;p>x</description></item></channel></rss>",
    }));

    /// <summary>The child's part.</summary>
    public static int Light(string name, string harmless, string place, TextWriter output)
    {
        var bomb = BombCatalog.All.First(bomb => bomb.Name.Equals(name, StringComparison.Ordinal));
        var options = new GateOptions { Timeout = TimeSpan.FromSeconds(10) };
        bomb.LightAsync(harmless, options).GetAwaiter().GetResult();
        using var cost = BombCost.Begin();
        var verdict = bomb.LightAsync(place, options).GetAwaiter().GetResult();
        output.WriteLine($"{name,-22} {cost.End()}  {verdict}");
        return 0;
    }
}
