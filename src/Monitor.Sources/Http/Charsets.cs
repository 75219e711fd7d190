using System.Collections.Frozen;
using System.Text;

namespace Monitor.Sources.Http;

/// <summary>
/// Encodings by the labels that pages and feeds use. WHATWG's Encoding Standard reads several names as larger sets than they are in .NET:
/// who writes «latin1» means windows-1252.
/// </summary>
public static class Charsets
{
    private static readonly FrozenDictionary<string, string> Meant = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["unicode"] = "utf-16",
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["ansi"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["latin-1"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["latin5"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["cp1251"] = "windows-1251",
        ["cp1250"] = "windows-1250",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["big5-hkscs"] = "big5",
        ["ks_c_5601-1987"] = "euc-kr",
        ["koi8r"] = "koi8-r",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encoding a label means; null when nobody knows it, or nobody should (UTF-7).</summary>
    public static Encoding? Find(string label)
    {
        var name = label.Trim().Trim('"', '\'');
        name = Meant.GetValueOrDefault(name, name);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
