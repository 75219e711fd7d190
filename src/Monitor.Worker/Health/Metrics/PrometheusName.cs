using System.Text;

namespace Monitor.Worker.Health.Metrics;

/// <summary>OpenTelemetry's names in Prometheus' manner: <c>monitor.look.duration</c> in <c>s</c> becomes <c>monitor_look_duration_seconds</c>.</summary>
internal static class PrometheusName
{
    private const int LongestValue = 200;

    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">Its unit in UCUM; those in braces are words for people.</param>
    /// <param name="kind">Counters end in <c>_total</c>.</param>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        var plain = Label(name);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        // The suffix belongs to histograms; .NET has gauges named so.
        if (kind == MetricKind.Gauge && plain.EndsWith("_count", StringComparison.Ordinal)) plain = plain[..^"_count".Length];
        if (!plain.EndsWith(suffix, StringComparison.Ordinal)) plain += suffix;
        return kind == MetricKind.Counter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    /// <summary>Letters, digits and underscores; a digit never first.</summary>
    public static string Label(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }

    /// <summary>As the text format 0.0.4 wants it: one line, whatever a stranger named a source.</summary>
    public static string Escaped(string text, bool quotes)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, LongestValue)))
        {
            escaped.Append(letter switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '"' when quotes => "\\\"",
                _ when char.IsControl(letter) || char.IsSurrogate(letter) => "\uFFFD",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
