using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Pipeline;

/// <summary>What nodes compare to know whether they watch the same: their options, and the sources that files named in them (OPML) come to.</summary>
public static class WatchFingerprint
{
    public static string Fingerprint(this Watch watch) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', watch.Sources.Select(source => source.Identity.Key).Prepend(watch.Options)))));
}
