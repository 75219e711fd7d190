using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Sources.Feed;

/// <summary>
/// Reads and writes a cursor's first line. By hand: the generated reader has the runtime compile some fifty methods for each kind of number and
/// time that a record holds, and a look at an unchanged feed does little else than this.
/// </summary>
internal sealed class FeedCursorConverter : JsonConverter<FeedCursor>
{
    public override FeedCursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var cursor = new FeedCursor();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            cursor = With(cursor, name, ref reader);
        }

        return cursor;
    }

    public override void Write(Utf8JsonWriter writer, FeedCursor value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, nameof(value.Address), value.Address);
        Write(writer, nameof(value.MovedTo), value.MovedTo);
        Write(writer, nameof(value.MovedTimes), value.MovedTimes);
        Write(writer, nameof(value.ETag), value.ETag);
        Write(writer, nameof(value.LastModified), value.LastModified);
        Write(writer, nameof(value.Seen), value.Seen);
        Write(writer, nameof(value.Read), value.Read);
        Write(writer, nameof(value.News), value.News);
        Write(writer, nameof(value.Empty), value.Empty);
        Write(writer, nameof(value.Day), value.Day);
        Write(writer, nameof(value.Spent), value.Spent);
        writer.WriteEndObject();
    }

    private static FeedCursor With(FeedCursor cursor, string? name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case nameof(cursor.Address): return cursor with { Address = reader.GetString() };
            case nameof(cursor.MovedTo): return cursor with { MovedTo = reader.GetString() };
            case nameof(cursor.MovedTimes): return cursor with { MovedTimes = reader.GetInt32() };
            case nameof(cursor.ETag): return cursor with { ETag = reader.GetString() };
            case nameof(cursor.LastModified): return cursor with { LastModified = reader.GetString() };
            case nameof(cursor.Seen): return cursor with { Seen = Moment(ref reader) };
            case nameof(cursor.Read): return cursor with { Read = Moment(ref reader) };
            case nameof(cursor.News): return cursor with { News = Moment(ref reader) };
            case nameof(cursor.Empty): return cursor with { Empty = Moment(ref reader) };
            case nameof(cursor.Day): return cursor with { Day = reader.GetString() };
            case nameof(cursor.Spent): return cursor with { Spent = reader.GetInt32() };

            // Where they stood until they got a line of their own.
            case nameof(cursor.Entries): return cursor with { Entries = Text(ref reader) };
            default:
                reader.Skip();
                return cursor;
        }
    }

    private static DateTimeOffset? Moment(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    private static string Text(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } moment) writer.WriteString(name, moment);
    }

    private static void Write(Utf8JsonWriter writer, string name, int value)
    {
        if (value != 0) writer.WriteNumber(name, value);
    }
}
