using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Sources.Http;
using Monitor.Sources.Text;
using WebAddress = Monitor.Sources.Http.WebAddress;

namespace Monitor.Fuzz.Targets;

/// <summary>Addresses as strangers write them.</summary>
internal static class AddressClaims
{
    private static readonly AddressGuard Guard = new([]);
    private static readonly Uri Page = new("https://example.org/a/b?c#d");

    public static void Canonical(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var canonical = CanonicalUrl.Of(text);
        Claim.That(CanonicalUrl.Of(canonical).Equals(canonical, StringComparison.Ordinal), "the canonical spelling has another canonical spelling");
        Claim.IsWebOrEmpty(canonical, "the canonical spelling");
        var unwrapped = CanonicalUrl.Unwrap(text);
        Claim.That(CanonicalUrl.Of(unwrapped).Equals(unwrapped, StringComparison.Ordinal), "what was unwrapped is not canonical");
        Claim.That(CanonicalUrl.Hops(text).Count <= 7, "wrapped without end");
        if (Addresses.Resolve(Page, text) is { } resolved) Claim.IsWebOrEmpty(resolved, "a resolved address");
    }

    public static void Gate(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (WebAddress.TryParse(text, out var address, out _)) Judge(address);
        if (WebAddress.TryResolve(Page, text, out var resolved, out _)) Judge(resolved);
        if (!text.StartsWith("//", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var any)) Judge(any);
    }

    private static void Judge(Uri address)
    {
        Uri admitted;
        try
        {
            admitted = Guard.Admit(address);
        }
        catch (SourceException refused)
        {
            Claim.That(refused.Fault == SourceFault.Denied, "an address is refused for another reason than where it leads");
            Claim.IsText(refused.Message, "a refusal");
            Claim.That(!refused.Message.Any(char.IsControl), "a refusal holds control characters");
            return;
        }

        // What goes onto the wire, read a second time as a stranger would.
        var written = admitted.AbsoluteUri;
        var scheme = written.StartsWith("http://", StringComparison.Ordinal) ? 7 : written.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;
        Claim.That(scheme > 0, "another scheme than http and https is admitted");
        var authority = written[scheme..(written.IndexOf('/', scheme) is > 0 and var slash ? slash : written.Length)];
        Claim.That(!authority.Any(character => character is '@' or '\\' or '%' or ' ' or '?' or '#' || char.IsControl(character)), "an ambiguous authority is admitted");
        Claim.That(admitted.Port is 80 or 443 or 8080 or 8443, "a port is admitted that is none of the web's");
        var host = WebAddress.Host(admitted);
        Claim.That(host.Length > 0 && host.All(char.IsAscii) && !host.EndsWith('.'), "a host is admitted that DNS does not know");
        Claim.That(host is not "localhost" && !host.EndsWith(".localhost", StringComparison.Ordinal), "the machine itself is admitted");
        if (IPAddress.TryParse(host, out var literal)) Claim.That(SpecialAddresses.KindOf(literal) is null, "an address is admitted that is not public");
        Claim.That(Guard.Admit(admitted).Equals(admitted), "what was admitted once is not admitted as it is");
    }
}
