namespace Monitor.Core.Normalizing;

/// <summary>
/// A 64-bit hash of the letters and digits of a title and a body: what tells an edited text from one that only came with other white space,
/// punctuation or markup. Equal on every machine and run; never 0.
/// </summary>
public static class TextPrint
{
    // FNV-1a: nobody gains by a collision, which hides one edit.
    private const ulong Start = 14695981039346656037, Prime = 1099511628211;

    public static ulong Of(string title, string body)
    {
        var print = Add(Add(Start, title), body);
        return print == 0 ? 1 : print;
    }

    // What is skipped adds nothing and multiplies by one: with a branch for it, which every end of a word takes another way, it took twice as long.
    private static readonly (ulong Unit, ulong Factor)[] OfAscii =
        [.. Enumerable.Range(0, 0x80).Select(unit => char.IsAsciiLetterOrDigit((char)unit) ? ((ulong)char.ToLowerInvariant((char)unit), Prime) : (0UL, 1UL))];

    private static ulong Add(ulong print, string text)
    {
        var table = OfAscii.AsSpan(0, 0x80);
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                ref readonly var known = ref table[unit];
                print = (print ^ known.Unit) * known.Factor;
            }
            else if (char.IsLetterOrDigit(unit))
            {
                print = (print ^ char.ToLowerInvariant(unit)) * Prime;
            }
        }

        return (print ^ 0xFFFF) * Prime;
    }
}
