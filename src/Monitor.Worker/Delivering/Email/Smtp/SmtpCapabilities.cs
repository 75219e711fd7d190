using System.Globalization;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>What a server said it can do, in its answer to EHLO (RFC 5321, 4.1.1.1).</summary>
/// <param name="StartTls">RFC 3207.</param>
/// <param name="EightBitMime">RFC 6152.</param>
/// <param name="Size">Whether it wants to know how large a message is (RFC 1870).</param>
/// <param name="Largest">The largest message it takes, in octets; null when it does not say.</param>
/// <param name="Mechanisms">Ways to log in (RFC 4954), in upper case.</param>
internal sealed record SmtpCapabilities(bool StartTls, bool EightBitMime, bool Size, long? Largest, IReadOnlyList<string> Mechanisms)
{
    public static SmtpCapabilities Of(SmtpReply reply)
    {
        // Old servers repeat a line as AUTH=LOGIN, for clients that follow a draft.
        var words = reply.Lines.Skip(1)
            .Select(line => line.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line.Length > 0)
            .ToLookup(line => line[0], line => line[1..], StringComparer.Ordinal);
        return new SmtpCapabilities(
            words.Contains("STARTTLS"),
            words.Contains("8BITMIME"),
            words.Contains("SIZE"),
            words["SIZE"].SelectMany(size => size).Select(Octets).FirstOrDefault(),
            [.. words["AUTH"].SelectMany(mechanisms => mechanisms).Distinct(StringComparer.Ordinal)]);
    }

    // "SIZE 0" says that there is no fixed limit.
    private static long? Octets(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) && octets > 0 ? octets : null;
}
