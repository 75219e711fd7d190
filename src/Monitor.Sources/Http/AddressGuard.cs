using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// Judges where a request may go: only http and https, only public unicast addresses, only web ports, and besides that exactly what
/// <see cref="GateOptions.AllowPrivate"/> names.
/// </summary>
public sealed class AddressGuard
{
    private static readonly IReadOnlyList<IPAddress> Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private readonly IReadOnlyList<AllowedPlace> allowed;

    /// <exception cref="FormatException">An entry cannot be read; <see cref="AllowedPlace.TryParse"/> says why.</exception>
    public AddressGuard(IEnumerable<string> allowPrivate)
    {
        allowed = [.. allowPrivate.Select(Read)];

        static AllowedPlace Read(string text) => AllowedPlace.TryParse(text, out var place, out var problem) ? place : throw new FormatException(problem);
    }

    /// <summary>Judges what can be judged without asking DNS.</summary>
    /// <returns>The address as it may be asked.</returns>
    /// <exception cref="SourceException"><see cref="SourceFault.Denied"/>, with what to name to allow it.</exception>
    public Uri Admit(Uri address)
    {
        if (WebAddress.Problem(address) is { } problem)
            throw new SourceException(SourceFault.Denied, $"{Shown(address)} {problem}.");
        address = WebAddress.Normal(address);
        var host = WebAddress.Host(address);
        if (KnownWithoutDns(host) is { } known) Judge(host, address.Port, known);
        else if (!WebPorts.Include(address.Port) && !allowed.Any(place => place.Port == address.Port)) throw RefusedPort(host, address.Port);
        return address;
    }

    /// <summary>Judges the addresses of a host.</summary>
    /// <returns>Those that may be connected to; never empty.</returns>
    /// <exception cref="SourceException"><see cref="SourceFault.Denied"/>: none of them may.</exception>
    public IReadOnlyList<IPAddress> Judge(string host, int port, IReadOnlyList<IPAddress> addresses)
    {
        var named = allowed.Any(place => place.Opens(host, port));
        var reachable = addresses.Select(SpecialAddresses.Plain).Where(address => named || MayReach(address, port)).Distinct().ToArray();
        if (reachable.Length > 0) return reachable;

        var first = addresses.Select(SpecialAddresses.Plain).FirstOrDefault();
        throw first is not null && SpecialAddresses.KindOf(first) is { } kind ? RefusedAddress(host, port, first, kind) : RefusedPort(host, port);
    }

    /// <summary>
    /// Addresses of a host that is an address, or a name that never leaves the machine (RFC 6761 section 6.3: some resolvers ask the
    /// network for it); null for all others.
    /// </summary>
    public static IReadOnlyList<IPAddress>? KnownWithoutDns(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return [address];
        return host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) ? Loopback : null;
    }

    private bool MayReach(IPAddress address, int port) =>
        (WebPorts.Include(port) && SpecialAddresses.KindOf(address) is null) || allowed.Any(place => place.Opens(address, port));

    private static SourceException RefusedAddress(string host, int port, IPAddress address, string kind)
    {
        var shown = new IPEndPoint(address, port);
        var subject = string.Equals(host, address.ToString(), StringComparison.Ordinal) ? $"{shown} is {kind}" : $"{host} leads to {shown}, {kind}";
        return new(SourceFault.Denied, $"{subject}; name {shown} in Monitor:Network:AllowPrivate to allow it.");
    }

    private static SourceException RefusedPort(string host, int port)
    {
        var shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        return new(SourceFault.Denied,
            $"Port {port} of {host} is not a web port (80, 443, 8080, 8443); name {shown} in Monitor:Network:AllowPrivate to allow it.");
    }

    private static string Shown(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Host.Length > 0 ? WebAddress.Origin(address) : "The address";
}
