using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>Where mentions are kept.</summary>
public sealed class StoreOptions
{
    /// <summary><c>sqlite</c> keeps one file in the data directory; <c>postgres</c> needs <see cref="ConnectionString"/>.</summary>
    [AllowedValues("sqlite", "postgres")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>For <c>postgres</c>, in Npgsql's form.</summary>
    public Secret? ConnectionString { get; set; }
}
