using System.Globalization;
using Monitor.Core.Delivering;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class TextLetterTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Keeps_to_78_columns_but_for_words_that_are_longer(string language)
    {
        foreach (var message in new Message[] { Sample.Morning(), Sample.Digest(), Sample.Alert([.. Sample.Acme()]), new TestMessage("1", Sample.Reader) })
        {
            Assert.All(Text(message, language).Split("\r\n"), line =>
                Assert.True(new StringInfo(line).LengthInTextElements <= 78 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        }
    }

    [Fact]
    public void Numbers_every_mention_with_its_link_below()
    {
        var lines = Text(Sample.Morning()).Split("\r\n");
        for (var number = 1; number <= 12; number++)
        {
            var at = Array.FindIndex(lines, line => line.StartsWith($"[{number}] ", StringComparison.Ordinal));
            Assert.Contains(lines.Skip(at + 1).Take(3), line => line.StartsWith("     https://", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Shows_the_same_mentions_as_the_page()
    {
        var message = Sample.Digest(new DigestSection("acme", "Acme Corp", [.. Sample.Many(5_000)]));
        var parts = MimeReader.Parts(new MailComposer(Sample.Options(), Sample.Tools()).Compose(message));
        Assert.Equal(parts[1].Text.Split("<h3 ").Length, parts[0].Text.Split("\r\n[").Length);
        Assert.Contains("https://monitor.example.org/?query=acme", parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_right_to_left_words_apart_and_marks_what_matched()
    {
        var text = Text(Sample.Morning());
        Assert.Contains("\u2068شركة *Acme Corp* تفتتح مصنعًا جديدًا\u2069", text, StringComparison.Ordinal);
        Assert.Contains("*Acme Corp*", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(letter => letter == '\u2068'), text.Count(letter => letter == '\u2069'));
    }

    [Fact]
    public void Ends_as_a_signature_with_how_to_leave()
    {
        var text = Text(Sample.Morning());
        Assert.Contains("\r\n-- \r\nOpen the page\r\nhttps://monitor.example.org/\r\n", text, StringComparison.Ordinal);
        Assert.Contains("To get no more of these, write to monitor@example.org.", text, StringComparison.Ordinal);
    }

    private static string Text(Message message, string language = "en") =>
        MimeReader.Parts(new MailComposer(Sample.Options(language), Sample.Tools()).Compose(message))[0].Text;
}
