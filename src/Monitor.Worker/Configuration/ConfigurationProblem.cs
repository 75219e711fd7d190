namespace Monitor.Worker.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Key">The key, <c>Monitor:Sources:0:Every</c>; empty when the file as a whole is meant.</param>
/// <param name="What">What is wrong and how to mend it, one line to three. Holds no secret.</param>
public sealed record ConfigurationProblem(Place Place, string Key, string What)
{
    /// <summary><c>appsettings.json:12: Monitor:Sources:0:Evry: unknown key; did you mean Every?</c></summary>
    public override string ToString() => Key.Length == 0 ? $"{Place}: {What}" : $"{Place}: {Key}: {What}";
}
