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

    private static ulong Add(ulong print, string text)
    {
        foreach (var unit in text)
        {
            if (char.IsAscii(unit))
            {
                if (char.IsAsciiLetterOrDigit(unit)) print = (print ^ (char.IsAsciiLetterUpper(unit) ? unit | 0x20u : unit)) * Prime;
            }
            else if (char.IsLetterOrDigit(unit))
            {
                print = (print ^ char.ToLowerInvariant(unit)) * Prime;
            }
        }

        return (print ^ 0xFFFF) * Prime;
    }
}
