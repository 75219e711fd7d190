using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>Where mentions are kept.</summary>
public sealed class StoreOptions : IChecked
{
    /// <summary><c>sqlite</c>: one file in the data directory. <c>postgres</c> is a name kept free for a store that this version has not.</summary>
    [AllowedValues("sqlite", "postgres")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>For <c>postgres</c>, in Npgsql's form.</summary>
    public Secret? ConnectionString { get; set; }

    IEnumerable<(string Key, string Problem)> IChecked.Check()
    {
        if (Engine == "postgres") yield return (nameof(Engine), "this version keeps its data in sqlite only; write sqlite, or leave the key out");
        else if (ConnectionString is not null) yield return (nameof(ConnectionString), "is for postgres only; remove it");
    }
}
