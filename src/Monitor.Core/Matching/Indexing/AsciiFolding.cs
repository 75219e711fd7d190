using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Folds ASCII: capital letters become small ones, 32 characters at a time.</summary>
internal static unsafe class AsciiFolding
{
    private const int Block = 32, SmallBlock = 8;

    private const ushort Others = 0xFF80;

    /// <summary>
    /// Folds characters up to the first one outside ASCII; gives their number. May write 32 bytes more than that. What is left of a text
    /// behind its last block is folded with what is before it once more: a loop over single characters would be mispredicted at each text's end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Fold(char* source, int length, byte* target)
    {
        if (length < Block) return FoldShort(source, length, target);
        var index = 0;
        for (; index + Block <= length; index += Block)
        {
            if (!TryFoldBlock(source + index, target + index, out var ascii)) return index + ascii;
        }

        if (index == length) return length;
        index = length - Block;
        return TryFoldBlock(source + index, target + index, out var last) ? length : index + last;
    }

    /// <summary>Folds 32 characters; when not all are ASCII, says how many are before the first other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFoldBlock(char* source, byte* target, out int ascii)
    {
        var first = Vector256.Load((ushort*)source);
        var second = Vector256.Load((ushort*)source + (Block / 2));
        Lower(Vector256.Narrow(first, second)).Store(target);
        ascii = Block;
        if (((first | second) & Vector256.Create(Others)) == Vector256<ushort>.Zero) return true;
        var most = Vector256.Create((ushort)0x7F);
        var others = Vector256.Narrow(Vector256.GreaterThan(first, most), Vector256.GreaterThan(second, most));
        ascii = BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits());
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FoldShort(char* source, int length, byte* target)
    {
        var index = 0;
        for (; index + SmallBlock <= length; index += SmallBlock)
        {
            var eight = Vector128.Load((ushort*)source + index);
            if ((eight & Vector128.Create(Others)) != Vector128<ushort>.Zero) break;
            Lower(Vector128.Narrow(eight, eight)).GetLower().Store(target + index);
        }

        for (; index < length && source[index] < 0x80; index++) target[index] = Lower((byte)source[index]);
        return index;
    }

    private static byte Lower(byte character) => (uint)(character - 'A') < 26 ? (byte)(character | 0x20) : character;

    private static Vector128<byte> Lower(Vector128<byte> text)
    {
        var upper = Vector128.LessThan(text - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
        return text | (upper & Vector128.Create((byte)0x20));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lower(Vector256<byte> text)
    {
        var upper = Vector256.LessThan(text - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        return text | (upper & Vector256.Create((byte)0x20));
    }
}
