using Monitor.Worker.Health;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Worker.Tests.Health;

public sealed class LogLineTests
{
    [Theory]
    [InlineData("press cannot be found.", "warn  press cannot be found. (3 tries, due 2026-11-22)")]
    [InlineData("\u001b[2Jline\nline", "warn  \\u001b[2Jline\\u000aline (3 tries, due 2026-11-22)")]
    public void Texts_stand_without_quotation_marks_and_on_one_line(string problem, string line)
    {
        var written = new StringWriter();
        using var log = new LoggerConfiguration().WriteTo.Sink(new Lines(written)).CreateLogger();

        log.Warning("{Problem} ({Count} tries, due {Date:yyyy-MM-dd})", problem, 3, new DateOnly(2026, 11, 22));

        Assert.Equal(line, written.ToString().TrimEnd('\n')["HH:mm:ss ".Length..]);
    }

    private sealed class Lines(TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => new LogLine(colour: false).Format(logEvent, output);
    }
}
