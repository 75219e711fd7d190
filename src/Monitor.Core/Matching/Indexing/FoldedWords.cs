using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monitor.Core.Matching.Indexing;

/// <summary>The words of a document's texts: where they stand in the folded bytes, and their hashes. Reused from document to document.</summary>
internal sealed unsafe class FoldedWords
{
    private const int Keep = 1 << 20;

    private readonly FoldedText text = new();
    private int[] bounds = GC.AllocateUninitializedArray<int>(1 << 12, pinned: true);
    private uint[] hashes = GC.AllocateUninitializedArray<uint>(1 << 11, pinned: true);

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of each word.</summary>
    public ReadOnlySpan<uint> Hashes => hashes.AsSpan(0, Count);

    /// <summary>Whether any word holds a character of three bytes, as all letters do that are words of their own.</summary>
    public bool HasWide { get; private set; }

    public byte* Bytes => text.Start;

    /// <summary>Start and end of each word.</summary>
    public int* Bounds => (int*)Unsafe.AsPointer(ref bounds[0]);

    public uint* HashStart => (uint*)Unsafe.AsPointer(ref hashes[0]);

    public void Clear()
    {
        text.Clear();
        Count = 0;
        if (bounds.Length <= Keep) return;
        bounds = GC.AllocateUninitializedArray<int>(1 << 12, pinned: true);
        hashes = GC.AllocateUninitializedArray<uint>(1 << 11, pinned: true);
    }

    /// <summary>Adds a text; gives the offset in bytes where it starts. Texts do not touch.</summary>
    public int Append(string value) => text.Append(value);

    /// <summary>Number of bytes so far.</summary>
    public int Length => text.Length;

    public ReadOnlySpan<byte> this[int word] => new(Bytes + bounds[2 * word], bounds[(2 * word) + 1] - bounds[2 * word]);

    /// <summary>Finds the words of all that was added, and their hashes.</summary>
    public void Find()
    {
        // Every bound takes a byte; a store of 16 bounds runs over.
        if (bounds.Length < text.Length + 80)
        {
            bounds = GC.AllocateUninitializedArray<int>((text.Length * 3 / 2) + 80, pinned: true);
            hashes = GC.AllocateUninitializedArray<uint>((bounds.Length / 2) + 1, pinned: true);
        }

        Count = Find(Bytes, text.Length, Bounds, out var hasWide);
        HasWide = hasWide;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find(byte* bytes, int length, int* bounds, out bool hasWide)
    {
        new Span<byte>(bytes + length, 64).Fill((byte)' ');
        var next = bounds;
        ulong carry = 0;
        var highest = Vector256<byte>.Zero;
        for (var offset = 0; offset < length; offset += 64)
        {
            var words = MaskOf(bytes + offset);
            highest = Vector256.Max(highest, Vector256.Max(Vector256.Load(bytes + offset), Vector256.Load(bytes + offset + 32)));
            var changes = words ^ ((words << 1) | carry);
            carry = words >> 63;
            if (Avx512Vbmi2.IsSupported) PlacesByVector(changes, offset, next);
            else Places(changes, offset, next);
            next += BitOperations.PopCount(changes);
        }

        hasWide = Vector256.GreaterThanOrEqualAny(highest, Vector256.Create(FoldedBytes.LeastWide));
        return (int)(next - bounds) / 2;
    }

    /// <summary>Writes where a mask's bits are, eight at a time: fewer branches are mispredicted so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Places(ulong mask, int offset, int* places)
    {
        for (; mask != 0; places += 8)
        {
            for (var index = 0; index < 8; index++)
            {
                places[index] = offset + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void PlacesByVector(ulong mask, int offset, int* places)
    {
        var byteOfEach = Avx512BW.Shuffle(Vector512.Create(mask).AsByte(), Vector512.ShiftRightLogical(Vector512<byte>.Indices, 3));
        var bitOfEach = Vector512.Create(0x8040_2010_0804_0201UL).AsByte();
        var isSet = Vector512.Equals(byteOfEach & bitOfEach, bitOfEach);
        var set = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isSet, Vector512<byte>.Indices);
        var start = Vector512.Create(offset);
        (start + Avx512F.ConvertToVector512Int32(set.GetLower().GetLower())).Store(places);
        (start + Avx512F.ConvertToVector512Int32(set.GetLower().GetUpper())).Store(places + 16);
        if (BitOperations.PopCount(mask) <= 32) return;
        (start + Avx512F.ConvertToVector512Int32(set.GetUpper().GetLower())).Store(places + 32);
        (start + Avx512F.ConvertToVector512Int32(set.GetUpper().GetUpper())).Store(places + 48);
    }

    /// <summary>A bit per byte of 64: whether it belongs to a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MaskOf(byte* bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.Load(bytes);
            return (Vector512.LessThan(all - Vector512.Create((byte)'a'), Vector512.Create((byte)26))
                | Vector512.LessThan(all - Vector512.Create((byte)'0'), Vector512.Create((byte)10)) | all).ExtractMostSignificantBits();
        }

        return MaskOfHalf(bytes) | ((ulong)MaskOfHalf(bytes + 32) << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint MaskOfHalf(byte* bytes)
    {
        var half = Vector256.Load(bytes);
        return (Vector256.LessThan(half - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            | Vector256.LessThan(half - Vector256.Create((byte)'0'), Vector256.Create((byte)10)) | half).ExtractMostSignificantBits();
    }
}
