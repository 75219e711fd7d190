using System.Text.Json;

namespace Monitor.Worker.Configuration;

/// <summary>Says what a person who knows no JSON did wrong, and how to mend it.</summary>
internal static class JsonMistake
{
    /// <param name="utf8">The file.</param>
    /// <param name="offset">The byte the reader stumbled over.</param>
    /// <param name="wrong">What the reader says.</param>
    /// <param name="open">The innermost object or list that is still open.</param>
    public static string Explain(ReadOnlySpan<byte> utf8, int offset, JsonException wrong, Place? open)
    {
        var before = utf8[..offset].TrimEnd(" \t\r\n"u8);
        if (utf8[offset..].Trim(" \t\r\n"u8).IsEmpty)
        {
            return open is { } place
                ? $"the file ends too early; what opens in line {place.Line}, column {place.Column} is never closed: add }} or ]"
                : "the file is empty; write { \"Monitor\": { } }, or remove the file to start with the defaults";
        }

        var (here, previous) = ((char)utf8[offset], before.IsEmpty ? '\0' : (char)before[^1]);
        return here switch
        {
            _ when offset > 0 && utf8[offset - 1] == (byte)'\\' => "a backslash in a text is written twice (\\\\); in file names / does as well",
            '\n' or '\r' => "the text does not end in its line; add the closing quotation mark \"",
            '\t' => "a tab in a text is written \\t",
            '\'' => "texts and keys stand in double quotation marks; write \" instead of '",
            '#' => "a comment begins with //",
            '=' => "a key and its value are parted by a colon; write : instead of =",
            ';' => "entries are parted by commas; write , instead of ;",
            '}' or ']' when previous is '{' or '[' => Reader(wrong),
            '"' or '{' or '[' when previous is '"' or '}' or ']' || char.IsAsciiLetterOrDigit(previous) => "something is missing before this: a comma between two entries, or a colon behind a key",
            _ when char.IsAsciiLetter(here) && previous == '"' => "a quotation mark within a text is written \\\"; if the text ends here, a comma is missing",
            'T' or 'F' or 'N' => "true, false and null are written in small letters",
            _ when char.IsAsciiLetter(here) && previous is '{' or ',' => "keys and texts stand in double quotation marks",
            _ when char.IsAsciiLetter(here) && previous is ':' or '[' => "texts stand in double quotation marks; only numbers, true, false and null stand without",
            _ => Reader(wrong),
        };
    }

    // The reader's own sentence, without the position that it repeats at its end.
    private static string Reader(JsonException wrong)
    {
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"this is no JSON: {(end < 0 ? wrong.Message : wrong.Message[..end])}";
    }
}
