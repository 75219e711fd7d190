using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Http;

namespace Monitor.Sources.Tests.Hostile;

/// <summary>Certificates that are not good enough, made by an authority of the test's own.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Far = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Past = new(2021, 3, 4, 0, 0, 0, TimeSpan.Zero);

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 authority;

    public CertificateTests()
    {
        var request = new CertificateRequest("CN=An authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority = request.CreateSelfSigned(Long, Far);
    }

    public void Dispose()
    {
        authority.Dispose();
        key.Dispose();
    }

    [Fact]
    public void An_expired_certificate_says_until_when_it_held()
    {
        using var leaf = Issue("example.org", Past);

        Assert.Equal("its certificate holds from 2020-01-01 to 2021-03-04, or one above it does not hold now", Sentence(leaf, trusted: true, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void A_certificate_for_another_host_names_that_host()
    {
        using var leaf = Issue("other.example", Far);

        Assert.Equal("its certificate is for other.example", Sentence(leaf, trusted: true, SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    [Fact]
    public void An_unknown_authority_is_called_one()
    {
        using var leaf = Issue("example.org", Far);

        Assert.Equal("its certificate is signed by an authority that this machine does not know", Sentence(leaf, trusted: false, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        using var leaf = Issue("other.example", Past);

        var sentence = Sentence(leaf, trusted: false, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch);

        Assert.Contains("to 2021-03-04", sentence, StringComparison.Ordinal);
        Assert.Contains("and its certificate is for other.example, and its certificate is signed by an authority", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gate_refuses_it_as_something_that_somebody_must_mend()
    {
        using var leaf = Issue("other.example", Past);
        using var own = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        await using var server = new HostileServer(async peer =>
        {
            await using var secure = new SslStream(peer.Stream);
            await secure.AuthenticateAsServerAsync(own);
        });
        using var gate = GateFor.Servers(server);

        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri($"https://{server.Place}/")), TestContext.Current.CancellationToken));

        Assert.Equal(SourceFault.Denied, failure.Fault);
        Assert.StartsWith("https://127.0.0.1 is not trusted: its certificate holds from 2020-01-01 to 2021-03-04", failure.Message, StringComparison.Ordinal);
        Assert.Contains("is for other.example", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private X509Certificate2 Issue(string host, DateTimeOffset until)
    {
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(authority, Long, until, RandomNumberGenerator.GetBytes(8));
        return leaf.CopyWithPrivateKey(key);
    }

    private string Sentence(X509Certificate2 leaf, bool trusted, SslPolicyErrors errors)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (trusted) chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        if (trusted) chain.ChainPolicy.CustomTrustStore.Add(authority);
        else chain.ChainPolicy.ExtraStore.Add(authority);
        chain.Build(leaf);
        return CertificateProblem.Sentence(leaf, chain, errors);
    }
}
