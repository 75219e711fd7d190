using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;
using Monitor.Worker.Access;

namespace Monitor.Worker.Configuration;

/// <summary>Who may read the page, the API and the metrics. Where users or tokens are named, they alone, from this machine as well.</summary>
public sealed class AccessOptions
{
    /// <summary>Where nobody is named: whether whoever reaches the listening address may read the page; otherwise it is shown on its own machine only.</summary>
    public bool Open { get; set; }

    public IReadOnlyList<UserOptions> Users { get; set; } = [];

    public IReadOnlyList<TokenOptions> Tokens { get; set; } = [];
}

/// <summary>A person, who is asked for name and password.</summary>
public sealed class UserOptions : IDoubted
{
    /// <summary>Unique among users.</summary>
    [Required]
    [RegularExpression("^[^:]+$", ErrorMessage = "holds a colon, which parts name and password on the wire; leave it out")]
    public string Name { get; set; } = "";

    /// <summary>As <c>monitor hash</c> writes it.</summary>
    [Required]
    public Secret? PasswordHash { get; set; }

    /// <summary>Everybody may read, and there is nothing else to do yet.</summary>
    [Required]
    public string Role { get; set; } = "";

    IEnumerable<(string Key, string Warning)> IDoubted.Doubts()
    {
        if (PasswordHash is { } hash && !Access.PasswordHash.TryParse(hash.Reveal(), out _))
            yield return (nameof(PasswordHash), $"is no hash of a password, so that {Shown.Of(Name)} cannot log in; make one with 'monitor hash'");
    }
}

/// <summary>A program that reads the API or the metrics, and shows its token.</summary>
public sealed class TokenOptions : IDoubted
{
    /// <summary>Unique among tokens.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>As <c>monitor hash --token</c> writes it.</summary>
    [Required]
    public Secret? Hash { get; set; }

    /// <summary>What the program may do: <c>read</c> is all there is yet.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["read"];

    IEnumerable<(string Key, string Warning)> IDoubted.Doubts()
    {
        if (Hash is { } hash && !TokenHash.TryParse(hash.Reveal(), out _))
            yield return (nameof(Hash), $"is no SHA-256 in hexadecimal, so that the token {Shown.Of(Name)} opens nothing; make one with 'monitor hash --token'");
    }
}
