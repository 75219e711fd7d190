using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("ÀÉÎõü", "aeiou")]
    [InlineData("Straße ẞ", "strasse ss")]
    [InlineData("Œuvre Æther Øre Łódź Đà ð Þór ı İ", "oeuvre aether ore lodz da d thor i i")]
    [InlineData("ﬁn ① Ⅳ Ａ", "fin 1 iv a")]
    [InlineData("ΟΔΟΣ άς", "οδοσ ασ")]
    [InlineData("Ещё Й", "еще и")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("か\u3099 ｶﾞ", "が ガ")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("ac\u00ADme\u200B\uFE0F", "acme")]
    [InlineData("ꭰ Ᏸ", "Ꭰ Ᏸ")]
    public void Makes_spellings_equal(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void Letters_that_fold_alone_fold_so_beside_any_other()
    {
        Span<char> folded = stackalloc char[16];
        foreach (var neighbour in "aÉß´ςµŉǅΐЙ҂ꙋ҉\u00AD")
        {
            for (var character = '\0'; character <= 0x530; character++)
            {
                foreach (var text in new string([character, neighbour, character, character, neighbour]).Chunk(3))
                {
                    if (TextFolding.TryFold(text, folded, out var length)) Assert.Equal(TextFolding.FoldTogether(text), folded[..length].ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData("été", 3, true)]
    [InlineData("été", 2, false)]
    [InlineData("Œuvre", 5, false)]
    [InlineData("e\u0301", 9, false)]
    [InlineData("東", 9, false)]
    public void Needs_room_and_letters_that_fold_alone(string text, int room, bool folds) =>
        Assert.Equal(folds, TextFolding.TryFold(text, new char[room], out _));

    [Theory]
    [InlineData("Acme™ «d’Acme» a_b", "acme|d|acme|a|b")]
    [InlineData("東京タワー 한국 ไทย", "東|京|タ|ワ|ー|한|국|ไ|ท|ย")]
    [InlineData("iPhone用 第3回", "iphone|用|第|3|回")]
    [InlineData("🔥🔥 👩\u200D💻 🇫🇷🇩🇪 👍🏽 1\uFE0F\u20E3", "🔥|🔥|👩💻|🇫🇷|🇩🇪|👍🏽|1\u20E3")]
    [InlineData("ㅎ 한", "ᄒ|한")]
    [InlineData("1\uFE0F\u20E3Acme 12\u20E33\uFE0F\u20E3 acme4\uFE0F\u20E3x", "1\u20E3|acme|1|2\u20E3|3\u20E3|acme|4\u20E3|x")]
    [InlineData("#\uFE0F\u20E3Acme a\u20E3b", "\u20E3|acme|a\u20E3b")]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F🏴\uFE0F a\U000E0067b 🔥\U000E0067", "🏴\U000E0067\U000E0062\U000E007F|🏴|ab|🔥")]
    public void Finds_words(string text, string words) => Assert.Equal(words, string.Join('|', Words.Of(text).Select(word => word.Folded)));
}
