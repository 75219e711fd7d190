using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>Signs certificates for tests, and leaves its own as a PEM file.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly X509Certificate2 own;

    public Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        own = request.CreateSelfSigned(Now.AddYears(-3), Now.AddYears(3));
        PemFile = Path.Combine(Path.GetTempPath(), $"authority-{Guid.NewGuid():N}.pem");
        File.WriteAllText(PemFile, own.ExportCertificatePem());
    }

    public string PemFile { get; }

    public SslServerAuthenticationOptions Sign(string name, int validYears = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(own, Now.AddYears(-2), Now.AddYears(validYears), [1, 2, 3]);
        using var pair = signed.CopyWithPrivateKey(key);
        return new SslServerAuthenticationOptions { ServerCertificate = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null) };
    }

    public void Dispose()
    {
        own.Dispose();
        File.Delete(PemFile);
    }
}
