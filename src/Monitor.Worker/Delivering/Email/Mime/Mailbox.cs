using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitor.Worker.Delivering.Email.Mime;

/// <summary>A mailbox as RFC 5322, 3.4 writes it: <c>ann@example.org</c> or <c>Ann Lee &lt;ann@example.org&gt;</c>.</summary>
/// <param name="Name">The display name; empty when there is none.</param>
/// <param name="Address">ASCII, a dot-atom at a host name: what can go into an SMTP command as it is.</param>
public sealed record Mailbox(string Name, string Address)
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public string Local => Address[..Address.LastIndexOf('@')];

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Reads a mailbox. Quoted local parts, comments, groups and address literals are refused: no reader of a digest has one, and
    /// they are how header lines and recipients are smuggled in (CVE-2026-30227).</summary>
    /// <param name="text">As the operator wrote it.</param>
    /// <param name="mailbox">What was read.</param>
    /// <param name="problem">What is wrong and how to mend it; empty when nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Mailbox? mailbox, out string problem)
    {
        mailbox = null;
        text = text.Trim();
        if (text.Any(char.IsControl)) return Fail("holds a line break or another control character", out problem);
        var (name, address) = Split(text);
        if (name is null) return Fail("is not one mailbox: write ann@example.org or \"Ann Lee <ann@example.org>\"", out problem);
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1) return Fail($"has no address: '{address}' is not of the form ann@example.org", out problem);
        var (local, host) = (address[..at], address[(at + 1)..]);
        if (!IsDotAtom(local)) return Fail($"has a name before the @ that mail servers refuse: '{local}'", out problem);
        if (Ascii(host) is not { } domain) return Fail($"has no valid host name after the @: '{host}'", out problem);
        if (local.Length > 64 || local.Length + 1 + domain.Length > 254) return Fail("is longer than an address may be (64 before the @, 254 in all)", out problem);
        mailbox = new Mailbox(name, $"{local}@{domain}");
        problem = "";
        return true;
    }

    /// <summary>Reads a mailbox that was checked before.</summary>
    public static Mailbox Parse(string text) =>
        TryParse(text, out var mailbox, out var problem) ? mailbox : throw new FormatException($"'{HeaderText.Clean(text)}' {problem}.");

    private static (string? Name, string Address) Split(string text)
    {
        if (!text.EndsWith('>')) return ("", text);
        var open = text.LastIndexOf('<');
        if (open < 0) return (null, "");
        var name = text[..open].Trim();
        var quoted = name is ['"', _, .., '"'];
        name = quoted ? name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : name;
        return !quoted && name.AsSpan().ContainsAny("<>@\"") ? (null, "") : (name, text[(open + 1)..^1].Trim());
    }

    private static bool IsDotAtom(string local) =>
        local.Split('.').All(atom => atom.Length > 0 && atom.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~".Contains(letter, StringComparison.Ordinal)));

    private static string? Ascii(string host)
    {
        try
        {
            return Idn.GetAscii(host) is var ascii && ascii.Length <= 253 && !ascii.EndsWith('.') ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool Fail(string sentence, out string problem)
    {
        problem = sentence;
        return false;
    }
}
