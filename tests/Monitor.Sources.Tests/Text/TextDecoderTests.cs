using System.Text;
using Monitor.Sources.Text;

namespace Monitor.Sources.Tests.Text;

public sealed class TextDecoderTests
{
    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);

    [Theory]
    [InlineData(65001, "utf-8")]
    [InlineData(1200, "utf-16le")]
    [InlineData(1201, "utf-16be")]
    [InlineData(12000, "utf-32le")]
    [InlineData(12001, "utf-32be")]
    public void Reads_a_byte_order_mark(int page, string name)
    {
        byte[] bytes = [.. Page(page).GetPreamble(), .. Page(page).GetBytes("<rss>Zoë</rss>")];

        Assert.Equal(new DecodedText("<rss>Zoë</rss>", name, null), TextDecoder.Decode(bytes));
    }

    [Theory]
    [InlineData(1200, "utf-16le")]
    [InlineData(1201, "utf-16be")]
    [InlineData(12000, "utf-32le")]
    [InlineData(12001, "utf-32be")]
    public void Infers_wide_characters_without_a_mark(int page, string name) =>
        Assert.Equal(("<?xml version='1.0'?>", name), Told(TextDecoder.Decode(Page(page).GetBytes("<?xml version='1.0'?>"))));

    [Theory]
    [InlineData("windows-1252", 1252, "“Zoë” – 5 €")]
    [InlineData("iso-8859-1", 1252, "“Zoë” – 5 €")]
    [InlineData("'Windows-1251'", 1251, "Привет")]
    [InlineData("koi8-r", 20866, "Привет")]
    [InlineData("x-sjis", 932, "こんにちは")]
    [InlineData("gb2312", 936, "你好")]
    public void Believes_what_the_document_declares(string declared, int page, string text)
    {
        var document = $"<?xml version=\"1.0\" encoding={(declared[0] == '\'' ? declared : $"\"{declared}\"")}?><rss>{text}</rss>";

        Assert.Contains(text, TextDecoder.Decode(Page(page).GetBytes(document)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Believes_the_header_before_the_document() =>
        Assert.Equal("Привет", TextDecoder.Decode(Page(1251).GetBytes("Привет"), "text/html; charset=\"cp1251\"").Text);

    [Fact]
    public void Believes_the_bytes_before_everybody()
    {
        var decoded = TextDecoder.Decode("<?xml version='1.0' encoding='iso-8859-1'?><rss>Zoë</rss>"u8.ToArray(), "text/xml; charset=us-ascii");

        Assert.Equal(("<?xml version='1.0' encoding='iso-8859-1'?><rss>Zoë</rss>", "utf-8"), Told(decoded));
    }

    [Fact]
    public void Reads_single_bytes_of_windows_1252_in_between_utf_8()
    {
        var decoded = TextDecoder.Decode([.. "Zoë and "u8, 0x93, .. "Ann"u8, 0x94]);

        Assert.Equal("Zoë and “Ann”", decoded.Text);
        Assert.NotNull(decoded.Warning);
    }

    [Theory]
    [InlineData(1252, "utf-8", "Les façades d’été: à voir à Orléans, où l’été dure.")]
    [InlineData(1251, "windows-1251", "Новости компании за последнюю неделю")]
    [InlineData(20866, "koi8-r", "Новости компании за последнюю неделю")]
    [InlineData(51932, "euc-jp", "これは日本語のニュースです。東京から。")]
    [InlineData(932, "shift_jis", "これは日本語のニュースです。東京から。")]
    [InlineData(1255, "windows-1255", "מספר חדשות מהשבוע האחרון")]
    public void Guesses_what_nobody_declares(int page, string name, string text) =>
        Assert.Equal((text, name), Told(TextDecoder.Decode(Page(page).GetBytes(text))));

    [Theory]
    [InlineData(1251, "windows-1251", "Новости компании за последнюю неделю")]
    [InlineData(932, "shift_jis", "これは日本語のニュースです。東京から。")]
    public void Believes_the_document_before_a_header_that_promises_utf_8_in_vain(int page, string name, string text)
    {
        var document = $"<?xml version='1.0' encoding='{name}'?><rss>{text}</rss>";

        Assert.Equal((document, name), Told(TextDecoder.Decode(Page(page).GetBytes(document), "text/xml; charset=utf-8")));
    }

    [Theory]
    [InlineData(1251, "windows-1251", "Новости компании за последнюю неделю")]
    [InlineData(932, "shift_jis", "これは日本語のニュースです。東京から。")]
    public void Guesses_where_the_document_promises_utf_8_in_vain(int page, string name, string text)
    {
        var document = $"<?xml version='1.0' encoding='utf-8'?><rss>{text}</rss>";

        Assert.Equal((document, name), Told(TextDecoder.Decode(Page(page).GetBytes(document))));
    }

    [Fact]
    public void Stays_with_utf_8_that_a_few_bytes_were_glued_into_whatever_the_document_declares()
    {
        var decoded = TextDecoder.Decode([.. "<?xml version='1.0' encoding='iso-8859-1'?><rss>Zoë and Chloé: "u8, 0xE9, .. "</rss>"u8], "text/xml; charset=utf-8");

        Assert.Equal("<?xml version='1.0' encoding='iso-8859-1'?><rss>Zoë and Chloé: é</rss>", decoded.Text);
    }

    [Fact]
    public void Throws_for_no_bytes_at_all()
    {
        var random = new Random(7);
        string[] types = ["", "text/html; charset=utf-8", "text/xml; charset=gb2312", "x; charset=shift_jis", "x; charset=utf-7", "x; charset=iso-2022-jp", "x; charset=nonsense"];
        for (var run = 0; run < 2_000; run++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            var text = TextDecoder.Decode(bytes, types[run % types.Length]).Text;
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static (string Text, string Encoding) Told(DecodedText decoded) => (decoded.Text, decoded.Encoding);
}
