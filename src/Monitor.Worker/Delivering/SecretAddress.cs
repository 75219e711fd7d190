using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering;

/// <summary>Where to post. Everything after the host is the credential, so <see cref="ToString"/> shows dots in its place.</summary>
internal sealed class SecretAddress(Secret secret)
{
    private readonly Uri address = new(secret.Reveal().Trim());

    /// <summary>For the wire and nowhere else.</summary>
    public Uri Reveal() => address;

    public override string ToString() => $"{address.GetLeftPart(UriPartial.Authority)}/•••";

    /// <summary>
    /// The text without any part of the credential. The gate's sentences name the address they are about, perhaps decoded or cut, so
    /// each segment is masked by itself.
    /// </summary>
    public string Mask(string text)
    {
        text = text.Replace(address.AbsoluteUri, ToString(), StringComparison.OrdinalIgnoreCase);
        foreach (var part in Parts()) text = text.Replace(part, "•••", StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private IEnumerable<string> Parts() =>
        address.PathAndQuery.Split(['/', '?', '&', '='], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => new[] { part, Uri.UnescapeDataString(part) })
            .Where(part => part.Length > 3 && part != "services")
            .Distinct(StringComparer.Ordinal);
}
