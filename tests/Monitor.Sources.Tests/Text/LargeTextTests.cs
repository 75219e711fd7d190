using System.Buffers;
using System.Text;
using Monitor.Sources.Text;

namespace Monitor.Sources.Tests.Text;

public sealed class LargeTextTests
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create("\0\uFEFF");

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "shift_jis", "gb18030", "iso-2022-jp", "windows-1252", "us-ascii", "IBM037"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Gives_what_decoding_at_once_gives_without_what_is_unwanted(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number} 漢字 é \0\uFEFF\U0001F600")));
        bytes[12_345] = 0xFF;

        Assert.Equal(Plain(bytes, encoding), LargeText.Decode(bytes, encoding, Unwanted));
    }

    [Fact]
    public void Gives_the_same_for_bytes_of_every_kind()
    {
        var bytes = new byte[200_000];
        new Random(20261122).NextBytes(bytes);

        Assert.Equal(Plain(bytes, Encoding.UTF8), LargeText.Decode(bytes, Encoding.UTF8, Unwanted));
    }

    [Fact]
    public void Is_empty_of_nothing() => Assert.Equal("", LargeText.Decode([], Encoding.UTF8, Unwanted));

    [Fact]
    public void A_document_of_megabytes_is_decoded_as_a_small_one_is()
    {
        var text = string.Concat(Enumerable.Repeat("Zürich \0\u6771\u4EAC. ", 100_000));

        Assert.Equal(text.Replace("\0", "", StringComparison.Ordinal), TextDecoder.Decode(Encoding.UTF8.GetBytes(text)).Text);
    }

    private static string Plain(byte[] bytes, Encoding encoding) =>
        encoding.GetString(bytes).Replace("\0", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal);
}
