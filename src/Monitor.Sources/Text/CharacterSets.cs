using System.Collections.Frozen;
using System.Text;

namespace Monitor.Sources.Text;

/// <summary>Character sets by the labels that documents really carry.</summary>
internal static class CharacterSets
{
    // https://encoding.spec.whatwg.org/#names-and-labels: what is called one thing and is in practice its superset, and spellings that
    // neither .NET nor IANA know.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["unicode-1-1-utf-8"] = "utf-8",
        ["utf-8n"] = "utf-8",
        ["u8"] = "utf-8",
        ["ascii"] = "us-ascii",
        ["latin1"] = "iso-8859-1",
        ["latin-1"] = "iso-8859-1",
        ["l1"] = "iso-8859-1",
        ["iso8859-1"] = "iso-8859-1",
        ["iso_8859-1"] = "iso-8859-1",
        ["8859-1"] = "iso-8859-1",
        ["latin9"] = "iso-8859-15",
        ["latin-9"] = "iso-8859-15",
        ["cp1250"] = "windows-1250",
        ["cp1251"] = "windows-1251",
        ["cp1252"] = "windows-1252",
        ["cp1253"] = "windows-1253",
        ["cp1254"] = "windows-1254",
        ["cp1255"] = "windows-1255",
        ["cp1256"] = "windows-1256",
        ["cp1257"] = "windows-1257",
        ["win-1251"] = "windows-1251",
        ["win1251"] = "windows-1251",
        ["win-1252"] = "windows-1252",
        ["win1252"] = "windows-1252",
        ["macroman"] = "macintosh",
        ["mac-roman"] = "macintosh",
        ["x-sjis"] = "shift_jis",
        ["sjis"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["ms932"] = "shift_jis",
        ["cp932"] = "shift_jis",
        ["eucjp"] = "euc-jp",
        ["x-euc-jp"] = "euc-jp",
        ["euckr"] = "euc-kr",
        ["cp949"] = "euc-kr",
        ["ks_c_5601-1987"] = "euc-kr",
        ["windows-949"] = "euc-kr",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["gb_2312-80"] = "gb18030",
        ["cp936"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["big5-hkscs"] = "big5",
        ["x-x-big5"] = "big5",
        ["utf16"] = "utf-16",
        ["u16"] = "utf-16",
        ["utf_16"] = "utf-16",
        ["utf32"] = "utf-32",
        ["utf_32"] = "utf-32",
        ["u32"] = "utf-32",
        ["utf_16_be"] = "utf-16be",
        ["utf_16_le"] = "utf-16le",
        ["utf_32_be"] = "utf-32be",
        ["utf_32_le"] = "utf-32le",
        ["tis-620"] = "windows-874",
        ["iso-8859-11"] = "windows-874",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly EncodingProvider Pages = CodePagesEncodingProvider.Instance;

    public static Encoding Utf8 { get; } = new UTF8Encoding(false, true);

    public static Encoding Windows1252 { get; } = Named("windows-1252")!;

    /// <summary>The name to report and the encoding to decode with; null when the label means nothing.</summary>
    public static (string Name, Encoding Encoding)? Find(string? label)
    {
        var name = label?.Trim(' ', '\t', '\r', '\n', '"', '\'', ';').ToLowerInvariant();
        if (string.IsNullOrEmpty(name) || name.Length > 40) return null;
        name = Aliases.GetValueOrDefault(name, name);

        // Latin-1 and ASCII labels mean windows-1252 wherever a byte is above 0x7F; UTF-7 is a known way to smuggle markup.
        if (name is "iso-8859-1" or "us-ascii") return (name, Windows1252);
        if (name is "utf-7" or "utf7" or "unicode-1-1-utf-7") return null;
        return Named(name) is { } encoding ? (name, encoding) : null;
    }

    private static Encoding? Named(string name)
    {
        if (Pages.GetEncoding(name) is { } page) return page;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
