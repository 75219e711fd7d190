using System.Globalization;
using System.Text;
using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

public sealed unsafe class WordSieveTests
{
    [Theory]
    [InlineData(0, 512)]
    [InlineData(1, 512)]
    [InlineData(64, 512)]
    [InlineData(65, 1_024)]
    [InlineData(128, 1_024)]
    [InlineData(1_000, 8_192)]
    [InlineData(20_000_000, 1 << 27)]
    [InlineData(int.MaxValue, 1 << 27)]
    public void It_has_room_for_its_words_and_stays_small(int words, long bytes) => Assert.Equal(bytes, new WordSieve(words).Bytes);

    [Fact]
    public void A_word_passes_when_it_was_added_and_hardly_another_does()
    {
        var sieve = new WordSieve(1_000);
        foreach (var number in Enumerable.Range(0, 1_000)) sieve.Add(Hash(number));

        Assert.All(Enumerable.Range(0, 1_000), number => Assert.True(sieve.MayHold(Hash(number))));
        Assert.InRange(Enumerable.Range(1_000, 10_000).Count(number => sieve.MayHold(Hash(number))), 0, 300);
    }

    [Fact]
    public void Sifting_keeps_the_words_that_were_added_and_hashes_all()
    {
        string[] words = ["the", "acme", "of", "corporation", "acme", "x", "sixteen-letters1", "more-than-sixteen", "a-word-that-is-rather-long-1", "inc"];
        string[] added = ["acme", "x", "sixteen-letters1", "a-word-that-is-rather-long-1"];

        var (hashes, kept) = Sift(words, added);

        Assert.Equal(words.Select(HashOf), hashes);
        Assert.Equal([1, 4, 5, 6, 8], kept.Distinct().Order());
    }

    [Fact]
    public void Nothing_is_kept_of_nothing_or_for_nothing()
    {
        Assert.Empty(Sift([], ["acme"]).Kept);
        Assert.Empty(Sift(["acme", "more-than-sixteen"], []).Kept);
    }

    private static (uint[] Hashes, int[] Kept) Sift(string[] words, string[] added)
    {
        var sieve = new WordSieve(added.Length);
        foreach (var word in added) sieve.Add(HashOf(word));
        var bounds = new List<int>();
        foreach (var word in words) bounds.AddRange(bounds.LastOrDefault(-1) + 1, bounds.LastOrDefault(-1) + 1 + word.Length);
        var hashes = new uint[words.Length + 1];
        var kept = new int[(3 * words.Length) + 1];
        fixed (byte* bytes = Encoding.UTF8.GetBytes(string.Join('A', words) + new string('A', 32)))
        fixed (int* places = bounds.Append(0).ToArray())
        fixed (uint* hash = hashes)
        fixed (int* keep = kept)
        {
            var count = sieve.Sift(bytes, places, words.Length, hash, keep);
            return (hashes[..words.Length], kept[..count]);
        }
    }

    private static uint HashOf(string word) => WordHash.Of(Encoding.UTF8.GetBytes(word));

    private static uint Hash(int number) => HashOf("word" + number.ToString(CultureInfo.InvariantCulture));
}
