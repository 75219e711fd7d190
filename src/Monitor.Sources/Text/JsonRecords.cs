using System.Text.Json;

namespace Monitor.Sources.Text;

/// <summary>
/// The records of an API's answer, one at a time. Read all at once, an answer of fifteen megabytes is as much again as records and thirty as
/// their texts; and a record within a record within a record is copied once for each.
/// </summary>
internal static class JsonRecords
{
    /// <summary>A hundred times the longest post that servers let anybody write.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>Twenty times a full page of posts as they are written.</summary>
    private const int MostOfAll = 6 << 20;

    /// <summary>A boost of a quote with a picture's measures reaches 10.</summary>
    private const int Deepest = 20;

    /// <param name="json">The answer.</param>
    /// <param name="list">Which member of the answer lists the records; null when it is the list itself.</param>
    /// <param name="take">Takes each record, which is gone afterwards. What is larger or deeper than any, and what comes when there have been
    /// too many bytes of them, is handed over as undefined.</param>
    /// <returns>Whether there is such a list.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool Read(ReadOnlySpan<byte> json, string? list, Action<JsonElement> take)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (list is not null && !Find(ref reader, list)) return false;
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        var room = MostOfAll;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Take(ref reader, take, ref room);
        while (reader.Read())
        {
            // What is behind the list must be JSON too.
        }

        return true;
    }

    private static bool Find(ref Utf8JsonReader reader, string list)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = IsNamed(reader, list);
            reader.Read();
            if (found) return true;
            reader.Skip();
        }

        return false;
    }

    private static bool IsNamed(in Utf8JsonReader reader, string list)
    {
        try
        {
            return reader.ValueTextEquals(list);
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to half a character written as an escape, "\ud83d": JSON all the same, and another name.
            return false;
        }
    }

    private static void Take(ref Utf8JsonReader reader, Action<JsonElement> take, ref int room)
    {
        var length = Length(reader, Math.Min(MostBytes, room));
        if (length < 0)
        {
            reader.Skip();
            take(default);
            return;
        }

        room -= length;
        using var record = JsonDocument.ParseValue(ref reader);
        take(record.RootElement);
    }

    /// <summary>How many bytes the value takes that the reader stands on; -1 when it is longer or deeper than it may be.</summary>
    private static int Length(Utf8JsonReader reader, int most)
    {
        var (depth, start) = (reader.CurrentDepth, reader.TokenStartIndex);
        while (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || reader.CurrentDepth > depth)
        {
            if (reader.CurrentDepth > depth + Deepest || reader.BytesConsumed - start > most) return -1;
            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) break;
            if (!reader.Read()) break;
        }

        var length = reader.BytesConsumed - start;
        return length > most ? -1 : (int)length;
    }
}
