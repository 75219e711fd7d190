using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>Where mentions are kept.</summary>
public sealed class StoreOptions : IChecked
{
    /// <summary><c>sqlite</c> keeps one file in the data directory; <c>postgres</c> needs <see cref="ConnectionString"/>.</summary>
    [AllowedValues("sqlite", "postgres")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>For <c>postgres</c>, in Npgsql's form.</summary>
    public Secret? ConnectionString { get; set; }

    IEnumerable<(string Key, string Problem)> IChecked.Check()
    {
        if (Engine == "postgres" && ConnectionString is null) yield return (nameof(ConnectionString), "missing; postgres needs one, such as Host=db;Database=monitor;Username=monitor");
        if (Engine == "sqlite" && ConnectionString is not null) yield return (nameof(ConnectionString), "is for postgres only; remove it, or write \"Engine\": \"postgres\"");
    }
}
