using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A word of the standing queries.</summary>
/// <param name="Hash">Of its bytes.</param>
/// <param name="Start">Of its bytes in the pool.</param>
/// <param name="Length">In bytes.</param>
/// <param name="IsPrefix">It only begins the word of the text.</param>
internal readonly record struct Token(uint Hash, int Start, int Length, bool IsPrefix);

/// <summary>Gathers the words of the standing queries, each once.</summary>
internal sealed class TokenPool
{
    private readonly Dictionary<(string Folded, bool IsPrefix), int> known = [];
    private readonly List<Token> tokens = [];
    private readonly List<byte> bytes = [];
    private readonly List<int> uses = [];

    public int Add(string folded, bool isPrefix = false)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (folded, isPrefix), out var exists);
        if (!exists)
        {
            number = tokens.Count;
            var written = FoldedBytes.Of(folded);
            tokens.Add(new(WordHash.Of(written), bytes.Count, written.Length, isPrefix));
            bytes.AddRange(written);
            uses.Add(0);
        }

        uses[number]++;
        return number;
    }

    public Token this[int token] => tokens[token];

    /// <summary>How many terms use the word.</summary>
    public int Uses(int token) => uses[token];

    /// <summary>Whether it is a whole word that begins with a character beyond U+07FF.</summary>
    public bool IsWide(int token) => !tokens[token].IsPrefix && BytesOf(token) is [>= FoldedBytes.LeastWide, ..];

    public ReadOnlySpan<byte> BytesOf(int token) => CollectionsMarshal.AsSpan(bytes).Slice(tokens[token].Start, tokens[token].Length);

    public (Token[] Tokens, byte[] Bytes) Freeze() => ([.. tokens], [.. bytes]);
}
