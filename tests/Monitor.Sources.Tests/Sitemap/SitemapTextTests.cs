using System.Text;
using Monitor.Sources.Sitemap;

namespace Monitor.Sources.Tests.Sitemap;

public sealed class SitemapTextTests
{
    [Theory]
    [InlineData("<a>1 & 2 &amp; 3</a>", "<a>1 &amp; 2 &amp; 3</a>")]
    [InlineData("<a b='1 & <![CDATA[2 & 3'>4 & 5</a>", "<a b='1 &amp; <![CDATA[2 &amp; 3'>4 &amp; 5</a>")]
    [InlineData("<a><![CDATA[1 & 2]] & 3]]>4 & 5</a>", "<a><![CDATA[1 & 2]] & 3]]>4 &amp; 5</a>")]
    [InlineData("<a>it's [1 & 2] \0</a>", "<a>it's [1 &amp; 2] </a>")]
    [InlineData("before <a/>", "<a/>")]
    [InlineData("<a>1 <<yyyyyyyyyyy", "<a>1 <<yyyyyyyyyyy")]
    public void Mends_ampersands_and_nothing_else(string written, string read) => Assert.Equal(read, Read(written, 4_096));

    [Fact]
    public void Gives_the_same_text_in_whatever_pieces_it_is_asked_for()
    {
        string[] pieces = ["<a>", "</a>", "<a b='", "' c=\"", "\">", "/>", "'", "\"", "&", "&amp;", "&#38;", "<![CDATA[", "]]>", "]", "[", "<!-- ", "-->", "<!DOCTYPE a [", "<?p ", "?>", "\0", ">", "<", "text", new string('x', 300), new string('y', 1_500)];
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            var written = "<a>" + string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.Equal(Read(written, 1), Read(written, random.Next(2, 9_000)));
        }
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(70_000, false)]
    public void Ends_at_a_tag_longer_than_any(int length, bool isWhole)
    {
        var written = $"<a>{new string('x', 100_000)}<b {new string('y', length)}>";

        Assert.Equal(isWhole, Read(written, 4_096) == written);
    }

    private static string Read(string written, int size)
    {
        using var text = new SitemapText(new StringReader(written));
        var read = new StringBuilder();
        var piece = new char[size];
        for (int length; (length = text.Read(piece, 0, size)) > 0;) read.Append(piece, 0, length);
        return read.ToString();
    }
}
