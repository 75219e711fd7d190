using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>
/// Ids of messages: derived from what is told to whom and not from row numbers, so that a message formed again, after a crash or in a
/// restored backup, has the id that its recipient may know already. 32 lower-case hexadecimal digits.
/// </summary>
internal static class MessageId
{
    /// <param name="recipient">Whom it is for.</param>
    /// <param name="story">The story of its first delivery.</param>
    /// <param name="created">When that delivery was made, in Unix milliseconds: a story told again years later is another message.</param>
    public static string OfAlert(Recipient recipient, string story, long created) =>
        Of("alert", recipient.Channel, recipient.Address, story, created.ToString(CultureInfo.InvariantCulture));

    public static string OfDigest(Recipient recipient, ClosedSlot slot) =>
        Of("digest", recipient.Channel, recipient.Address, slot.Digest, SlotKey.Of(slot));

    // NUL between the parts: no stored text holds one, so no two lists of parts read the same.
    private static string Of(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))).AsSpan(0, 16));
}
