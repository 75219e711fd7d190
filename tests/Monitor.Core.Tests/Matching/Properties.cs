using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Monitor.Core.Tests.Matching;

/// <summary>
/// How many random cases a property is tried on: 1,000, 100,000 where MONITOR_LONG is 1, or as many as MONITOR_CASES says. Those last are the
/// same ones every time: mutation testing asks whether a change is noticed, and luck is no answer.
/// </summary>
internal static class Properties
{
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("MONITOR_CASES");

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MONITOR_LONG") == "1";

    public static int Cases { get; } = Wanted is not null ? int.Parse(Wanted, CultureInfo.InvariantCulture) : IsLong ? 100_000 : 1_000;

    public static void Check<T>(Gen<T> generator, Action<T> property)
    {
        var settings = Config.QuickThrowOnFailure.WithMaxTest(Cases);
        if (Wanted is not null) settings = settings.WithReplay(20_260_101UL, 1UL);
        FsCheck.Check.One(settings, Prop.ForAll(generator.ToArbitrary(), property));
    }
}
