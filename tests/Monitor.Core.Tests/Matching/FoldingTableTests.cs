using System.Text;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>What a character folds to is held to the plain reading elsewhere; here, that few need the slow way.</summary>
public sealed class FoldingTableTests
{
    [Theory]
    [InlineData("a", nameof(FoldingStep.Shedding), "a")]
    [InlineData("É", nameof(FoldingStep.Shedding), "e")]
    [InlineData("ж", nameof(FoldingStep.Shedding), "ж")]
    [InlineData("7", nameof(FoldingStep.Plain), "7")]
    [InlineData("\uAC00", nameof(FoldingStep.Solo), "\uAC00")]
    [InlineData("한", nameof(FoldingStep.Solo), "한")]
    [InlineData("\uD7A3", nameof(FoldingStep.Solo), "\uD7A3")]
    [InlineData("東", nameof(FoldingStep.Solo), "東")]
    [InlineData("か", nameof(FoldingStep.Solo), "か")]
    [InlineData("\U00020000", nameof(FoldingStep.Solo), "\U00020000")]
    [InlineData("🔥", nameof(FoldingStep.Emoji), "🔥")]
    [InlineData(",", nameof(FoldingStep.Separator), ",")]
    [InlineData("…", nameof(FoldingStep.Separator), " ")]
    [InlineData("\u00AD", nameof(FoldingStep.Ignorable), "")]
    [InlineData("\u0E31", nameof(FoldingStep.Mark), "\u0E31")]
    [InlineData("\u0301", nameof(FoldingStep.OrderedMark), "\u0301")]
    [InlineData("\u0334", nameof(FoldingStep.OrderedMark), "\u0334")]
    [InlineData("\u0338", nameof(FoldingStep.OrderedMark), "\u0338")]
    [InlineData("\u0345", nameof(FoldingStep.OrderedMark), "\u0345")]
    [InlineData("\u064E", nameof(FoldingStep.OrderedMark), "\u064E")]
    [InlineData("\u093C", nameof(FoldingStep.ComposingMark), "\u093C")]
    [InlineData("\u093F", nameof(FoldingStep.SpacingMark), "\u093F")]
    [InlineData("ﷺ", nameof(FoldingStep.Complex), "")]
    [InlineData("ᆨ", nameof(FoldingStep.Complex), "ᆨ")]
    [InlineData("क", nameof(FoldingStep.Plain), "क")]
    [InlineData("\u20E3", nameof(FoldingStep.Complex), "\u20E3")]
    [InlineData("\u3099", nameof(FoldingStep.ComposingMark), "\u3099")]
    public void A_character_folds_by_itself_where_its_neighbours_do_not_matter(string character, string step, string folded)
    {
        var value = Rune.GetRuneAt(character, 0).Value;
        var entry = FoldingTable.EntryOf(value);

        Assert.Equal(entry, FoldingTable.Of(value));
        Assert.Equal(step, FoldingTable.Step(entry).ToString());
        Assert.Equal(Encoding.UTF8.GetBytes(folded), BitConverter.GetBytes(entry)[..FoldingTable.Count(entry)]);
    }

    [Fact]
    public void A_character_folds_as_a_text_of_it_alone_unless_its_neighbours_matter()
    {
        for (var value = 0x21; value <= 0x1FFFF; value += 7)
        {
            if (!Rune.IsValid(value)) continue;
            var rune = new Rune(value);
            var (kind, entry) = (CharacterKinds.Of(rune), FoldingTable.EntryOf(value));
            var step = FoldingTable.Step(entry);

            Assert.Equal(kind == CharacterKind.Separator, step == FoldingStep.Separator);
            Assert.Equal(kind == CharacterKind.Ignorable, step == FoldingStep.Ignorable);
            if (step is FoldingStep.Separator or FoldingStep.Ignorable or FoldingStep.Complex) continue;
            Assert.Equal(kind == CharacterKind.Mark, step is FoldingStep.Mark or FoldingStep.OrderedMark or FoldingStep.ComposingMark or FoldingStep.SpacingMark);
            Assert.Equal(FoldedBytes.Of(TextFolding.Fold(rune.ToString())), BitConverter.GetBytes(entry)[..FoldingTable.Count(entry)]);
        }
    }

    [Fact]
    public void Half_a_character_separates_words() => Assert.Equal(FoldingStep.Surrogate, FoldingTable.Step(FoldingTable.Of(0xD800)));

    [Fact]
    public void A_page_is_known_once_a_character_of_it_was_met()
    {
        var met = FoldingTable.Of('ж');

        Assert.True(FoldingTable.IsKnown('ж', out var entry));
        Assert.Equal(met, entry);
        Assert.True(FoldingTable.IsKnown('\u0400', out _));
    }

    [Fact]
    public void A_sign_within_a_word_is_written_as_no_text_writes_it()
    {
        Assert.Equal([0xC0, 0xA8, (byte)'1', 0xC0, 0xA9], FoldedBytes.Of("(1)"));
        Assert.Equal([(byte)'a', 0xC1, 0x81, (byte)'9'], FoldedBytes.Of("aA9"));
    }
}
