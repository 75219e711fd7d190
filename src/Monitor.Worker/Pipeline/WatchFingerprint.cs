using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Pipeline;

/// <summary>What nodes compare to know whether they watch the same. Addresses of people are in it and secrets are not, and nobody can read either from it.</summary>
public static class WatchFingerprint
{
    public static string Fingerprint(this Watch watch)
    {
        var text = new StringBuilder();
        foreach (var query in watch.Queries.All)
            Line(text, "query", query.Query.Name, query.Title, query.Query.Expression, string.Join(' ', query.Query.Sources), string.Join(' ', query.Alerts), string.Join(' ', query.Digests));
        foreach (var source in watch.Sources) Line(text, "source", source.Identity.Key, source.Identity.Kind, source.Every, source.Language);
        foreach (var channel in watch.Channels) Line(text, "channel", string.Join(' ', channel.Recipients), channel.PerHour, channel.Burst, channel.Quiet?.From, channel.Quiet?.To, channel.Quiet?.Zone.Id);
        foreach (var digest in watch.Digests) Line(text, "digest", digest.Name, digest.Channel, digest.Times.At, string.Join(' ', digest.Times.Days.Order()), digest.Times.Zone.Id, digest.EvenEmpty);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<object?> values)
    {
        foreach (var value in values) text.Append(CultureInfo.InvariantCulture, $"{value}").Append('\u001f');
        text.Append('\n');
    }
}
