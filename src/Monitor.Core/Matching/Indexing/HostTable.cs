using System.Collections.Frozen;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>From the host of an address to the <c>site:</c> or <c>link:</c> terms that it or a parent of it may fulfil.</summary>
internal sealed class HostTable(IEnumerable<KeyValuePair<string, List<int>>> leavesByHost)
{
    private const int LongestHost = 255;

    private readonly FrozenDictionary<string, int[]> leaves =
        leavesByHost.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);

    public bool IsEmpty => leaves.Count == 0;

    /// <summary>Calls back with every term whose host is the address's or a parent of it.</summary>
    public void Visit(string address, Scan scan)
    {
        if (address.Length == 0) return;
        Span<char> buffer = stackalloc char[LongestHost];
        var length = PlainHost(address, buffer);
        ReadOnlySpan<char> host = length > 0 ? buffer[..length] : WebAddress.Read(address)?.Host;
        var lookup = leaves.GetAlternateLookup<ReadOnlySpan<char>>();
        while (!host.IsEmpty)
        {
            if (lookup.TryGetValue(host, out var found))
            {
                foreach (var leaf in found) scan.Fire(new Lead(leaf, 0), 0);
            }

            var dot = host.IndexOf('.');
            host = dot < 0 ? [] : host[(dot + 1)..];
        }
    }

    /// <summary>
    /// The host of an address in the plain form that nearly all have: a scheme, then letters, digits, dots and hyphens ending in a
    /// name that begins with a letter. 0 for any other, which is left to the parser.
    /// </summary>
    private static int PlainHost(string address, Span<char> host)
    {
        var start = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        var length = 0;
        var last = 0;
        for (var index = start; start > 0 && index < address.Length && address[index] is not ('/' or '?' or '#' or ':'); index++)
        {
            var character = address[index];
            if (length == LongestHost || !(char.IsAsciiLetterOrDigit(character) || character is '.' or '-')) return 0;
            host[length++] = char.ToLowerInvariant(character);
            if (character == '.') last = length;
        }

        if (last == length || !char.IsAsciiLetter(host[last])) return 0;
        if (address.AsSpan(start).Contains('@')) return 0;
        if (!host[..length].StartsWith("www.")) return length;
        host[4..length].CopyTo(host);
        return length - 4;
    }
}
