using Monitor.Core.Fetching;

namespace Monitor.Core.Matching;

/// <summary>A standing query.</summary>
/// <param name="Name">Unique: lower-case letters, digits and hyphens.</param>
/// <param name="Expression">What it asks, parsed.</param>
/// <param name="Sources">Names or kinds of sources it concerns; <c>*</c> for all.</param>
public sealed record Query(string Name, QueryExpression Expression, IReadOnlyList<string> Sources)
{
    public Query(string name, QueryExpression expression)
        : this(name, expression, ["*"])
    {
    }

    /// <summary>Whether the query is asked of documents of the source.</summary>
    public bool Concerns(SourceIdentity source)
    {
        foreach (var wanted in Sources)
        {
            if (wanted == "*" || Same(wanted, source.Name) || Same(wanted, source.Kind)) return true;
        }

        return false;
    }

    private static bool Same(string wanted, string name) => string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase);
}
