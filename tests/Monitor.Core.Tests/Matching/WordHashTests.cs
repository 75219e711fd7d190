using System.Globalization;
using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

public sealed class WordHashTests
{
    [Fact]
    public void Every_byte_of_a_word_counts_and_its_length()
    {
        var hashes = new HashSet<uint>();
        var words = 0;
        foreach (var length in Enumerable.Range(1, 70).Concat([255, 256, 257, 300]))
        {
            words++;
            var word = new byte[length];
            word.AsSpan().Fill((byte)'a');
            hashes.Add(WordHash.Of(word));
            for (var place = 0; place < length; place++, words++)
            {
                word[place] = (byte)'b';
                hashes.Add(WordHash.Of(word));
                word[place] = (byte)'a';
            }
        }

        Assert.InRange(words - hashes.Count, 0, 10);
    }

    [Fact]
    public unsafe void On_a_processor_that_cannot_encrypt_every_byte_of_a_short_word_counts_and_its_length()
    {
        var hashes = new HashSet<uint>();
        var words = 0;
        var word = stackalloc byte[2 * WordHash.Short];
        for (var length = 1; length <= WordHash.Short; length++)
        {
            new Span<byte>(word, length).Fill((byte)'a');
            Add(length);
            for (var place = 0; place < length; place++)
            {
                word[place] = (byte)'b';
                Add(length);
                word[place] = (byte)'a';
            }
        }

        Assert.Equal(words, hashes.Count);

        void Add(int length)
        {
            words++;
            hashes.Add(WordHash.OfShortWithoutAes(word, length));
        }
    }

    [Fact]
    public unsafe void Nothing_behind_a_word_counts()
    {
        for (var length = 0; length <= 80; length++)
        {
            var (zeros, ones) = (new byte[length + WordHash.Short], new byte[length + WordHash.Short]);
            ones.AsSpan(length).Fill(0xFF);
            zeros.AsSpan(0, length).Fill((byte)'a');
            ones.AsSpan(0, length).Fill((byte)'a');
            fixed (byte* one = zeros, other = ones)
            {
                Assert.Equal(WordHash.Of(one, length), WordHash.Of(other, length));
                if (length <= WordHash.Short) Assert.Equal(WordHash.OfShortWithoutAes(one, length), WordHash.OfShortWithoutAes(other, length));
            }
        }
    }

    [Theory]
    [InlineData(0, 0UL)]
    [InlineData(1, 0x88UL)]
    [InlineData(4, 0x55667788UL)]
    [InlineData(7, 0x22334455667788UL)]
    [InlineData(8, 0xFF22334455667788UL)]
    public void The_lowest_bytes_are_kept_on_any_processor(int bytes, ulong kept) =>
        Assert.Equal(kept, WordHash.KeepWithoutBmi2(0xFF22334455667788, bytes));

    [Fact]
    public void Words_fill_the_first_bits_of_a_hash_evenly()
    {
        // Chance leaves 1,507 of 4,096 places empty; words as alike as these leave a few more.
        Assert.InRange(4_096 - Numbered(0, 4_096).Select(word => WordHash.Of(FoldedBytes.Of(word)) >> 20).Distinct().Count(), 1_200, 1_900);
        Assert.InRange(4_096 - Numbered(0, 4_096).Select(word => WordHash.Of(FoldedBytes.Of($"{word}{word}{word}{word}")) >> 20).Distinct().Count(), 1_200, 1_900);
    }

    [Fact]
    public void Pairs_of_words_hash_apart_and_their_order_counts()
    {
        uint[] words = [.. Numbered(0, 64).Select(word => WordHash.Of(FoldedBytes.Of(word)))];
        var pairs = words.SelectMany(first => words.Select(second => WordHash.OfPair(first, second))).Distinct().Count();

        Assert.InRange(pairs, 4_095, 4_096);
    }

    [Fact]
    public void Words_that_share_a_hash_are_told_apart()
    {
        var twins = Twins().Take(3).ToArray();
        Assert.NotEmpty(twins);
        foreach (var (one, other) in twins)
        {
            string[] queries = [one, other, $"\"acme {one}\"", $"\"acme {other}\"", $"b {one}", $"b -{one}", $"{one} b", $"\"{one} b\"", $"\"{other} b\""];

            Assert.Equal([0, 2, 4, 6, 7], Fits(queries, $"acme {one} b"));
            Assert.Equal([1, 3, 5, 8], Fits(queries, $"acme {other} b"));
            Assert.Equal([1, 4, 6, 7], Fits([other, .. queries[1..]], $"{other} {one} b").Where(number => number > 0));
            Assert.Empty(Fits([one], other));
            Assert.Equal([0], Fits([other], other));
        }
    }

    /// <summary>Of 400,000 words even an ideal hash of 32 bits gives some eighteen pairs.</summary>
    private static IEnumerable<(string One, string Other)> Twins()
    {
        var known = new Dictionary<uint, string>();
        for (var number = 0UL; number < 400_000; number++)
        {
            var word = "w" + (number * 0x9E3779B97F4A7C15 >> 16).ToString("x12", CultureInfo.InvariantCulture);
            if (!known.TryAdd(WordHash.Of(FoldedBytes.Of(word)), word)) yield return (known[WordHash.Of(FoldedBytes.Of(word))], word);
        }
    }

    private static IEnumerable<string> Numbered(int from, int count) => Enumerable.Range(from, count).Select(number => "w" + number.ToString(CultureInfo.InvariantCulture));

    private static List<int> Fits(string[] queries, string body)
    {
        var fits = new List<int>();
        MatchIndex.Build([.. queries.Select(text => new Query(text, QueryParser.Parse(text).Expression!))]).Find(Documents.Of(body), fits);
        fits.Sort();
        return fits;
    }
}
