using System.Numerics;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class FingerprintTests
{
    private const string Story = "Acme Corp announced on Monday that it will open a second office in Lyon next year, and hire some forty people there for its support team";

    [Fact]
    public void Near_duplicates_differ_in_few_bits_and_other_stories_in_many()
    {
        var one = Fingerprint.Of("", Story);

        Assert.Equal(one, Fingerprint.Of("", Story.ToUpperInvariant()));
        Assert.InRange(Fingerprint.Distance(one, Fingerprint.Of("", Story + " (AFP)")), 0, 12);
        Assert.InRange(Fingerprint.Distance(one, Fingerprint.Of("", "Rain is expected over most of the country until Thursday, with strong winds on the coast and snow above a thousand metres")), 16, 64);
    }

    [Fact]
    public void No_words_no_fingerprint() => Assert.Equal(0UL, Fingerprint.Of("", "… !"));

    [Theory]
    [InlineData("", Story)]
    [InlineData("Acme", "ACME ouvre à Orvélo-sur-Mer : l’Œuvre, Straße 12, ΣΊΣΥΦΟΣ, Äpfel 🚀 日本語")]
    [InlineData("one", "")]
    public void Each_bit_is_what_most_words_and_pairs_of_words_say(string title, string body) =>
        Assert.Equal(Counted(title, body), Fingerprint.Of(title, body));

    /// <summary>The same by a count for each bit.</summary>
    private static ulong Counted(string title, string body)
    {
        var hashes = new List<ulong>();
        foreach (var text in new[] { title, body })
        {
            var words = Words.Of(text).Select(word => Hash(word.Folded)).ToList();
            hashes.AddRange(words.Select(Mix));
            hashes.AddRange(words.Zip(words.Skip(1), (one, next) => Mix(BitOperations.RotateLeft(one, 21) ^ next)));
        }

        return Enumerable.Range(0, 64).Where(bit => hashes.Sum(hash => (hash >> bit & 1) == 1 ? 1 : -1) > 0).Aggregate(0UL, (bits, bit) => bits | 1UL << bit);
    }

    private static ulong Hash(string word) =>
        Encoding.Unicode.GetBytes(word).Aggregate(0xCBF29CE484222325, (hash, octet) => (hash ^ octet) * 0x100000001B3);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
