using System.Globalization;
using System.Text;
using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

public sealed unsafe class TriggerTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(24)]
    [InlineData(340)]
    [InlineData(2_000)]
    public void Every_word_leads_to_its_own_terms_in_order(int count)
    {
        string[] words = [.. Enumerable.Range(0, count).Select(Word)];
        var table = Table(words, Hash);

        Assert.False(table.IsEmpty);
        for (var number = 0; number < count; number++)
        {
            Assert.True(table.Sieve.MayHold(Hash(number)));
            Assert.Equal(Leads(number), Find(table, Hash(number), words[number]));
            Assert.Equal(Leads(number), table.Find(Hash(number)).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2_000)]
    public void Most_other_words_are_turned_away_at_once_and_all_in_the_end(int count)
    {
        var table = Table([.. Enumerable.Range(0, count).Select(Word)], Hash);
        int[] others = [.. Enumerable.Range(10_000, 1_000)];

        Assert.InRange(others.Count(number => table.Sieve.MayHold(Hash(number))), 0, 50);
        Assert.All(others, number => Assert.Empty(Find(table, Hash(number), Word(number))));
        Assert.All(others, number => Assert.True(table.Find(Hash(number)).IsEmpty));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(uint.MaxValue)]
    public void Words_of_one_hash_are_told_apart(uint hash)
    {
        string[] words =
        [
            "acme", "acm", "acmf", "bcme", "acme1", "acme-corporation", "acme-corporatio", "acme-corporatiom", "xcme-corporation",
            "acme-corporations", "acme-corporation1", "acme-corporations-of-old", "acme-corporations-of-all", "xcme-corporations-of-old",
        ];
        var table = Table(words, _ => hash);

        Assert.All(words.Index(), word => Assert.Equal(Leads(word.Index), Find(table, hash, word.Item)));
        Assert.All((string[])["acmes", "ac", "cme", "acme-corporatio1", "acme-corporations-of-ol", "acme-corporations-of-old1"], word => Assert.Empty(Find(table, hash, word)));
        Assert.Equal(Leads(0), table.Find(hash).ToArray());
    }

    [Fact]
    public void A_word_is_not_found_by_the_hash_of_another()
    {
        var table = Table(["acme", "corp"], number => (uint)number + 1);

        Assert.Empty(Find(table, 2, "acme"));
        Assert.Empty(Find(table, 3, "acme"));
    }

    [Fact]
    public void An_empty_table_holds_nothing()
    {
        var table = Table([], Hash);

        Assert.True(table.IsEmpty);
        Assert.True(table.Find(0).IsEmpty);
        Assert.Empty(Find(table, 0, "acme"));
        Assert.All(Enumerable.Range(0, 1_000), number => Assert.False(table.Sieve.MayHold(Hash(number))));
    }

    private static TriggerTable Table(string[] words, Func<int, uint> hash)
    {
        var pool = new List<byte>();
        var entries = new List<(Token Word, List<Lead> Leads)>();
        foreach (var (number, word) in words.Index())
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            entries.Add((new(hash(number), pool.Count, bytes.Length, IsPrefix: false), Leads(number)));
            pool.AddRange(bytes);
        }

        return new(entries, [.. pool]);
    }

    /// <summary>As the text holds a word: another one follows it.</summary>
    private static Lead[] Find(TriggerTable table, uint hash, string word)
    {
        fixed (byte* start = Encoding.UTF8.GetBytes(word + "Afollowing-word-of-the-text")) return table.Find(hash, start, Encoding.UTF8.GetByteCount(word)).ToArray();
    }

    private static string Word(int number) => (number % 3 == 0 ? "a-word-that-is-rather-long-" : "word") + number.ToString(CultureInfo.InvariantCulture);

    private static uint Hash(int number) => (uint)(number + 1) * 2_654_435_761;

    private static List<Lead> Leads(int number) => [.. Enumerable.Range(0, (number % 4) + 1).Select(lead => new Lead(number, (short)lead))];
}
