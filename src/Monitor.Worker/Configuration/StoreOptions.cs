using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Configuration;

/// <summary>Where mentions are kept.</summary>
public sealed class StoreOptions : IChecked
{
    private const string SchemaForm = "^[a-z_][a-z0-9_]{0,47}$", SchemaAdvice = "is a name of lower-case letters, digits and underscores, at most 48, such as monitor";

    /// <summary><c>sqlite</c>: one file in the data directory, for one process. <c>postgres</c>: a database that several nodes share.</summary>
    [AllowedValues("sqlite", "postgres")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>For <c>postgres</c>, in Npgsql's form: <c>Host=db.example.org;Database=monitor;Username=monitor;Password=…</c></summary>
    public Secret? ConnectionString { get; set; }

    /// <summary>For <c>postgres</c>: the schema of this installation. Nodes with the same one work together, others do not see each other.</summary>
    [RegularExpression(SchemaForm, ErrorMessage = SchemaAdvice)]
    public string Schema { get; set; } = "monitor";

    /// <summary>What is wrong with the name of a schema; null when nothing is.</summary>
    internal static string? SchemaProblem(string schema) => schema.Length > 0 && new RegularExpressionAttribute(SchemaForm).IsValid(schema) ? null : SchemaAdvice;

    IEnumerable<(string Key, string Problem)> IChecked.Check()
    {
        if (Engine == "sqlite" && ConnectionString is not null) yield return (nameof(ConnectionString), "is for postgres only; remove it");
        if (Engine == "sqlite" && Schema != "monitor") yield return (nameof(Schema), "is for postgres only; remove it");
        if (Engine != "postgres") yield break;
        if (ConnectionString is null)
            yield return (nameof(ConnectionString), "is needed for postgres: Host=db.example.org;Database=monitor;Username=monitor;Password=…; ConnectionStringFile names a file to read it from");
        else if (PostgresAddress.Problem(ConnectionString.Reveal()) is { } problem)
            yield return (nameof(ConnectionString), problem);
    }
}
