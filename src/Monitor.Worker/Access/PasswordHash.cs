using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Access;

/// <summary>A password as it is kept: PBKDF2 (RFC 8018) with SHA-256, written <c>pbkdf2-sha256$ROUNDS$SALT$KEY</c> in base64.</summary>
public sealed class PasswordHash
{
    public const string Form = "pbkdf2-sha256";

    // OWASP, Password Storage Cheat Sheet, for PBKDF2-HMAC-SHA256 (seen 2026-11).
    private const int UsualRounds = 600_000;

    // Fewer guard nothing; more let one try of a password occupy a core for seconds.
    private const int LeastRounds = 100_000, MostRounds = 5_000_000;

    private const int SaltLength = 16, KeyLength = 32;

    private readonly int rounds;
    private readonly byte[] salt;
    private readonly byte[] key;

    private PasswordHash(int rounds, byte[] salt, byte[] key) => (this.rounds, this.salt, this.key) = (rounds, salt, key);

    public static PasswordHash Of(string password)
    {
        var random = RandomNumberGenerator.GetBytes(SaltLength);
        return new(UsualRounds, random, Derive(password, random, UsualRounds));
    }

    /// <summary>One that no password has, and that takes as long to try.</summary>
    public static PasswordHash OfNobody { get; } = new(UsualRounds, new byte[SaltLength], RandomNumberGenerator.GetBytes(KeyLength));

    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        var parts = text.Trim().Split('$');
        if (parts is not [Form, var count, var salted, var derived]) return false;
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < LeastRounds or > MostRounds) return false;
        if (!TryDecode(salted, SaltLength, out var saltBytes) || !TryDecode(derived, KeyLength, out var keyBytes)) return false;
        hash = new(number, saltBytes, keyBytes);
        return true;
    }

    public bool Fits(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), key);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Form}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(key)}");

    // Keyboards write an accent in one character or in two: RFC 7617, section 2.1, by way of RFC 8265.
    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)), salt, rounds, HashAlgorithmName.SHA256, KeyLength);

    private static bool TryDecode(string text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return text.Length == (length + 2) / 3 * 4 && Convert.TryFromBase64String(text, bytes, out var written) && written == length;
    }
}
