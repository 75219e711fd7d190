using System.Runtime.Intrinsics.X86;
using System.Text;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>The fast reading of words is held to the plain one.</summary>
public sealed class FoldedWordsTests
{
    [Fact]
    public void Every_character_folds_as_in_the_plain_reading_whatever_its_neighbours()
    {
        string[] before = ["", "a", "é", "1", "क", "か", "ก", "東", "한", "🔥", "ᄒ", "a\u0301", "क़"];
        string[] after = ["", "b", "\u0301", "東", "\u093C", "\u094D", "\u3099", "ᆨ", "\u0E48\u0E38", "\u200D", "🔥"];
        var problems = new List<string>();
        var step = Properties.IsLong ? 1 : 61_000 / Properties.Cases;
        for (var value = 0; value <= 0x1FFFF && problems.Count < 40; value++)
        {
            if (!Rune.IsValid(value)) continue;
            var character = new Rune(value).ToString();
            if (value % step != 0) continue;
            foreach (var left in before)
            {
                foreach (var right in after) Compare(left + character + right + " x", problems);
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public unsafe void Both_ways_of_writing_places_write_each_set_bit_in_order()
    {
        var random = new Random(1);
        ulong[] masks = [0, 1, 1UL << 63, ulong.MaxValue, .. Enumerable.Range(0, 200).Select(_ => (ulong)random.NextInt64() & (ulong)random.NextInt64())];
        foreach (var mask in masks)
        {
            int[] expected = [.. Enumerable.Range(0, 64).Where(bit => (mask >> bit & 1) != 0).Select(bit => 640 + bit)];
            var (plain, vector) = (new int[64 + 16], new int[64 + 16]);
            fixed (int* one = plain, other = vector)
            {
                FoldedWords.Places(mask, 640, one);
                if (Avx512Vbmi2.IsSupported) FoldedWords.PlacesByVector(mask, 640, other);
            }

            Assert.Equal(expected, plain.Take(expected.Length));
            if (Avx512Vbmi2.IsSupported) Assert.Equal(expected, vector.Take(expected.Length));
        }
    }

    [Fact]
    public unsafe void Letters_digits_and_what_is_beyond_ascii_belong_to_words()
    {
        var bytes = stackalloc byte[64];
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var isOfWord = value is >= 'a' and <= 'z' or >= '0' and <= '9' or >= 0x80;
            for (var place = 0; place < 64; place++)
            {
                new Span<byte>(bytes, 64).Fill((byte)' ');
                bytes[place] = (byte)value;
                var expected = isOfWord ? 1UL << place : 0;

                Assert.Equal(expected, FoldedWords.MaskOf(bytes));
                Assert.Equal((uint)expected, FoldedWords.MaskOfHalf(bytes));
                Assert.Equal((uint)(expected >> 32), FoldedWords.MaskOfHalf(bytes + 32));
            }
        }
    }

    private static void Compare(string text, List<string> problems)
    {
        var plain = string.Join('|', Words.Of(text).Select(word => Encoding.Latin1.GetString(FoldedBytes.Of(word.Folded))));
        var fast = Read(text);
        if (plain != fast) problems.Add($"{string.Join(' ', text.Select(c => ((int)c).ToString("X4")))}: {plain} ≠ {fast}");
    }

    // One a thread, as the index has them: classes of tests run side by side.
    [ThreadStatic]
    private static FoldedWords? words;

    internal static string Read(string text)
    {
        words ??= new();
        words.Clear();
        words.Append(text);
        words.Find();
        return string.Join('|', Enumerable.Range(0, words.Count).Select(word => Encoding.Latin1.GetString(words[word])));
    }
}
