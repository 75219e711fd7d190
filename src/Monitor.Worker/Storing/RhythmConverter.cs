using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Storing;

/// <summary>
/// A rhythm as JSON. By hand, as every look reads and writes one: the generated reader has the runtime compile some fifty methods for each kind of
/// number and time in it, and boxes them all.
/// </summary>
internal sealed class RhythmConverter : JsonConverter<Rhythm>
{
    public override Rhythm Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Begin(ref reader, JsonTokenType.StartObject);
        var rhythm = Rhythm.Unknown;
        while (Member(ref reader) is { } name)
        {
            switch (name)
            {
                case "begun": rhythm = rhythm with { Begun = Moment(ref reader) }; break;
                case "last": rhythm = rhythm with { Last = Moment(ref reader) }; break;
                case "weeks": rhythm = rhythm with { Weeks = Weeks(ref reader) }; break;
                case "broken": rhythm = rhythm with { Broken = reader.TokenType == JsonTokenType.Null ? null : Silence(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return rhythm;
    }

    public override void Write(Utf8JsonWriter writer, Rhythm value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, "begun", value.Begun);
        Write(writer, "last", value.Last);
        writer.WriteStartArray("weeks");
        foreach (var week in value.Weeks) Write(writer, week);
        writer.WriteEndArray();
        if (value.Broken is { } broken) Write(writer, broken);
        writer.WriteEndObject();
    }

    private static List<RhythmWeek> Weeks(ref Utf8JsonReader reader)
    {
        Begin(ref reader, JsonTokenType.StartArray);
        var weeks = new List<RhythmWeek>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) weeks.Add(Week(ref reader));
        return weeks;
    }

    private static RhythmWeek Week(ref Utf8JsonReader reader)
    {
        Begin(ref reader, JsonTokenType.StartObject);
        var week = new RhythmWeek(0, 0, 0, 0, 0);
        while (Member(ref reader) is { } name)
        {
            switch (name)
            {
                case "number": week = week with { Number = reader.GetInt32() }; break;
                case "pauses": week = week with { Pauses = reader.GetInt32() }; break;
                case "total": week = week with { Total = reader.GetInt64() }; break;
                case "longest": week = week with { Longest = reader.GetInt64() }; break;
                case "second": week = week with { Second = reader.GetInt64() }; break;
                default: reader.Skip(); break;
            }
        }

        return week;
    }

    private static Silence Silence(ref Utf8JsonReader reader)
    {
        Begin(ref reader, JsonTokenType.StartObject);
        var silence = new Silence(default, default, default);
        while (Member(ref reader) is { } name)
        {
            switch (name)
            {
                case "since": silence = silence with { Since = reader.GetDateTimeOffset() }; break;
                case "usual": silence = silence with { Usual = Span(reader.GetString()) }; break;
                case "noticed": silence = silence with { Noticed = reader.GetDateTimeOffset() }; break;
                case "until": silence = silence with { Until = Moment(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return silence;
    }

    private static void Begin(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token) throw new JsonException();
    }

    /// <summary>The name of an object's next member, whose value is the token read; null at its end.</summary>
    private static string? Member(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return null;
        var name = reader.GetString();
        reader.Read();
        return name;
    }

    private static DateTimeOffset? Moment(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    private static TimeSpan Span(string? text) => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span : throw new JsonException();

    private static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? moment)
    {
        if (moment is { } known) writer.WriteString(name, known);
    }

    private static void Write(Utf8JsonWriter writer, RhythmWeek week)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", week.Number);
        writer.WriteNumber("pauses", week.Pauses);
        writer.WriteNumber("total", week.Total);
        writer.WriteNumber("longest", week.Longest);
        writer.WriteNumber("second", week.Second);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Silence broken)
    {
        writer.WriteStartObject("broken");
        writer.WriteString("since", broken.Since);
        writer.WriteString("usual", broken.Usual.ToString("c", CultureInfo.InvariantCulture));
        writer.WriteString("noticed", broken.Noticed);
        Write(writer, "until", broken.Until);
        writer.WriteEndObject();
    }
}
