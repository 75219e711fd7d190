using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Delivering;

/// <summary>What every channel takes.</summary>
public abstract class ChannelOptions
{
    /// <summary>Unique among channels.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The kind: one of the catalog's.</summary>
    [Required]
    public string Type { get; set; } = "";

    public bool Enabled { get; set; } = true;

    /// <summary>en or fr; the installation's language when not given.</summary>
    [AllowedValues("en", "fr", null)]
    public string? Language { get; set; }

    /// <summary>At most so many messages in an hour; what comes after waits and is told as one.</summary>
    [Range(1, 10_000)]
    public int PerHour { get; set; } = 60;

    /// <summary>From this many waiting alerts on, they are told as one message.</summary>
    [Range(2, 1_000)]
    public int Burst { get; set; } = 5;

    /// <summary>Hours of silence, <c>22:00-07:00</c> in the installation's time zone: alerts are held and released as one.</summary>
    [RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", ErrorMessage = "is two times of day, such as 22:00-07:00")]
    public string? Quiet { get; set; }

    /// <summary>What is wrong with these options beyond the limits of single values: the key and a sentence with the mend.</summary>
    public virtual IEnumerable<(string Key, string Problem)> Check() => [];

    /// <summary>What is probably not meant, though nothing is refused for it: the key and a sentence with the mend.</summary>
    public virtual IEnumerable<(string Key, string Warning)> Doubts() => [];
}
