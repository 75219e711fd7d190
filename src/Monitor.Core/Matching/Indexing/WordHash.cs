using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Hash of a word's bytes. Reads 16 bytes whatever the length: the buffer must go on for as long.</summary>
internal static unsafe class WordHash
{
    private const ulong One = 0x9E3779B97F4A7C15, Other = 0xD6E8FEB86659FD93;

    public const int Short = 16;

    public static uint Of(byte* word, int length) => length > Short ? OfLong(word, length) : OfShort(word, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OfShort(byte* word, int length) => Aes.IsSupported ? Mix(Load(word, length)) : OfShortWithoutAes(word, length);

    /// <summary>On a processor that cannot encrypt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OfShortWithoutAes(byte* word, int length)
    {
        var low = Keep(Unsafe.ReadUnaligned<ulong>(word), Math.Min(length, 8));
        var high = Keep(Unsafe.ReadUnaligned<ulong>(word + 8), Math.Max(length - 8, 0));
        return Mix(low, high, (ulong)length);
    }

    /// <summary>A word of at most 16 bytes, and zeros behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(byte* word, int length) =>
        Vector128.ConditionalSelect(Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length)), Vector128.Load(word), Vector128<byte>.Zero);

    /// <summary>Of two words, one behind the other, from their hashes.</summary>
    public static uint OfPair(uint first, uint second) => (first * 0x9E3779B1u) ^ BitOperations.RotateLeft(second * 0x85EBCA77u, 15);

    public static uint Of(ReadOnlySpan<byte> word)
    {
        Span<byte> padded = word.Length <= 256 ? stackalloc byte[256 + 16] : new byte[word.Length + 16];
        word.CopyTo(padded);
        fixed (byte* start = padded) return Of(start, word.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static uint OfLong(byte* word, int length)
    {
        var state = (ulong)length;
        var index = 0;
        for (; index + 16 <= length; index += 16)
        {
            state = (((state ^ Unsafe.ReadUnaligned<ulong>(word + index)) * One) ^ Unsafe.ReadUnaligned<ulong>(word + index + 8)) * Other;
            state ^= state >> 29;
        }

        var rest = length - index;
        var low = Keep(Unsafe.ReadUnaligned<ulong>(word + index), Math.Min(rest, 8));
        var high = Keep(Unsafe.ReadUnaligned<ulong>(word + index + 8), Math.Max(rest - 8, 0));
        return Mix(low ^ state, high, (ulong)length);
    }

    /// <summary>
    /// A third of the time that multiplying takes. After two rounds every byte bears on every bit, but four bytes, such as the first,
    /// sixth, eleventh and last, still do so through one byte: every 256th pair of words that differ in these alone would share a hash.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(Vector128<byte> word)
    {
        var key = Vector128.Create(One, Other).AsByte();
        return Aes.Encrypt(Aes.Encrypt(Aes.Encrypt(word, key), key), key).AsUInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(ulong low, ulong high, ulong length) =>
        (uint)(((low ^ BitOperations.RotateLeft(high * One, 29) ^ length) * Other) >> 32);

    /// <summary>The lowest bytes of a value, 0 to 8 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Keep(ulong value, int bytes) => Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(value, (ulong)bytes * 8) : KeepWithoutBmi2(value, bytes);

    /// <summary>On a processor that has no instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong KeepWithoutBmi2(ulong value, int bytes) => bytes == 0 ? 0 : value & (ulong.MaxValue >> (64 - (bytes * 8)));
}
