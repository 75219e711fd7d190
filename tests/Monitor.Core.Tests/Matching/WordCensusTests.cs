using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

public sealed class WordCensusTests
{
    private readonly WordCensus census = new();

    [Fact]
    public void Begins_empty()
    {
        Assert.True(census.IsEmpty);

        census.Count(Documents.Of("acme"));
        Assert.False(census.IsEmpty);
    }

    [Fact]
    public void Tells_the_share_of_each_word_in_titles_and_bodies()
    {
        census.Count(Documents.Of("Acme, corp", "ACME"));
        census.Count(Documents.Of("the corp ácme globex sa"));

        Assert.Equal([3 / 8.0, 2 / 8.0, 1 / 8.0, 0], new[] { "acme", "corp", "globex", "initech" }.Select(word => census.Share(Hash(word))));
    }

    [Fact]
    public void Tells_the_share_of_each_two_words_in_a_row()
    {
        census.Count(Documents.Of("acme corp acme corp"));
        census.Count(Documents.Of("corp acme sa"));

        Assert.Equal(2 / 7.0, SharePair("acme", "corp"));
        Assert.Equal(2 / 7.0, SharePair("corp", "acme"));
        Assert.Equal(1 / 7.0, SharePair("acme", "sa"));
        Assert.Equal(0, SharePair("corp", "corp"));
        Assert.Equal(0, SharePair("sa", "acme"));
    }

    private double SharePair(string first, string second) => census.SharePair(Hash(first), Hash(second));

    private static uint Hash(string word) => WordHash.Of(FoldedBytes.Of(word));
}
