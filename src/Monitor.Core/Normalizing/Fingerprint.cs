using System.Numerics;
using System.Runtime.InteropServices;

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
        Span<int> votes = stackalloc int[64];
        var words = Vote(title, votes) + Vote(body, votes);
        if (words == 0) return 0;
        var bits = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            if (votes[bit] > 0) bits |= 1UL << bit;
        }

        return bits;
    }

    /// <summary>In how many bits two fingerprints differ.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    private static int Vote(string text, Span<int> votes)
    {
        var words = 0;
        var previous = Seed;
        foreach (var word in Words.Of(text))
        {
            var hash = Hash(word.Folded);
            Count(Mix(hash), votes);
            if (words > 0) Count(Mix(BitOperations.RotateLeft(previous, 21) ^ hash), votes);
            previous = hash;
            words++;
        }

        return words;
    }

    private static void Count(ulong hash, Span<int> votes)
    {
        for (var bit = 0; bit < votes.Length; bit++) votes[bit] += (int)((hash >> bit) & 1) * 2 - 1;
    }

    private static ulong Hash(string word)
    {
        var hash = Seed;
        foreach (var octet in MemoryMarshal.AsBytes(word.AsSpan())) hash = (hash ^ octet) * Prime;
        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
