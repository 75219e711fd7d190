using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>
/// The words of a document as an index of any engine takes them: folded, with a space between. So every engine finds the same, whatever it
/// takes for a letter.
/// </summary>
public static class SearchedWords
{
    /// <summary>Stands between two fields as a word that no text has: no phrase spans it.</summary>
    public const string Edge = "\u00A6";

    // PostgreSQL holds lexemes of less than 2 KB each and less than 1 MB together; four bytes is the longest character.
    private const int LongestWord = 256, MostBytes = 1_000_000;

    /// <summary>The words of title, body, tags and author. Of a text of more than a megabyte of words, the first.</summary>
    public static string Of(Document document) => Of([document.Title, document.Body, .. document.Tags, document.Author.Name, document.Author.Handle]);

    /// <summary>The words of some fields.</summary>
    public static string Of(IReadOnlyList<string> fields)
    {
        var words = new StringBuilder(Math.Min(fields.Sum(field => field.Length) + (2 * fields.Count), MostBytes));
        var bytes = 0;
        Span<char> room = stackalloc char[FoldedWordReader.Room];
        foreach (var field in fields)
        {
            if (words.Length > 0) Append(words, Edge, ref bytes);
            for (var reader = new FoldedWordReader(field, room); reader.Read();)
            {
                if (!Append(words, Cut(reader.Word), ref bytes)) return words.ToString();
            }
        }

        return words.ToString();
    }

    /// <summary>A word as long as an index keeps it.</summary>
    internal static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word)
    {
        if (word.Length <= LongestWord) return word;
        return char.IsHighSurrogate(word[LongestWord - 1]) ? word[..(LongestWord - 1)] : word[..LongestWord];
    }

    private static bool Append(StringBuilder words, ReadOnlySpan<char> word, ref int bytes)
    {
        bytes += Encoding.UTF8.GetByteCount(word) + 1;
        if (bytes > MostBytes) return false;
        if (words.Length > 0) words.Append(' ');
        words.Append(word);
        return true;
    }
}
