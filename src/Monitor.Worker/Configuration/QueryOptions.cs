using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Configuration;

/// <summary>A standing query and who is told.</summary>
public sealed class QueryOptions
{
    /// <summary>Unique among queries: lower-case letters, digits and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,64}$", ErrorMessage = "is 1 to 64 lower-case letters, digits and hyphens, such as acme-corp")]
    public string Name { get; set; } = "";

    /// <summary>As people know it; the name when not given.</summary>
    public string? Title { get; set; }

    /// <summary>In the query language.</summary>
    [Required]
    public string Expression { get; set; } = "";

    /// <summary>Names or kinds of sources it concerns; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Sources { get; set; } = ["*"];

    /// <summary>Channels told at once.</summary>
    public IReadOnlyList<string> Alert { get; set; } = [];

    /// <summary>Digests its mentions go into.</summary>
    public IReadOnlyList<string> Digest { get; set; } = [];

    public bool Enabled { get; set; } = true;
}
