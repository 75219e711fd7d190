using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Configuration;

/// <summary>Values as problems show them: in one line, not too long, without what a stranger may not read.</summary>
internal static partial class Shown
{
    private const int Longest = 60;

    public static string Of(ScalarNode node) => node.Kind is ScalarKind.Text or ScalarKind.Untyped ? Of(node.Text) : Cut(node.Text);

    public static string Of(string text) => $"\"{Cut(Masked(text))}\"";

    /// <summary>An address without the name and password that may stand before its host.</summary>
    public static string Masked(string text) => Credentials().Replace(text, "•••@");

    private static string Cut(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest) return shown.Append('…').ToString();
            shown.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? "·" : rune.ToString());
        }

        return shown.ToString();
    }

    [GeneratedRegex("(?<=://)[^/@]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Credentials();
}
