using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Configuration;

/// <summary>A mail of everything since the last one, at a time of day. Its language is its channel's.</summary>
public sealed class DigestOptions
{
    /// <summary>Unique among digests.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The channel it goes out by.</summary>
    [Required]
    public string Channel { get; set; } = "";

    /// <summary>Local time of day, <c>08:00</c>.</summary>
    public TimeOnly At { get; set; } = new(8, 0);

    /// <summary><c>Mon-Sun</c>, <c>Mon,Wed,Fri</c>.</summary>
    public DaySet Days { get; set; } = DaySet.All;

    /// <summary>The installation's when not given.</summary>
    public TimeZoneInfo? TimeZone { get; set; }

    public WhenEmpty WhenEmpty { get; set; } = WhenEmpty.Skip;
}

/// <summary>What becomes of a digest that has nothing to tell.</summary>
public enum WhenEmpty
{
    /// <summary>It is not sent.</summary>
    Skip,

    /// <summary>It is sent and says so.</summary>
    Send,
}
