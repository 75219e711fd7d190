using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>
/// What stands for a text in a unique index. A row of a B-tree index holds at most 2,704 bytes
/// (https://www.postgresql.org/docs/current/btree.html), an address or an id of a stranger any number.
/// </summary>
internal static class BoundedKey
{
    private const int Longest = 600, Kept = 400;

    // A noncharacter, which nothing that is kept as it is contains: no text can be made up that reads like another one's key.
    private const char Mark = '\uFFFE';

    /// <summary>The text itself, or its beginning with its SHA-256. Of clean text.</summary>
    public static string Of(string text)
    {
        if (text.Length <= Longest && !text.Contains(Mark, StringComparison.Ordinal)) return text;
        var kept = text.AsSpan(0, Math.Min(text.Length, Kept));
        if (char.IsHighSurrogate(kept[^1])) kept = kept[..^1];
        return $"{kept}{Mark}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
