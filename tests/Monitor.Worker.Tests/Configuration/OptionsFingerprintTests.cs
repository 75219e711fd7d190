using System.Collections;
using System.Reflection;
using Monitor.Core.Fetching;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

/// <summary>The example, which names every option of every kind, with one option changed at a time.</summary>
public sealed class OptionsFingerprintTests
{
    private static readonly string[] EachNodesOwn = ["DataDirectory", "Listen", "Contact", "Store", "Access", "Metrics", "Proxy"];

    [Fact]
    public void Every_option_makes_it_another_but_those_that_are_each_nodes_own()
    {
        var options = Example();
        var same = OptionsFingerprint.Of(options);
        List<string> unseen = [];
        var changed = Change(options, "Monitor", key =>
        {
            if (OptionsFingerprint.Of(options) == same) unseen.Add(key);
        });

        Assert.Equal(same, OptionsFingerprint.Of(Example()));
        Assert.InRange(changed, 100, int.MaxValue);
        Assert.Equal([.. EachNodesOwn.Order(StringComparer.Ordinal)], unseen.Select(key => key.Split(':').First(EachNodesOwn.Contains)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shows_no_secret_and_tells_values_apart_from_their_neighbours()
    {
        var (one, other) = (new MonitorOptions { Queries = [Query("ab", "c")] }, new MonitorOptions { Queries = [Query("a", "bc")] });

        Assert.NotEqual(OptionsFingerprint.Of(one), OptionsFingerprint.Of(other));
        Assert.Matches("^[0-9a-f]{64}$", OptionsFingerprint.Of(one));
    }

    private static QueryOptions Query(string name, string expression) => new() { Name = name, Expression = expression };

    private static MonitorOptions Example() => ExampleConfigurationTests.Load().Settings!.Options;

    /// <returns>How many values were changed, each put back after <paramref name="look"/>.</returns>
    private static int Change(object options, string path, Action<string> look)
    {
        var changed = 0;
        foreach (var property in OptionProperty.Of(options.GetType()))
        {
            var key = $"{path}:{property.Name}";
            var value = property.Property.GetValue(options);
            if (Other(property.Type, value) is { } other)
            {
                property.Property.SetValue(options, other);
                look(key);
                property.Property.SetValue(options, value);
                changed++;
            }
            else if (value is IList list && property.Entry is { } entry)
            {
                property.Property.SetValue(options, Activator.CreateInstance(typeof(List<>).MakeGenericType(entry)) is { } empty && property.Type.IsInstanceOfType(empty) ? empty : Array.CreateInstance(entry, 0));
                if (list.Count > 0) look(key);
                property.Property.SetValue(options, value);
                if (!Scalars.Knows(entry))
                    foreach (var (index, item) in list.Cast<object>().Index()) changed += Change(item, $"{key}:{index}", look);
            }
            else if (value is not null)
            {
                changed += Change(value, key, look);
            }
        }

        return changed;
    }

    private static object? Other(Type type, object? value) => type switch
    {
        _ when type == typeof(string) => $"{value}x",
        _ when type == typeof(bool) => value is not true,
        _ when type == typeof(int) => (value as int? ?? 0) + 1,
        _ when type == typeof(long) => (value as long? ?? 0) + 1,
        _ when type == typeof(double) => (value as double? ?? 0) + 0.5,
        _ when type == typeof(TimeSpan) => (value as TimeSpan? ?? default) + TimeSpan.FromMilliseconds(1),
        _ when type == typeof(TimeOnly) => (value as TimeOnly? ?? default).AddMinutes(1),
        _ when type == typeof(TimeZoneInfo) => TimeZoneInfo.FindSystemTimeZoneById((value as TimeZoneInfo)?.Id == "Asia/Tokyo" ? "Asia/Seoul" : "Asia/Tokyo"),
        _ when type == typeof(Uri) => new Uri($"{value ?? "http://example.org"}/x"),
        _ when type == typeof(Secret) => new Secret($"{(value as Secret)?.Reveal()}x"),
        _ when type == typeof(DaySet) => DaySet.TryParse(value is DaySet days && days.Contains(DayOfWeek.Sunday) ? "Mon" : "Sun", out var other) ? other : null,
        _ when type.IsEnum => Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(number => Enum.ToObject(type, number)).First(one => !one.Equals(value)),
        _ => null,
    };
}
