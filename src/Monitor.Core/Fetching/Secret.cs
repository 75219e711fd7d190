namespace Monitor.Core.Fetching;

/// <summary>A token, password or secret address. Prints as dots, so that no log line, error or page can show it by accident.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>The value itself; to be called where it goes onto the wire and nowhere else.</summary>
    public string Reveal() => value;

    public bool Equals(Secret? other) => other is not null && string.Equals(value, other.Reveal(), StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(value);

    public override string ToString() => "•••";
}
