using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Sources.Mastodon;

/// <summary>A part that is null when it is not of its shape, so that an odd card does not cost the post.</summary>
internal sealed class Loose<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Loose.Read(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

/// <summary>A list without the elements that are not of its shape; null when it is no list.</summary>
internal sealed class LooseList<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var shape = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Loose.Read(ref reader, shape) is { } element) list.Add(element);
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var element in value) JsonSerializer.Serialize(writer, element, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        writer.WriteEndArray();
    }
}

/// <summary>Text, or a number or truth value written where text was due; null for anything else.</summary>
internal sealed class LooseText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A whole number, also as text; null for anything else.</summary>
internal sealed class LooseNumber : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        var text = value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), JsonValueKind.String => value.GetString(), _ => null };
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}

internal static class Loose
{
    /// <summary>The value, or null when it is not of the shape.</summary>
    public static T? Read<T>(JsonElement value, JsonTypeInfo<T> shape)
        where T : class
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return value.Deserialize(shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same of the value that the reader stands on, to whose end it moves. Not by way of an element: a boost of a boost of a boost
    /// would be copied as often as it is nested.</summary>
    public static T? Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> shape)
        where T : class
    {
        var start = reader;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            try
            {
                return JsonSerializer.Deserialize(ref reader, shape);
            }
            catch (JsonException)
            {
                reader = start;
            }
        }

        reader.Skip();
        return null;
    }
}
