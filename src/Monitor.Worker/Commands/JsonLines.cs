using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Worker.Commands;

/// <summary>JSON lines in and out of the command line.</summary>
internal static class JsonLines
{
    private const string NoObject = "it is no JSON object";

    /// <summary>Letters of all scripts are written as they are: the lines are read by people and programs, never by a browser.</summary>
    public static LineContext Shapes { get; } = new(new JsonSerializerOptions(LineContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Write<T>(TextWriter output, T line, JsonTypeInfo<T> shape) => output.Write(JsonSerializer.Serialize(line, shape) + "\n");

    /// <summary>Reads every line; a line that does not read is reported with its number and left out.</summary>
    /// <returns>What reads, in order.</returns>
    public static IEnumerable<T> Read<T>(TextReader input, JsonTypeInfo<T> shape, Action<int, string> report)
        where T : class => Read(input, shape, (line, _) => line, report);

    /// <summary>As above, and makes a value of each line.</summary>
    /// <param name="input">Lines of JSON; empty ones are skipped.</param>
    /// <param name="shape">Of a line.</param>
    /// <param name="make">Makes the value, of a line and its number; a <see cref="JsonException"/> says what is wrong with the line.</param>
    /// <param name="report">Told the number of a line and what is wrong with it.</param>
    public static IEnumerable<TValue> Read<T, TValue>(TextReader input, JsonTypeInfo<T> shape, Func<T, int, TValue> make, Action<int, string> report)
        where T : class
        where TValue : class
    {
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty) continue;
            if (TryRead(line, shape, make, number, report) is { } value) yield return value;
        }
    }

    private static TValue? TryRead<T, TValue>(string line, JsonTypeInfo<T> shape, Func<T, int, TValue> make, int number, Action<int, string> report)
        where T : class
        where TValue : class
    {
        try
        {
            if (JsonSerializer.Deserialize(MendSurrogates(line.TrimStart('\uFEFF')), shape) is { } read) return make(read, number);
            report(number, NoObject);
        }
        catch (JsonException failure)
        {
            report(number, Said(failure));
        }

        return null;
    }

    /// <summary>What is wrong, in the words of the line: the serializer's own (.NET 10) name its types.</summary>
    private static string Said(JsonException failure)
    {
        var message = failure.Message;
        if (MissingOf(message) is { } missing) return $"{missing} is missing";
        if (failure.BytePositionInLine is not { } position) return message;
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            return failure.Path is ['$', '.', .. var place] ? $"{place} is of another type" : NoObject;
        }

        var details = message.IndexOf(" Path: $", StringComparison.Ordinal);
        return $"{(details < 0 ? message : message[..details])} (byte {position + 1})";
    }

    /// <summary>What stands in quotes behind <c>including:</c>, when a required property is not there; else null.</summary>
    private static string? MissingOf(string message)
    {
        const string before = "missing required properties including: '";
        var start = message.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var end = start < before.Length ? -1 : message.IndexOf('\'', start);
        return end < 0 ? null : message[start..end];
    }

    /// <summary>
    /// Half of a surrogate pair, which some programs write when they cut a text, is no JSON; as U+FFFD the rest of the line reads, and
    /// offsets stay.
    /// </summary>
    private static string MendSurrogates(string line)
    {
        if (!line.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return line;
        var mended = line.ToCharArray();
        for (var index = 0; index + 5 < mended.Length; index++)
        {
            if (mended[index] != '\\') continue;
            var unit = Escaped(line, index);
            if (unit is >= 0xD800 and <= 0xDBFF && Escaped(line, index + 6) is >= 0xDC00 and <= 0xDFFF) index += 11;
            else if (unit is >= 0xD800 and <= 0xDFFF) "fffd".CopyTo(0, mended, index + 2, 4);
            else index++;
        }

        return new(mended);
    }

    /// <summary>The code unit that is escaped at an index; -1 when none is.</summary>
    private static int Escaped(string line, int index)
    {
        if (index + 6 > line.Length || line[index] != '\\' || line[index + 1] != 'u') return -1;
        return int.TryParse(line.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
    }
}
