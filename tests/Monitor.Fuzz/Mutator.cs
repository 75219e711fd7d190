using System.Globalization;
using System.Text;

namespace Monitor.Fuzz;

/// <summary>Makes inputs out of seeds and words: damaged ones, spliced ones, and now and then a short piece repeated for a quarter of a megabyte.</summary>
/// <param name="pumpedOneIn">How often: most readings that take quadratic time take it on a piece repeated, and such an input costs as much as hundreds of others.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words, int pumpedOneIn)
{
    private const int LongestMutant = 64 << 10;
    private const int LongestPumped = 256 << 10;

    private static readonly byte[] Telling = [0x00, 0x0A, 0x0D, 0x20, 0x22, 0x26, 0x27, 0x2F, 0x3B, 0x3C, 0x3D, 0x3E, 0x5C, 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFE, 0xFF];

    public byte[] Make(Random random) => random.Next(pumpedOneIn) == 0 ? Pumped(random) : Damaged(random);

    /// <summary>A beginning, a piece over and over, an end.</summary>
    private byte[] Pumped(Random random)
    {
        var piece = Enumerable.Range(0, random.Next(1, 5)).SelectMany(_ => Piece(random)).ToArray();
        var counted = random.Next(3) == 0;
        var most = random.Next(LongestPumped / 4, LongestPumped);
        var pumped = new List<byte>(most + 2048);
        if (random.Next(2) == 0) pumped.AddRange(Any(seeds, random).Take(random.Next(600)));
        if (random.Next(2) == 0) pumped.AddRange(Piece(random));
        for (var turn = 0; pumped.Count < most; turn++)
        {
            pumped.AddRange(piece);
            if (counted) pumped.AddRange(Encoding.ASCII.GetBytes(turn.ToString(CultureInfo.InvariantCulture)));
            if (piece.Length == 0) break;
        }

        pumped.AddRange(Piece(random));
        return [.. pumped];
    }

    private byte[] Damaged(Random random)
    {
        var mutant = new List<byte>(Any(seeds, random));
        for (var blow = random.Next(1, 9); blow > 0; blow--) Strike(mutant, random);
        if (mutant.Count > LongestMutant) mutant.RemoveRange(LongestMutant, mutant.Count - LongestMutant);
        return [.. mutant];
    }

    private void Strike(List<byte> mutant, Random random)
    {
        var at = random.Next(mutant.Count + 1);
        var length = Math.Min(random.Next(random.Next(4) == 0 ? 1024 : 24), mutant.Count - at);
        switch (random.Next(9))
        {
            case 0 or 1:
                mutant.InsertRange(at, Any(words, random));
                break;
            case 2:
                mutant.RemoveRange(at, length);
                break;
            case 3:
                mutant.InsertRange(random.Next(mutant.Count + 1), mutant.GetRange(at, length));
                break;
            case 4:
                mutant.InsertRange(at, Piece(random));
                break;
            case 5 when at < mutant.Count:
                mutant[at] = random.Next(2) == 0 ? (byte)random.Next(256) : Telling[random.Next(Telling.Length)];
                break;
            case 6 when mutant.Count < LongestMutant:
                mutant.InsertRange(at, Enumerable.Repeat(mutant.GetRange(at, length), random.Next(2, 40)).SelectMany(piece => piece).ToArray());
                break;
            case 7:
                mutant.RemoveRange(at, length);
                mutant.InsertRange(at, Any(words, random));
                break;
            case 8 when random.Next(6) == 0:
                mutant.RemoveRange(at, mutant.Count - at);
                break;
        }
    }

    /// <summary>A word, or a few bytes of a seed.</summary>
    private byte[] Piece(Random random)
    {
        if (random.Next(3) > 0) return Any(words, random);
        var seed = Any(seeds, random);
        var from = random.Next(seed.Length + 1);
        return seed[from..Math.Min(seed.Length, from + random.Next(1, 40))];
    }

    private static byte[] Any(IReadOnlyList<byte[]> choices, Random random) => choices[random.Next(choices.Count)];
}
