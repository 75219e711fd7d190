using System.Text.Json;

namespace Monitor.Sources.Text;

/// <summary>
/// How much a JSON text would take in memory: not its bytes count but its values. A tree takes 12 bytes for each, an object made of each
/// some hundreds, so that fifteen megabytes of <c>[{},{},…]</c> become more than a gigabyte.
/// </summary>
internal static class JsonTokens
{
    /// <summary>Whether a whole document holds more than so many values, names and brackets. What is no JSON is for its reader to say.</summary>
    public static bool Exceed(int most, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            for (var count = 0; reader.Read(); count++)
            {
                if (count == most) return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    /// <summary>Whether the value that the reader stands on holds more than so many, or more bytes; the reader stays where it is.</summary>
    public static bool Exceed(int most, int mostBytes, Utf8JsonReader reader)
    {
        var (depth, start) = (reader.CurrentDepth, reader.TokenStartIndex);
        if (reader.BytesConsumed - start > mostBytes) return true;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return false;
        for (var count = 0; reader.Read() && reader.CurrentDepth > depth; count++)
        {
            if (count == most || reader.BytesConsumed - start > mostBytes) return true;
        }

        return false;
    }
}
