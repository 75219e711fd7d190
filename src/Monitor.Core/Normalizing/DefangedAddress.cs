namespace Monitor.Core.Normalizing;

/// <summary>
/// Addresses written so that nobody clicks them by mistake, as those who report abuse do: <c>hxxps://acme[.]com/x</c>,
/// <c>acme(dot)com</c>, <c>https[:]//acme{.}com</c>.
/// </summary>
internal static class DefangedAddress
{
    private static readonly (string Written, string Meant)[] Signs =
    [
        ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[:]", ":"), ("[://]", "://"), ("[/]", "/"), ("[.", "."), (".]", "."),
    ];

    /// <summary>The address as it was meant; the same text when nothing in its scheme or host is defanged.</summary>
    public static string Mend(string address)
    {
        if (!address.AsSpan().ContainsAny('[', '(', '{') && !IsScheme(address)) return address;
        var end = address.IndexOfAny(['?', '#']);
        var (place, rest) = end < 0 ? (address, "") : (address[..end], address[end..]);
        foreach (var (written, meant) in Signs) place = place.Replace(written, meant, StringComparison.OrdinalIgnoreCase);
        if (IsScheme(place)) place = string.Concat("http", place.AsSpan("hxxp".Length));
        return place + rest;
    }

    /// <summary><c>hxxp</c>, or <c>hXXp</c>, or <c>h**p</c>.</summary>
    private static bool IsScheme(string address) =>
        address.StartsWith("hxxp", StringComparison.OrdinalIgnoreCase) || address.StartsWith("h**p", StringComparison.OrdinalIgnoreCase);
}
