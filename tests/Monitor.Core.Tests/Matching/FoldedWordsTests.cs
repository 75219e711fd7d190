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
