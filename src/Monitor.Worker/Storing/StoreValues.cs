using System.Globalization;

namespace Monitor.Worker.Storing;

/// <summary>How times, dates and names of closed sets stand in a column.</summary>
internal static class StoreValues
{
    private const string DateFormat = "yyyy-MM-dd";

    public static DateTimeOffset ToTime(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? ToTime(this long? milliseconds) => milliseconds?.ToTime();

    public static long? ToMilliseconds(this TimeSpan? span) => (long?)span?.TotalMilliseconds;

    public static long ToMilliseconds(this TimeSpan span) => (long)span.TotalMilliseconds;

    public static string ToColumn(this DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static DateOnly ToDate(this string column) => DateOnly.ParseExact(column, DateFormat, CultureInfo.InvariantCulture);

    /// <summary>The lower-case name.</summary>
    public static string ToColumn<TEnum>(this TEnum value)
        where TEnum : struct, Enum =>
        Names<TEnum>.ByValue[value];

    public static TEnum To<TEnum>(this string column)
        where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(column, ignoreCase: true);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => value.ToString().ToLowerInvariant());
    }
}
