using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>Who may use the page and the API.</summary>
public sealed class AccessOptions
{
    /// <summary>Whether whoever reaches the listening address may read the page; otherwise it is shown on its own machine only.</summary>
    public bool Open { get; set; }

    public IReadOnlyList<UserOptions> Users { get; set; } = [];

    public IReadOnlyList<TokenOptions> Tokens { get; set; } = [];
}

/// <summary>A person.</summary>
public sealed class UserOptions
{
    /// <summary>Unique among users.</summary>
    [Required]
    public string Name { get; set; } = "";

    [Required]
    public Secret? PasswordHash { get; set; }

    [Required]
    public string Role { get; set; } = "";
}

/// <summary>A program that calls the API.</summary>
public sealed class TokenOptions
{
    /// <summary>Unique among tokens.</summary>
    [Required]
    public string Name { get; set; } = "";

    [Required]
    public Secret? Hash { get; set; }

    public IReadOnlyList<string> Scopes { get; set; } = ["read"];
}
