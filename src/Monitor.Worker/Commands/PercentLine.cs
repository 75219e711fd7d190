using System.Globalization;

namespace Monitor.Worker.Commands;

/// <summary>How much of long work is done, as one line that a terminal shows and nothing else does.</summary>
internal sealed class PercentLine(TextWriter terminal, string work) : IProgress<double>, IDisposable
{
    private int shown = -1;

    /// <summary>Null where nobody watches.</summary>
    public static PercentLine? On(TextWriter errors, string work) =>
        ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected ? new PercentLine(errors, work) : null;

    public void Report(double value)
    {
        var percent = (int)(value * 100);
        if (percent == shown) return;
        shown = percent;
        terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r{work}: {percent} %"));
    }

    public void Dispose()
    {
        if (shown >= 0) terminal.Write($"\r{new string(' ', work.Length + 8)}\r");
    }
}
