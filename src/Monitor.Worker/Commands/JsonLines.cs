using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Worker.Commands;

/// <summary>JSON lines in and out of the command line.</summary>
internal static class JsonLines
{
    /// <summary>Letters of all scripts are written as they are: the lines are read by people and programs, never by a browser.</summary>
    public static LineContext Shapes { get; } = new(new JsonSerializerOptions(LineContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Write<T>(TextWriter output, T line, JsonTypeInfo<T> shape) => output.Write(JsonSerializer.Serialize(line, shape) + "\n");

    /// <summary>Reads every line; a line that does not read is reported with its number and left out.</summary>
    /// <returns>What reads, in order.</returns>
    public static IEnumerable<T> Read<T>(TextReader input, JsonTypeInfo<T> shape, Action<int, string> report)
        where T : class
    {
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty) continue;
            if (TryRead(line, shape, number, report) is { } value) yield return value;
        }
    }

    private static T? TryRead<T>(string line, JsonTypeInfo<T> shape, int number, Action<int, string> report)
        where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize(MendSurrogates(line.TrimStart('\uFEFF')), shape) is { } value) return value;
            report(number, "it is null.");
            return null;
        }
        catch (JsonException failure)
        {
            report(number, failure.Message);
            return null;
        }
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
