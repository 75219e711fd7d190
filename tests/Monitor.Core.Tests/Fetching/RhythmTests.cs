using Monitor.Core.Fetching;

namespace Monitor.Core.Tests.Fetching;

/// <summary>The model against made-up sources, five years of each, always the same.</summary>
public sealed class RhythmTests
{
    private const int Years = 5;

    // Where much happens, few lives say as much as many do where little happens, and take as long.
    private static readonly Dictionary<string, int> Lives = new(StringComparer.Ordinal) { ["hundred a day"] = 1, ["waking hours"] = 3, ["bursts"] = 8, ["ten a day"] = 5, ["slower and slower"] = 5 };

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(15);
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private delegate TimeSpan NextPause(Random random, DateTimeOffset now);

    /// <summary>How sources speak, and how many false alarms a quarter are borne.</summary>
    public static TheoryData<string, double> Sources { get; } = new()
    {
        { "hundred a day", 0.1 }, { "ten a day", 0.1 }, { "one a day", 0.2 }, { "two a week", 0.4 }, { "bursts", 1 }, { "office hours", 0.2 },
        { "every Tuesday", 0.1 }, { "daily at eight", 0.1 }, { "waking hours", 0.1 }, { "slower and slower", 0.5 },
    };

    [Theory, MemberData(nameof(Sources))]
    public void Alarms_falsely_less_than_once_a_quarter(string name, double most)
    {
        var lives = Lives.GetValueOrDefault(name, 20);
        var alarms = Enumerable.Range(1, lives).Sum(seed => Live(name, seed).Alarms) / (4.0 * lives * Years);

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {alarms:0.000} false alarms a quarter");
        Assert.InRange(alarms, 0, most);
    }

    [Theory]
    [InlineData("hundred a day", 0.5)]
    [InlineData("ten a day", 4)]
    [InlineData("one a day", 25)]
    [InlineData("office hours", 8)]
    [InlineData("waking hours", 2)]
    [InlineData("daily at eight", 2.5)]
    [InlineData("every Tuesday", 15)]
    public void Notices_that_a_source_died(string name, double days)
    {
        var noticed = Enumerable.Range(1, Lives.GetValueOrDefault(name, 20)).Select(seed => Live(name, seed).Rhythm).Select(rhythm => rhythm.Limit(rhythm.Last!.Value)!.Value.TotalDays).Order().ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: after {noticed[noticed.Count / 2]:0.0} days, at most {noticed[^1]:0.0}");
        Assert.InRange(noticed[noticed.Count / 2], 0.2, days);
    }

    [Fact]
    public void Says_nothing_before_it_has_learnt()
    {
        var rhythm = Rhythm.Unknown.Restarted(Start);
        for (var hour = 1; hour <= 20 * 24; hour++) rhythm = rhythm.Heard(Start.AddHours(hour));

        Assert.Null(rhythm.SilenceAt(Start.AddYears(1).AddDays(-360)));
        Assert.NotNull(rhythm.SilenceAt(Start.AddDays(22)));
    }

    [Fact]
    public void Says_since_when_and_what_was_usual_and_takes_it_back()
    {
        var rhythm = Rhythm.Unknown.Restarted(Start);
        for (var hour = 4; hour <= 24 * 30; hour += 4) rhythm = rhythm.Heard(Start.AddHours(hour));
        var last = Start.AddDays(30);

        var silence = rhythm.SilenceAt(last.AddHours(9));
        var broken = rhythm.Heard(last.AddHours(10));

        Assert.Null(rhythm.SilenceAt(last.AddHours(7)));
        Assert.Equal(new Silence(last, TimeSpan.FromHours(4), last.AddHours(8)), silence);
        Assert.Equal(silence! with { Until = last.AddHours(10) }, broken.Broken);
        Assert.Null(broken.SilenceAt(last.AddHours(11)));
    }

    [Fact]
    public void One_outage_teaches_nothing()
    {
        var rhythm = Rhythm.Unknown.Restarted(Start);
        for (var hour = 4; hour <= 24 * 30; hour += 4) rhythm = rhythm.Heard(Start.AddHours(hour));
        rhythm = rhythm.Heard(Start.AddDays(40));

        Assert.Equal(TimeSpan.FromHours(8), rhythm.Limit(Start.AddDays(40)));
    }

    [Fact]
    public void Time_that_nobody_looked_is_no_pause_and_a_clock_that_went_back_no_harm()
    {
        var rhythm = Rhythm.Unknown.Restarted(Start);
        for (var hour = 4; hour <= 24 * 30; hour += 4) rhythm = rhythm.Heard(Start.AddHours(hour));
        var slept = rhythm.Restarted(Start.AddDays(40));
        var wrong = rhythm.Heard(DateTimeOffset.MaxValue).Heard(Start.AddDays(31));

        Assert.Null(slept.SilenceAt(Start.AddDays(40)));
        Assert.Equal(rhythm.Weeks, slept.Weeks);
        Assert.Equal(Start.AddDays(31), wrong.Last);
    }

    [Fact]
    public void Stays_small_however_long_it_learns() => Assert.InRange(Live("hundred a day", 1).Rhythm.Weeks.Count, 12, 13);

    private static (int Alarms, Rhythm Rhythm) Live(string name, int seed)
    {
        var (random, next, alarms) = (new Random(seed), Pauses[name], 0);
        var rhythm = Rhythm.Unknown.Restarted(Start);
        for (var now = Start; now < Start.AddYears(Years);)
        {
            var pause = next(random, now);
            now += pause;
            var look = new DateTimeOffset(((now.UtcTicks / Look.Ticks) + 1) * Look.Ticks, TimeSpan.Zero);
            if (look == rhythm.Last) continue;
            var before = rhythm.Broken;
            rhythm = rhythm.Heard(look);
            if (rhythm.Broken != before) alarms++;
        }

        return (alarms, rhythm);
    }

    private static Dictionary<string, NextPause> Pauses { get; } = new(StringComparer.Ordinal)
    {
        ["hundred a day"] = (random, _) => Exponential(random, TimeSpan.FromDays(0.01)),
        ["ten a day"] = (random, _) => Exponential(random, TimeSpan.FromDays(0.1)),
        ["one a day"] = (random, _) => Exponential(random, TimeSpan.FromDays(1)),
        ["two a week"] = (random, _) => Exponential(random, TimeSpan.FromDays(3.5)),
        // Pareto with index 1.5: no variance at all.
        ["bursts"] = (random, _) => TimeSpan.FromHours(Math.Min(5_000, Math.Pow(1 - random.NextDouble(), -1 / 1.5))),
        ["office hours"] = (random, now) => While(random, now, TimeSpan.FromHours(3), then => then.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && then.Hour is >= 8 and < 18),
        ["waking hours"] = (random, now) => While(random, now, TimeSpan.FromHours(1), then => then.Hour is >= 7 and < 23),
        ["every Tuesday"] = (random, now) => Next(now, DayOfWeek.Tuesday) + (TimeSpan.FromHours(6) * random.NextDouble()),
        ["daily at eight"] = (random, now) => now.Date.AddDays(1).AddHours(8 + (2 * random.NextDouble())) - now.DateTime,
        ["slower and slower"] = (random, now) => Exponential(random, TimeSpan.FromHours(2 + ((now - Start).TotalDays / 30))),
    };

    private static TimeSpan Exponential(Random random, TimeSpan mean) => -Math.Log(1 - random.NextDouble()) * mean;

    private static TimeSpan While(Random random, DateTimeOffset now, TimeSpan mean, Func<DateTimeOffset, bool> awake)
    {
        var then = now;
        do then += Exponential(random, mean);
        while (!awake(then));
        return then - now;
    }

    private static TimeSpan Next(DateTimeOffset now, DayOfWeek day)
    {
        var date = now.Date.AddDays(1);
        while (date.DayOfWeek != day) date = date.AddDays(1);
        return date.AddHours(9) - now.DateTime;
    }
}
