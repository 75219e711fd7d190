namespace Monitor.Core.Matching.Indexing;

/// <summary>From the first bytes of a word to the prefixes that may begin it. Prefixes are cut to a few bytes; the term's own reading decides.</summary>
internal sealed unsafe class PrefixTable
{
    /// <summary>Prefixes are looked up by at most so many bytes, so that a word costs few look-ups whatever the queries.</summary>
    private const int Longest = 8;

    private readonly ulong[] firstTwo = new ulong[(1 << 16) / 64];
    private readonly Dictionary<(uint Hash, int Length), Lead[]> leads;
    private readonly int[] lengths;

    public PrefixTable(IReadOnlyDictionary<int, List<Lead>> leadsByToken, Token[] tokens, byte[] bytes)
    {
        var byStart = new Dictionary<(uint, int), List<Lead>>();
        foreach (var (token, list) in leadsByToken)
        {
            var start = bytes.AsSpan(tokens[token].Start, Math.Min(tokens[token].Length, Longest));
            var pair = start[0] | (start[1] << 8);
            firstTwo[pair >> 6] |= 1UL << (pair & 63);
            var key = (WordHash.Of(start), start.Length);
            if (!byStart.TryGetValue(key, out var all)) byStart[key] = all = [];
            all.AddRange(list);
        }

        leads = byStart.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        lengths = [.. leads.Keys.Select(key => key.Length).Distinct().Order()];
    }

    public bool IsEmpty => lengths.Length == 0;

    public ReadOnlySpan<int> Lengths => lengths;

    /// <summary>Whether any prefix begins with the word's first two bytes. Reads two bytes whatever the word's length.</summary>
    public bool MayBegin(byte* word)
    {
        var pair = word[0] | (word[1] << 8);
        return ((firstTwo[pair >> 6] >> (pair & 63)) & 1) != 0;
    }

    public ReadOnlySpan<Lead> Of(byte* word, int length) =>
        leads.TryGetValue((WordHash.Of(word, length), length), out var found) ? found : [];
}
