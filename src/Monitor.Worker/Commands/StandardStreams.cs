using System.Text;

namespace Monitor.Worker.Commands;

/// <summary>
/// Standard input and output for verbs that move many lines: UTF-8 whatever the locale, and written in blocks, where the console's own writer
/// goes out with every line.
/// </summary>
internal static class StandardStreams
{
    private const int Block = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a verb over the two and writes out what it wrote.</summary>
    public static int Through(Func<TextReader, TextWriter, int> verb)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Utf8, detectEncodingFromByteOrderMarks: true, Block);
        using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8, Block);
        return verb(input, output);
    }
}
