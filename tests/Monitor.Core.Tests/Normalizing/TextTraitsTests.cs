using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class TextTraitsTests
{
    private const string French = "Le conseil a décidé que les travaux de la gare, qui sont en cours dans la ville, ne seront pas finis avant l’été. ";

    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "Acme", "… !" },
        { "Le maire parle", French },
        { "ACME ouvre à Orvélo", "l’Œuvre, Straße 12, ΣΊΣΥΦΟΣ, co­operation, é, Äpfel\u200D\u00AD 🚀👩‍🚀 日本語 ไทย ½ ﬁn \uD800 x" },
        { string.Concat(Enumerable.Repeat("the ", 1200)), French },
        { "", new string('a', 3_990) + " theatre and more of the same" },
        { "", new string('é', 63) + " " + new string('é', 64) + " " + new string('ß', 40) },
        { "x", string.Concat(Enumerable.Repeat(French, 36))[..3_998] + "\U0001F680 and" },
        { "", string.Concat(Enumerable.Repeat("это не так и все же ", 210)) },
        { "", string.Concat(Enumerable.Repeat("日本語のテキスト。", 460)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Says_in_one_pass_what_language_and_fingerprint_say_apart(string title, string body)
    {
        var traits = TextTraits.Of(title, body);
        Assert.Equal(LanguageGuess.Of(title, body), traits.Language);
        Assert.Equal(Fingerprint.Of(title, body), traits.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reads_the_words_that_the_plain_reading_finds(string title, string body)
    {
        foreach (var text in new[] { title, body })
        {
            var read = new List<Word>();
            for (var words = new FoldedWordReader(text, new char[FoldedWordReader.Room]); words.Read();) read.Add(new Word(words.Start, words.End - words.Start, words.Word.ToString()));
            Assert.Equal(Words.Of(text), read);
        }
    }

    [Fact]
    public void Every_character_of_the_basic_plane_is_read_as_the_plain_reading_does()
    {
        Span<char> room = stackalloc char[FoldedWordReader.Room];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var text = $"a {(char)unit} {(char)unit}b c{(char)unit}d";
            var read = new List<Word>();
            for (var words = new FoldedWordReader(text, room); words.Read();) read.Add(new Word(words.Start, words.End - words.Start, words.Word.ToString()));
            Assert.Equal(Words.Of(text), read);
        }
    }
}
