using System.Text;

namespace Monitor.Sources.Text;

/// <summary>What the first four bytes say (XML 1.0, appendix F).</summary>
internal static class ByteOrderMark
{
    /// <summary>The byte order mark, if there is one.</summary>
    public static (string Name, Encoding Encoding, int Length)? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x00, 0x00, 0xFE, 0xFF, ..] => ("utf-32be", Utf32BigEndian, 4),
        [0xFF, 0xFE, 0x00, 0x00, ..] => ("utf-32le", Encoding.UTF32, 4),
        [0xFE, 0xFF, ..] => ("utf-16be", Encoding.BigEndianUnicode, 2),
        [0xFF, 0xFE, ..] => ("utf-16le", Encoding.Unicode, 2),
        [0xEF, 0xBB, 0xBF, .. var rest] when System.Text.Unicode.Utf8.IsValid(rest) => ("utf-8", CharacterSets.Utf8, 3),
        _ => null,
    };

    /// <summary>UTF-16 and UTF-32 without a mark: a document begins with an ASCII character, whose other bytes are 0.</summary>
    public static (string Name, Encoding Encoding)? Infer(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0, > 0 and < 0x80, ..] => ("utf-32be", Utf32BigEndian),
        [> 0 and < 0x80, 0, 0, 0, ..] => ("utf-32le", Encoding.UTF32),
        [0, > 0 and < 0x80, 0, > 0 and < 0x80, ..] => ("utf-16be", Encoding.BigEndianUnicode),
        [> 0 and < 0x80, 0, > 0 and < 0x80, 0, ..] => ("utf-16le", Encoding.Unicode),
        _ => null,
    };

    private static readonly Encoding Utf32BigEndian = new UTF32Encoding(true, false);
}
