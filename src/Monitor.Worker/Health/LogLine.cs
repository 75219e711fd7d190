using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

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
        foreach (var token in logEvent.MessageTemplate.Tokens) Escape(Said(token, logEvent), output);
        if (logEvent.Exception is { } problem) Escape($" {problem}", output);
        output.WriteLine();
    }

    // The renderer's own way sets every text in quotation marks, sentences too.
    private static string Said(MessageTemplateToken token, LogEvent logEvent)
    {
        if (token is PropertyToken { Format: null, Alignment: null } property && logEvent.Properties.GetValueOrDefault(property.PropertyName) is ScalarValue { Value: string text }) return text;
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        token.Render(logEvent.Properties, said, CultureInfo.InvariantCulture);
        return said.ToString();
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
