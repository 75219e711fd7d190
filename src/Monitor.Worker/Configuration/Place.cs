using System.Globalization;

namespace Monitor.Worker.Configuration;

/// <summary>Where a value is written.</summary>
/// <param name="Origin">What kind of place it is; later ones override earlier ones.</param>
/// <param name="Name">The file as the operator named it, the environment variable, or the secret's file.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
/// <param name="Column">From 1, in UTF-16 code units; 0 where the line says enough.</param>
public sealed record Place(Origin Origin, string Name, int Line = 0, int Column = 0)
{
    /// <summary>Of what is written nowhere.</summary>
    public static Place Nowhere { get; } = new(Origin.File, "");

    /// <summary>In the order in which a person mends: file by file, from the top.</summary>
    public static Comparison<Place> Order { get; } = static (left, right) =>
        (left.Origin, left.Origin == Origin.File ? "" : left.Name, left.Line, left.Column)
        .CompareTo((right.Origin, right.Origin == Origin.File ? "" : right.Name, right.Line, right.Column));

    public override string ToString() => Origin switch
    {
        Origin.Environment => $"environment variable {Name}",
        Origin.Secret => $"secret file {Name}",
        _ when Line > 0 => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Line}"),
        _ => Name,
    };
}

/// <summary>The kinds of places configuration is read from, the strongest last.</summary>
public enum Origin
{
    File,
    Environment,
    Secret,
}
