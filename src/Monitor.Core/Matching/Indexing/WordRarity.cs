using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// How often a word is expected in a text. Counted where a <see cref="WordCensus"/> was taken; else guessed from its length, from lists of
/// common words and from how many terms use it.
/// </summary>
internal sealed class WordRarity(TokenPool tokens, WordCensus? census)
{
    /// <summary>Expected share of the words of a text, 0 to 1; for a prefix, of all words it begins.</summary>
    public double Of(int token)
    {
        var bytes = tokens.BytesOf(token);
        if (tokens[token].IsPrefix) return 1 / Math.Pow(3, Math.Min(bytes.Length, 10));
        if (census is { IsEmpty: false }) return census.Share(tokens[token].Hash) + 1e-9;
        return Guess(bytes) * (1 + Math.Log(tokens.Uses(token)));
    }

    /// <summary>Expected share of the places of a text at which one word stands before the other.</summary>
    public double OfPair(int first, int second)
    {
        if (census is { IsEmpty: false }) return census.SharePair(tokens[first].Hash, tokens[second].Hash) + 1e-9;
        return Of(first) * Of(second);
    }

    private static double Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 4 && LanguageGuess.IsCommon(Encoding.UTF8.GetString(bytes))) return 1e-2;
        return bytes.Length switch
        {
            1 => 1e-2,
            2 => 4e-3,
            3 => 1e-3,
            4 => 5e-4,
            5 => 2e-4,
            6 => 1e-4,
            7 => 6e-5,
            8 => 4e-5,
            _ => 2e-5,
        };
    }
}
