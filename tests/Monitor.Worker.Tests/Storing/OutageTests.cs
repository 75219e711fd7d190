using Microsoft.Extensions.Logging;
using Monitor.Testing;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

public sealed class OutageTests
{
    private readonly VirtualClock clock = new(Sample.Noon);
    private readonly Lines lines = new();

    [Fact]
    public void Is_said_at_once_and_again_from_time_to_time_and_when_it_is_over()
    {
        var outage = new Outage(lines, clock);
        outage.Ended();
        for (var second = 0; second < 20; second++)
        {
            outage.Met("It is away.");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        outage.Ended();
        outage.Ended();

        Assert.Equal(["Warning: It is away.", "Warning: It is away.", "Information: The database answers again; it was away for 20.0 s"], lines.Said);
    }

    [Fact]
    public void One_that_comes_and_goes_does_not_fill_the_log()
    {
        var outage = new Outage(lines, clock);
        for (var time = 0; time < 100; time++)
        {
            outage.Met("No connection is left.");
            outage.Ended();
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(["Warning: No connection is left.", "Information: The database answers again; it was away for 0.0 s"], lines.Said);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
