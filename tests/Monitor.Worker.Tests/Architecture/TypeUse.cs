namespace Monitor.Worker.Tests.Architecture;

/// <summary>One type uses another, or a member of it.</summary>
/// <param name="From">Full name of the using type; a nested one, a lambda or a state machine counts as its outermost type.</param>
/// <param name="To">Full name of the used type, outermost too.</param>
/// <param name="Member">The used member; empty for the type itself.</param>
internal sealed record TypeUse(string From, string To, string Member)
{
    public string FromRoom => Namespace(From);

    public string ToRoom => Namespace(To);

    public override string ToString() => Member.Length == 0 ? $"{From} → {To}" : $"{From} → {To}.{Member}";

    private static string Namespace(string type) => type.LastIndexOf('.') is >= 0 and var dot ? type[..dot] : "";
}
