using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// Says what is wrong with a peer's certificate. There is no way to accept one all the same: whoever runs an authority of their own puts it
/// among those that the machine trusts.
/// </summary>
internal static class CertificateProblem
{
    /// <summary>For the handshake: passes a good certificate, and refuses any other by its problem.</summary>
    /// <exception cref="SourceException"><see cref="SourceFault.Denied"/>: somebody must act, the publisher or who configured the address.</exception>
    public static bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || Refuse(sender as SslStream, Sentence(certificate as X509Certificate2, chain, errors));

    /// <summary>All that is wrong, the plainest first; the end of a sentence.</summary>
    internal static string Sentence(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return "it shows no certificate";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        var problems = new List<string>();
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) problems.Add($"its certificate holds from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, or one above it does not hold now");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) problems.Add($"its certificate is for {Names(certificate)}");
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError) problems.Add(IsOwn(certificate) ? "its certificate is signed by itself" : "its certificate is signed by an authority that this machine does not know");
        if (status.HasFlag(X509ChainStatusFlags.Revoked)) problems.Add("its certificate was revoked");
        return problems.Count > 0 ? string.Join(", and ", problems) : $"its certificate is refused ({status})";
    }

    private static bool Refuse(SslStream? connection, string sentence) =>
        throw new SourceException(SourceFault.Denied, $"https://{connection?.TargetHostName} is not trusted: {sentence}.");

    private static bool IsOwn(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>A stranger wrote them: a few, and only what host names are made of.</summary>
    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames())
            .DefaultIfEmpty(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false))
            .Select(name => new string([.. name.Take(100).Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '*' or '_')]))
            .Where(name => name.Length > 0).Take(4).ToArray();
        return names.Length switch
        {
            0 => "no host",
            < 4 => string.Join(", ", names),
            _ => $"{string.Join(", ", names[..3])} and others",
        };
    }

    private static string Day(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
