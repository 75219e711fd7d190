using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Configuration;

/// <summary>How long things are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Documents that no query fits.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Documents { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Mentions, with their documents.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Mentions { get; set; } = TimeSpan.FromDays(365);
}
