using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace Monitor.Worker.Health;

/// <summary>
/// One line per event for a person at a terminal. Control characters are shown, never sent: nothing that a stranger wrote can begin a line of
/// its own or move the cursor.
/// </summary>
internal sealed class LogLine(bool colour) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var (name, code) = logEvent.Level switch
        {
            LogEventLevel.Verbose or LogEventLevel.Debug => ("debug", "90"),
            LogEventLevel.Information => ("info ", "36"),
            LogEventLevel.Warning => ("warn ", "33"),
            _ => ("error", "31"),
        };
        output.Write(logEvent.Timestamp.ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        output.Write(colour ? $"\u001b[{code}m{name}\u001b[0m " : $"{name} ");
        Escape(logEvent.RenderMessage(CultureInfo.InvariantCulture), output);
        if (logEvent.Exception is { } problem) Escape($" {problem}", output);
        output.WriteLine();
    }

    private static void Escape(string text, TextWriter output)
    {
        foreach (var letter in text)
        {
            if (char.IsControl(letter) || letter is '\u2028' or '\u2029') output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"));
            else output.Write(letter);
        }
    }
}
