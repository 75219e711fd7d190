using System.Text;
using Monitor.Worker.Delivering.Email.Mime;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class MimeTests
{
    public static TheoryData<string> Texts { get; } =
    [
        "", "plain", "Acme Corp: 12 mentions", "Élodie à Noël", "日本語の件名はとても長いのでいくつかの符号化語に分けられなければならない、そうでしょう？",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "=?utf-8?Q?not_mine?=", "a =?x?= b", "ends with a backslash \\", "\"quoted\" <angle> (comment), list; @here",
        new string('A', 2_000), string.Join(' ', Enumerable.Repeat("word", 300)), "tab\tand  two spaces", "espace\u00a0insécable\u202f!",
        "Breaking\nBcc: victim@example.org", "Breaking\r\nBcc: victim@example.org\r\n\r\nbody", "Breaking\u2028Bcc: x\u2029y", "Breaking\u0085Bcc: x", "\ud800lone", "\0nul",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_subject_and_any_name_stay_one_short_line_and_read_back(string text)
    {
        var block = new HeaderBlock().AddText("Subject", text).AddPhrase("From", text, "a@example.org").ToString();
        Assert.All(block.Split("\r\n"), line => Assert.True(line.Length <= 76 || !line.Contains("=?", StringComparison.Ordinal), line));
        var (header, _) = MimeReader.Split(Encoding.ASCII.GetBytes(block + "\r\n"));
        Assert.Equal(["Subject", "From"], header.Select(field => field.Name));
        Assert.Equal(HeaderText.Clean(text), MimeReader.Words(header[0].Value));
        Assert.Equal(HeaderText.Clean(text), Name(header[1].Value));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    [InlineData(".\r\n..\r\nFrom here\r\n.QUIT\r\n trailing \t\r\n\r\n\r\n")]
    [InlineData("bare\rreturn and\nfeed")]
    [InlineData("--=_boundary--\r\nContent-Type: text/html\r\n\r\n<h1>x</h1>")]
    public void Any_body_reads_back_with_its_line_ends_made_CRLF(string text)
    {
        var encoded = QuotedPrintable.Encode(text);
        Assert.All(encoded.Split("\r\n"), line => Assert.False(line.StartsWith('.') || line.StartsWith("From ", StringComparison.Ordinal) || line.StartsWith("--=_", StringComparison.Ordinal), line));
        Assert.Equal(Expected(text), MimeReader.QuotedPrintable(encoded));
    }

    [Fact]
    public void Random_texts_read_back()
    {
        string[] alphabet = ["a", " ", "  ", "é", "\ud83d", "😀", "=", "?", "_", ".", "\r", "\n", "\r\n", "\t", "\"", "\\", "<", "From ", "=?utf-8?B?", "\u200d", "漢", "\0", "\u2028"];
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 150)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Any_subject_and_any_name_stay_one_short_line_and_read_back(text);
            Any_body_reads_back_with_its_line_ends_made_CRLF(text);
        }
    }

    [Theory]
    [InlineData("ann@example.org", "", "ann@example.org")]
    [InlineData("  Ann Lee <ann.lee+acme@mail.example.org> ", "Ann Lee", "ann.lee+acme@mail.example.org")]
    [InlineData("\"Lee, Ann \\\"A\\\"\" <ann@example.org>", "Lee, Ann \"A\"", "ann@example.org")]
    [InlineData("Élodie <e@BÜCHER.example>", "Élodie", "e@xn--bcher-kva.example")]
    [InlineData("root@localhost", "", "root@localhost")]
    public void Reads_a_mailbox(string text, string name, string address) => Assert.Equal(new Mailbox(name, address), Mailbox.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.org")]
    [InlineData("ann@example..org")]
    [InlineData("ann@-example.org")]
    [InlineData("ann@exa mple.org")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann..lee@example.org")]
    [InlineData("élodie@example.org")]
    [InlineData("\"ann lee\"@example.org")]
    [InlineData("ann@example.org, bob@example.org")]
    [InlineData("<ann@example.org> <bob@example.org>")]
    [InlineData("bob@example.org <ann@example.org>")]
    [InlineData("ann@example.org\r\nBcc: bob@example.org")]
    [InlineData("\"a\\\r\nRCPT TO:<x@y>\"@example.org")]
    [InlineData("ann@example.org> SIZE=1")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789@example.org")]
    public void Refuses_what_is_no_mailbox_and_says_why(string text)
    {
        Assert.False(Mailbox.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("value\r\nBcc: x@y")]
    [InlineData("value\n")]
    [InlineData("caf\u00e9")]
    public void A_header_value_that_was_not_cleaned_is_a_mistake_of_ours(string value) =>
        Assert.Throws<ArgumentException>(() => new HeaderBlock().Add("X-Value", value));

    [Theory]
    [InlineData("2026-11-22T08:00:04+01:00", "Sun, 22 Nov 2026 08:00:04 +0100")]
    [InlineData("2026-01-02T03:04:05-03:30", "Fri, 2 Jan 2026 03:04:05 -0330")]
    public void Writes_a_moment_as_mail_does(string moment, string expected) =>
        Assert.Equal($"Date: {expected}\r\n", new HeaderBlock().Add("Date", DateTimeOffset.Parse(moment)).ToString());

    private static string Name(string value)
    {
        if (value == "a@example.org") return "";
        var phrase = value[..^" <a@example.org>".Length];
        return phrase is ['"', .., '"'] ? phrase[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : MimeReader.Words(phrase);
    }

    private static string Expected(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
}
