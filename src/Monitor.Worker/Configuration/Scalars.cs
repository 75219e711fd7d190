using System.Globalization;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>Reads single values, each type in one form only.</summary>
internal static class Scalars
{
    public static bool Knows(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(double)
        || type == typeof(TimeSpan) || type == typeof(TimeOnly) || type == typeof(TimeZoneInfo) || type == typeof(Uri) || type == typeof(Secret)
        || type == typeof(DaySet);

    /// <summary>The value; null with what is wrong and how to mend it.</summary>
    public static object? Read(Type type, ScalarNode node, out string wrong)
    {
        wrong = "";
        if (type == typeof(bool)) return Boolean(node, ref wrong);
        if (type == typeof(int)) return Whole(node, int.MinValue, int.MaxValue, ref wrong) is { } number ? (int)number : null;
        if (type == typeof(long)) return Whole(node, long.MinValue, long.MaxValue, ref wrong);
        if (type == typeof(double)) return Fraction(node, ref wrong);
        if (node.Kind is not (ScalarKind.Text or ScalarKind.Untyped))
        {
            wrong = type == typeof(TimeSpan) && node.Kind == ScalarKind.Number
                ? $"{Shown.Of(node)} is no length of time; {Durations.Mend(node.Text)}, in quotation marks"
                : $"{Shown.Of(node)} is no text; write it in quotation marks: \"{node.Text}\"";
            return null;
        }

        if (type == typeof(string)) return node.Text;
        if (type == typeof(Secret)) return new Secret(node.Text);
        return Text(type, node.Text, ref wrong);
    }

    private static object? Text(Type type, string text, ref string wrong)
    {
        if (type == typeof(TimeSpan) && Durations.TryRead(text, out var duration)) return duration;
        if (type == typeof(TimeOnly) && TimesOfDay.TryRead(text, out var time)) return time;
        if (type == typeof(TimeZoneInfo) && TimeZones.TryRead(text, out var zone)) return zone;
        if (type == typeof(DaySet) && DaySet.TryParse(text, out var days)) return days;
        if (type == typeof(Uri) && WebAddresses.TryRead(text, out var address)) return address;
        if (type.IsEnum && Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } named) return Enum.Parse(type, named);
        wrong = Shown.Of(text) + type switch
        {
            _ when type == typeof(TimeSpan) => $" is no length of time; {Durations.Mend(text)}",
            _ when type == typeof(TimeOnly) => $" is no time of day; {TimesOfDay.Mend(text)}",
            _ when type == typeof(TimeZoneInfo) => $" is no time zone; {TimeZones.Mend(text)}",
            _ when type == typeof(DaySet) => " are no days; write English days, such as Mon-Sun or Mon,Wed,Fri",
            _ when type == typeof(Uri) => $" is no web address; {WebAddresses.Mend(text)}",
            _ => $" is not known here; {Spelling.Hint(text, [.. Enum.GetNames(type).Select(name => name.ToLowerInvariant())], "write one of")}",
        };
        return null;
    }

    private static bool? Boolean(ScalarNode node, ref string wrong)
    {
        if (node.Kind is ScalarKind.Boolean or ScalarKind.Untyped && bool.TryParse(node.Text, out var value)) return value;
        wrong = node.Text.Trim().ToLowerInvariant() switch
        {
            "true" or "false" when node.Kind == ScalarKind.Text => $"{Shown.Of(node)} is text; write {node.Text.Trim().ToLowerInvariant()} without quotation marks",
            "yes" or "on" or "1" or "y" => $"{Shown.Of(node)} is neither true nor false; write true",
            "no" or "off" or "0" or "n" => $"{Shown.Of(node)} is neither true nor false; write false",
            _ => $"{Shown.Of(node)} is neither true nor false; write true or false",
        };
        return null;
    }

    private static long? Whole(ScalarNode node, long least, long most, ref string wrong)
    {
        var isNumber = long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= least && value <= most && node.Kind is ScalarKind.Number or ScalarKind.Untyped) return value;
        wrong = node.Kind == ScalarKind.Text && isNumber ? $"{Shown.Of(node)} is text; write {node.Text} without quotation marks"
            : node.Kind == ScalarKind.Boolean ? $"{Shown.Of(node)} is no number; write a whole number"
            : Sizes.TryRead(node.Text, out var bytes) ? string.Create(CultureInfo.InvariantCulture, $"{Shown.Of(node)} is no number; write {bytes} (bytes)")
            : double.TryParse(node.Text, CultureInfo.InvariantCulture, out _) ? $"{Shown.Of(node)} is no whole number of this size; write one without point or exponent"
            : $"{Shown.Of(node)} is no number; write a whole number";
        return null;
    }

    private static double? Fraction(ScalarNode node, ref string wrong)
    {
        if (node.Kind is ScalarKind.Number or ScalarKind.Untyped && double.TryParse(node.Text, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
        wrong = $"{Shown.Of(node)} is no number; write a number without quotation marks, such as 0.5";
        return null;
    }
}
