using FsCheck;
using FsCheck.Fluent;

namespace Monitor.Core.Tests.Matching;

/// <summary>How many random cases a property is tried on: 1,000, or 100,000 where MONITOR_LONG is 1.</summary>
internal static class Properties
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MONITOR_LONG") == "1";

    public static int Cases { get; } = IsLong ? 100_000 : 1_000;

    public static void Check<T>(Gen<T> generator, Action<T> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(generator.ToArbitrary(), property));
}
