namespace Monitor.Fuzz;

/// <summary>What must hold of everything that was read, whatever it was read from.</summary>
internal static class Claim
{
    public static void That(bool holds, string claim)
    {
        if (!holds) throw new BrokenClaimException(claim);
    }

    /// <summary>No half of a surrogate pair stands alone, and no NUL, which no database takes.</summary>
    public static void IsText(string text, string what)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0') throw new BrokenClaimException($"{what} holds NUL");
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) throw new BrokenClaimException($"{what} is not valid Unicode");
            at++;
        }
    }

    public static void IsWebOrEmpty(string address, string what)
    {
        if (address.Length == 0) return;
        IsText(address, what);
        That(
            address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase),
            $"{what} is no web address");
    }
}
