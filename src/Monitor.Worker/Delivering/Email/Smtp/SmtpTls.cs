using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>TLS with the server named in the options: its certificate must be for that name and signed by who is trusted.</summary>
/// <param name="directory">Where a relative <see cref="SmtpOptions.CaFile"/> starts.</param>
internal sealed class SmtpTls(SmtpOptions options, string directory)
{
    /// <exception cref="DeliveryException">Denied: the certificate is not right, and why.</exception>
    public async Task<SslStream> SecureAsync(Stream clear, CancellationToken cancellation)
    {
        string? problem = null;
        var secured = new SslStream(clear, leaveInnerStreamOpen: false, (_, given, chain, errors) => (problem = Judge(given, chain, errors)) is null);
        try
        {
            await secured.AuthenticateAsClientAsync(Terms(), cancellation);
            return secured;
        }
        catch (AuthenticationException failure)
        {
            await secured.DisposeAsync();
            throw new DeliveryException(DeliveryFault.Denied, problem ?? Incomprehensible(failure), inner: failure);
        }
    }

    private SslClientAuthenticationOptions Terms()
    {
        var terms = new SslClientAuthenticationOptions { TargetHost = options.Host, CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (options.CaFile is null) return terms;
        var file = Path.GetFullPath(options.CaFile, directory);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DeliveryException(DeliveryFault.Denied, $"The authorities of Smtp:CaFile cannot be read from {file}: {failure.Message}", inner: failure);
        }

        terms.CertificateChainPolicy = policy;
        return terms;
    }

    private string? Judge(X509Certificate? given, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? null
        : given is X509Certificate2 certificate ? $"The certificate of {options.Host}:{options.PortInUse} {Explain(certificate, chain, errors)}. Nothing was sent."
        : $"{options.Host}:{options.PortInUse} shows no certificate. Nothing was sent.";

    private string Explain(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"is for {Names(certificate)}, not for {options.Host}: if that is the same server, write the certificate's name in Smtp:Host";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, found) => flags | found.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return string.Create(CultureInfo.InvariantCulture, $"is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd} only: renew it, or set this machine's clock right");
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError)
            return $"is signed by {Mime.HeaderText.Clean(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true))}, who is not trusted here: name the authority's PEM file in Smtp:CaFile, or add it to the machine's";
        return $"is not valid ({status})";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).ToArray();
        return Mime.HeaderText.Clean(names.Length > 0 ? string.Join(", ", names.Take(5)) : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
    }

    private string Incomprehensible(AuthenticationException failure) =>
        $"{options.Host}:{options.PortInUse} and we agree on no TLS ({failure.InnerException?.Message ?? failure.Message}): Security tls belongs to port 465, starttls to 587.";
}
