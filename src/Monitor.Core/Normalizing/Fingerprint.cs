using System.Numerics;
using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>
/// SimHash of a text's folded words (Charikar 2002): near-duplicates differ in few of the 64 bits. Pairs of neighbouring words are
/// hashed, so that the same words in another order tell another story.
/// </summary>
public static class Fingerprint
{
    private const ulong Seed = 0xCBF29CE484222325, Prime = 0x100000001B3;

    /// <summary>The fingerprint; 0 when there are no words.</summary>
    public static ulong Of(string title, string body)
    {
        var votes = new Votes(stackalloc ulong[Votes.Planes]);
        Vote(title, ref votes);
        Vote(body, ref votes);
        return votes.Majority();
    }

    /// <summary>In how many bits two fingerprints differ.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    private static void Vote(ReadOnlySpan<char> text, ref Votes votes)
    {
        var isFirst = true;
        var previous = Seed;
        for (var index = 0; Words.Next(text, ref index, out var start, out var end); isFirst = false)
        {
            var hash = Hash(text[start..end]);
            votes.Add(Mix(hash));
            if (!isFirst) votes.Add(Mix(BitOperations.RotateLeft(previous, 21) ^ hash));
            previous = hash;
        }
    }

    /// <summary>FNV-1a of the folded word's code units, low octet first. Most words are ASCII, which folds on the way without a string.</summary>
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var unit in Ascii.IsValid(word) ? word : TextFolding.Fold(word))
        {
            var folded = char.IsAsciiLetterUpper(unit) ? unit | 0x20 : unit;
            hash = (hash ^ (byte)folded) * Prime;
            hash = (hash ^ (byte)(folded >> 8)) * Prime;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }

    /// <summary>
    /// How many hashes set each of 64 bits, kept sideways: plane n holds digit n of all 64 counts, so that a hash is added to them as one
    /// number with carry, two steps on average instead of 64.
    /// </summary>
    private ref struct Votes(Span<ulong> planes)
    {
        public const int Planes = 32;

        private readonly Span<ulong> planes = planes;
        private int hashes;

        public void Add(ulong hash)
        {
            hashes++;
            for (var plane = 0; hash != 0; plane++)
            {
                var carry = planes[plane] & hash;
                planes[plane] ^= hash;
                hash = carry;
            }
        }

        /// <summary>The bits that more than half of the hashes set.</summary>
        public readonly ulong Majority()
        {
            var bits = 0UL;
            for (var bit = 0; bit < 64; bit++)
            {
                if (Count(bit) > hashes / 2) bits |= 1UL << bit;
            }

            return bits;
        }

        private readonly int Count(int bit)
        {
            var count = 0;
            for (var plane = 0; plane < planes.Length; plane++) count |= (int)((planes[plane] >> bit) & 1) << plane;
            return count;
        }
    }
}
