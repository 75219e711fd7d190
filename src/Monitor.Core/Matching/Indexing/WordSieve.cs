using System.Numerics;
using System.Runtime.CompilerServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A table of bits, small enough for the nearest caches, that tells of nearly all words that they lead nowhere.</summary>
internal sealed unsafe class WordSieve
{
    /// <summary>So sparse that few of the common words share a bit: one that passes for nothing costs a branch that no processor predicts.</summary>
    private const int BitsPerWord = 64, LeastBits = 4_096, MostBits = 1 << 30;

    private readonly ulong[] array;
    private readonly ulong* bits;
    private readonly uint mask;

    /// <param name="words">How many it will hold.</param>
    public WordSieve(int words)
    {
        var count = BitOperations.RoundUpToPowerOf2((uint)Math.Clamp((long)words * BitsPerWord, LeastBits, MostBits));
        mask = count - 1;
        array = GC.AllocateArray<ulong>((int)(count / 64), pinned: true);
        bits = (ulong*)Unsafe.AsPointer(ref array[0]);
    }

    public long Bytes => array.LongLength * sizeof(ulong);

    public void Add(uint hash)
    {
        var bit = hash & mask;
        array[bit >> 6] |= 1UL << (int)(bit & 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(uint hash)
    {
        var bit = hash & mask;
        return ((bits[bit >> 6] >> (int)(bit & 63)) & 1) != 0;
    }

    /// <summary>Hashes words and keeps the numbers of those that may lead somewhere, some perhaps twice; gives how many.</summary>
    /// <param name="bytes">Of the texts.</param>
    /// <param name="bounds">Start and end of each word.</param>
    /// <param name="count">Of the words.</param>
    /// <param name="hashes">One for each word.</param>
    /// <param name="kept">Room for three times as many as there are words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Sift(byte* bytes, int* bounds, int count, uint* hashes, int* kept)
    {
        nint next = 0;
        var lengths = 0;
        var table = bits;
        var last = mask;
        for (nint word = 0; word < count; word++)
        {
            var start = bounds[2 * word];
            var length = bounds[(2 * word) + 1] - start;
            var hash = WordHash.OfShort(bytes + start, length);
            hashes[word] = hash;
            lengths |= length;
            kept[next] = (int)word;
            var bit = hash & last;
            next += (nint)(table[bit >> 6] >> (int)(bit & 63)) & 1;
        }

        return lengths <= WordHash.Short ? (int)next : SiftLong(bytes, bounds, count, hashes, kept, (int)next);
    }

    /// <summary>Once more for long words, of which the loop above said nothing: a call in it would keep its counters in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SiftLong(byte* bytes, int* bounds, int count, uint* hashes, int* kept, int next)
    {
        var longs = kept + (2 * (nint)count);
        nint all = 0;
        for (nint word = 0; word < count; word++)
        {
            longs[all] = (int)word;
            all += (WordHash.Short - bounds[(2 * word) + 1] + bounds[2 * word]) >>> 31;
        }

        for (nint index = 0; index < all; index++)
        {
            var word = longs[index];
            hashes[word] = WordHash.Of(bytes + bounds[2 * word], bounds[(2 * word) + 1] - bounds[2 * word]);
            kept[next] = word;
            if (MayHold(hashes[word])) next++;
        }

        return next;
    }
}
