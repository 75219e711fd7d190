using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.Core.Normalizing;

/// <summary>
/// SimHash of a text's folded words (Charikar 2002): near-duplicates differ in few of the 64 bits. Pairs of neighbouring words are
/// hashed, so that the same words in another order tell another story.
/// </summary>
public static class Fingerprint
{
    private const ulong Seed = 0xCBF29CE484222325, Prime = 0x100000001B3, TwoPrimes = unchecked(Prime * Prime);

    /// <summary>The fingerprint; 0 when there are no words.</summary>
    public static ulong Of(string title, string body)
    {
        var votes = new Votes(stackalloc int[Votes.Bits]);
        Span<char> room = stackalloc char[FoldedWordReader.Room];
        votes.Add(title, room);
        votes.Add(body, room);
        return votes.Majority();
    }

    /// <summary>In how many bits two fingerprints differ.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    /// <summary>FNV-1a of the folded word's code units, low octet first. Of a high octet of zero only the multiplication is left.</summary>
    internal static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var unit in word)
            hash = unit < 0x100 ? (hash ^ unit) * TwoPrimes : (((hash ^ (byte)unit) * Prime) ^ (byte)(unit >> 8)) * Prime;
        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }

    /// <summary>How many hashes set each of 64 bits: a lane of a vector each, emptied into whole counts before it overflows.</summary>
    /// <param name="counts">Room for one of each of the <see cref="Bits"/>.</param>
    internal ref struct Votes(Span<int> counts)
    {
        public const int Bits = 64;

        private readonly Span<int> counts = counts;
        private Vector256<byte> low, high;
        private int pending, hashes;
        private ulong previous;
        private bool isInside;

        /// <summary>Has each word of a text vote.</summary>
        /// <param name="text">The text.</param>
        /// <param name="room">See <see cref="FoldedWordReader"/>.</param>
        public void Add(ReadOnlySpan<char> text, Span<char> room)
        {
            Begin();
            for (var reader = new FoldedWordReader(text, room); reader.Read();) Add(Hash(reader.Word));
        }

        /// <summary>The next word has none before it.</summary>
        public void Begin() => isInside = false;

        /// <summary>Has a word vote, and the pair that it makes with the one before.</summary>
        /// <param name="word">Its <see cref="Hash"/>.</param>
        public void Add(ulong word)
        {
            Count(Mix(word));
            if (isInside) Count(Mix(BitOperations.RotateLeft(previous, 21) ^ word));
            (previous, isInside) = (word, true);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Count(ulong hash)
        {
            var octets = Vector256.Create(hash).AsByte();
            low -= Set(Vector256.Shuffle(octets, Vector256.Create(0UL, 0x0101010101010101, 0x1212121212121212, 0x1313131313131313).AsByte()));
            high -= Set(Vector256.Shuffle(octets, Vector256.Create(0x0404040404040404UL, 0x0505050505050505, 0x1616161616161616, 0x1717171717171717).AsByte()));
            if (++pending == byte.MaxValue) Empty();
        }

        /// <summary>The bits that more than half of the hashes set.</summary>
        public ulong Majority()
        {
            Empty();
            var bits = 0UL;
            for (var bit = 0; bit < Bits; bit++)
            {
                if (counts[bit] > hashes / 2) bits |= 1UL << bit;
            }

            return bits;
        }

        /// <summary>All ones, which is minus one, where the octet's bit of this lane is set.</summary>
        private static Vector256<byte> Set(Vector256<byte> octets)
        {
            var bit = Vector256.Create(0x8040201008040201UL).AsByte();
            return Vector256.Equals(octets & bit, bit);
        }

        private void Empty()
        {
            for (var lane = 0; lane < Bits / 2; lane++)
            {
                counts[lane] += low[lane];
                counts[lane + (Bits / 2)] += high[lane];
            }

            (low, high) = (default, default);
            hashes += pending;
            pending = 0;
        }
    }
}
