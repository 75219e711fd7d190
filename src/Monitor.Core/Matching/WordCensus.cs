using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Counts the words of documents, so that an index built later knows which words are rare. Optional: it never changes what matches, only
/// how fast. A few thousand recent documents are plenty. Not for several threads at once.
/// </summary>
public sealed class WordCensus
{
    private const int Bits = 18;

    private readonly int[] counts = new int[1 << Bits];
    private readonly int[] pairs = new int[1 << Bits];
    private readonly FoldedWords words = new();
    private long total;

    internal bool IsEmpty => total == 0;

    public void Count(Document document)
    {
        words.Clear();
        words.Append(document.Title);
        words.Append(document.Body);
        words.Find();
        uint last = 0;
        for (var word = 0; word < words.Count; word++)
        {
            var hash = WordHash.Of(words[word]);
            counts[hash >> (32 - Bits)]++;
            pairs[WordHash.OfPair(last, hash) >> (32 - Bits)]++;
            last = hash;
        }

        total += words.Count;
    }

    /// <summary>The share of words with the hash, 0 to 1; words that share a counter are counted together.</summary>
    internal double Share(uint hash) => (double)counts[hash >> (32 - Bits)] / total;

    /// <summary>The share of places at which a word with the one hash stands before one with the other.</summary>
    internal double SharePair(uint first, uint second) => (double)pairs[WordHash.OfPair(first, second) >> (32 - Bits)] / total;
}
