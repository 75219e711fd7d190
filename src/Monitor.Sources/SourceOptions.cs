using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources;

/// <summary>What every source takes.</summary>
public abstract class SourceOptions
{
    /// <summary>Unique among sources.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The kind: one of the catalog's.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>How often it is looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(15);

    public bool Enabled { get; set; } = true;

    /// <summary>Language of its documents where they do not say themselves (BCP 47).</summary>
    [RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", ErrorMessage = "is a language tag, such as en or pt-BR")]
    public string? Language { get; set; }

    /// <summary>What is wrong with these options beyond the limits of single values: the key and a sentence with the mend.</summary>
    /// <param name="directory">Where relative file names start.</param>
    public virtual IEnumerable<(string Key, string Problem)> Check(string directory) => [];
}
