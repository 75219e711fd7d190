using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Access;

/// <summary>Users and tokens of one configuration.</summary>
internal sealed class Guests
{
    // A browser shows its password with every request, and to try one takes a tenth of a second by design.
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(5);

    // Passwords are tried one at a time, so that guessing occupies one core at most; who waits longer than this is refused.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly SemaphoreSlim Trying = new(1, 1);

    private readonly TimeProvider time;
    private readonly Dictionary<string, PasswordHash> users = new(StringComparer.Ordinal);
    private readonly List<(TokenHash Hash, IReadOnlyList<string> Scopes)> tokens = [];
    private readonly ConcurrentDictionary<string, (byte[] Print, long At)> believed = new(StringComparer.Ordinal);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public Guests(AccessOptions access, TimeProvider time)
    {
        this.time = time;
        Open = access.Open;

        // A user or token whose hash cannot be read closes the door as well: it fits nothing.
        IsClosed = access.Users.Count + access.Tokens.Count > 0;
        foreach (var user in access.Users)
        {
            if (PasswordHash.TryParse(user.PasswordHash?.Reveal() ?? "", out var hash)) users[user.Name] = hash;
        }

        foreach (var token in access.Tokens)
        {
            if (TokenHash.TryParse(token.Hash?.Reveal() ?? "", out var hash)) tokens.Add((hash, token.Scopes));
        }
    }

    public bool Open { get; }

    public bool IsClosed { get; }

    /// <summary>Null for a token that nobody has.</summary>
    public IReadOnlyList<string>? ScopesOf(string shown)
    {
        IReadOnlyList<string>? scopes = null;
        foreach (var token in tokens)
        {
            if (token.Hash.Fits(shown)) scopes = token.Scopes;
        }

        return scopes;
    }

    public async Task<bool> KnowsAsync(string name, string password, CancellationToken cancellation)
    {
        var print = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(password));
        if (believed.TryGetValue(name, out var last) && time.GetElapsedTime(last.At) < Believed && CryptographicOperations.FixedTimeEquals(print, last.Print)) return true;
        if (!await Trying.WaitAsync(Patience, cancellation)) return false;
        try
        {
            // Takes as long for a name that nobody has: the answer must not tell which names there are.
            var isKnown = users.TryGetValue(name, out var hash);
            if (!(hash ?? PasswordHash.OfNobody).Fits(password) || !isKnown) return false;
            believed[name] = (print, time.GetTimestamp());
            return true;
        }
        finally
        {
            Trying.Release();
        }
    }
}
