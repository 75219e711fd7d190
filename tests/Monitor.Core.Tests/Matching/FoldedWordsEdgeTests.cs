using System.Text;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>Texts fold 8, 32 and 64 characters at once: what is found must not depend on where in such a stretch it stands.</summary>
public sealed class FoldedWordsEdgeTests
{
    /// <summary>The first and last of each class of ASCII and their neighbours, and characters that fold in every other way.</summary>
    private static readonly string[] Characters =
    [
        "A", "Z", "@", "[", "a", "z", "`", "{", "0", "9", "/", ":", "\0", "\u0011", "\u007F", "\u0080", "é", "ß", "ÿ", "Ā", "\u024F", "\u0250", "ж", "½", "\u00AD",
        "\u200B", "\u00A0",
        "東", "ゟ", "ガ", "ｶﾞ", "한", "ที่", "क", "कि", "क\u094D\u093C", "🔥", "🔥\u200D💻", "❤\uFE0F", "1\u20E3", "🇫🇷", "\uD800", "\uDC00", "𝐀", "𠀀", "𐐀", "\U0001D165",
        "\U0001109A", "\U000110B9", "\u0301", "a\u0301\u0323", "a\u0345\u0334", "⑴", "ﷺ", "\U000E0041", "\uFE0F\u20E3", "🏴\U000E0067\U000E0062",
    ];

    private static readonly int[] Places =
    [
        .. Enumerable.Range(0, 10), .. Enumerable.Range(14, 5), .. Enumerable.Range(22, 5), .. Enumerable.Range(30, 5), .. Enumerable.Range(62, 5),
    ];

    [Fact]
    public void A_character_folds_alike_at_every_place()
    {
        foreach (var character in Characters)
        {
            foreach (var place in Places)
            {
                Agree(new string('a', place) + character + "b c");
                Agree(new string(' ', place) + character);
                Agree(new string('É', place) + character + "Éa");
            }
        }
    }

    [Fact]
    public void Two_characters_fold_alike_whatever_the_two_are()
    {
        foreach (var first in Characters)
        {
            foreach (var second in Characters)
            {
                Agree(first + second);
                Agree("東" + first + second + "Xy");
                Agree("é" + first + "\u0301" + second + "東");
            }
        }
    }

    [Fact]
    public void Words_are_found_wherever_they_begin_and_end()
    {
        for (var length = 0; length <= 135; length++)
        {
            Agree(new string('W', length));
            Agree(new string(' ', length));
            Agree(new string('東', length));
            Agree(string.Concat(Enumerable.Repeat("a ", length)));
            Agree(string.Concat(Enumerable.Repeat("Éa1 ", length)));
            for (var gap = 0; gap < length; gap += 7) Agree(new string('w', gap) + " " + new string('w', length - gap));
        }
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("aé")]
    [InlineData("東")]
    [InlineData("🔥 ")]
    [InlineData("a\u0345\u0334 ")]
    [InlineData("⑴")]
    [InlineData("ﷺ ")]
    public void A_text_of_any_length_is_read_to_its_end(string unit)
    {
        foreach (var count in (int[])[1_400, 5_462])
        {
            string[] texts = [unit, string.Concat(Enumerable.Repeat(unit, count)) + "last", "x"];
            Assert.Equal(Plain(texts), Fast(new(), texts));
            Assert.Equal(Plain(texts[1..]), Fast(new(), texts[1..]));
        }
    }

    [Fact]
    public void Texts_of_one_document_do_not_touch()
    {
        string[][] documents =
        [
            ["a", "b"], ["", "b"], ["é", "\u0301"], ["a", "\u0301b"], ["東", "京"], ["🔥", "\u200D💻"], ["क", "\u093Fx"],
            ["\uD83D", "\uDD25"], ["a東", "ab", "", "é🔥", "1"], ["\u0345", "\u0334क\u093C", "क\u093C"],
        ];

        foreach (var texts in documents) Assert.Equal(Plain(texts), Fast(new(), texts));
    }

    [Fact]
    public void A_short_text_after_a_long_one_is_read_alone()
    {
        var words = new FoldedWords();
        foreach (var text in (string[])[new('É', 3_000), "a", "", "東京 b", new('x', 64), new('x', 63), string.Concat(Enumerable.Repeat("東a", 3_000)), "é"])
        {
            Assert.Equal(Plain([text]), Fast(words, [text]));
            Assert.Equal(text.Contains('東', StringComparison.Ordinal), words.HasWide);
        }
    }

    private static void Agree(string text)
    {
        var (plain, fast) = (Plain([text]), FoldedWordsTests.Read(text));
        if (plain != fast) Assert.Fail($"{string.Join(' ', text.Select(c => ((int)c).ToString("X4")))}: {plain} ≠ {fast}");
    }

    private static string Plain(string[] texts) =>
        string.Join('|', texts.SelectMany(text => Words.Of(text)).Select(word => Encoding.Latin1.GetString(FoldedBytes.Of(word.Folded))));

    private static string Fast(FoldedWords words, string[] texts)
    {
        words.Clear();
        foreach (var text in texts)
        {
            var from = words.Length;
            Assert.Equal(from, words.Append(text));
            Assert.Equal(text.Length > 0, words.Length > from);
        }

        words.Find();
        return string.Join('|', Enumerable.Range(0, words.Count).Select(word => Encoding.Latin1.GetString(words[word])));
    }
}
