using System.Net;
using System.Net.Sockets;
using Monitor.Sources.Http;

namespace Monitor.Worker.Commands;

/// <summary>Puts words in DNS's mouth: hosts that a person answers for, all others asked as always.</summary>
internal sealed class SpokenResolver(IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> spoken, IHostResolver others) : IHostResolver
{
    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
        !spoken.TryGetValue(host, out var addresses) ? others.ResolveAsync(host, cancellation)
        : addresses.Count > 0 ? Task.FromResult(addresses)
        : throw new SocketException((int)SocketError.HostNotFound);

    /// <summary>Reads hosts and addresses as written.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    public static SpokenResolver Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> answers, IHostResolver others) => new(
        answers.ToDictionary(
            answer => answer.Key.TrimEnd('.').ToLowerInvariant(),
            answer => (IReadOnlyList<IPAddress>)[.. (answer.Value ?? []).Select(text => IPAddress.TryParse(text, out var address)
                ? address
                : throw new FormatException($"{answer.Key}={text}: this is no address; write --resolve example.org=93.184.216.34."))],
            StringComparer.Ordinal),
        others);
}
