using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>One step of the schema.</summary>
/// <param name="Version">Its number, from 1 on without a hole.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Script">Its statements.</param>
internal sealed record Migration(int Version, string Name, string Script)
{
    /// <summary>What the step does beside its script, in the same transaction: what SQL cannot say.</summary>
    public Func<DbTransaction, CancellationToken, Task> CompleteAsync { get; } = Name == "search" ? SearchIndex.FillAsync : (_, _) => Task.CompletedTask;

    private const string Folder = "Monitor.Worker.Storing.Migrations.";

    /// <summary>The steps embedded in this program for an engine: <c>Migrations/Sqlite/0001_what_it_brings.sql</c>.</summary>
    public static IReadOnlyList<Migration> Embedded(string engine) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Folder}{engine}.", StringComparison.Ordinal))
            .Select(name => Read(name, $"{Folder}{engine}.".Length))
            .OrderBy(step => step.Version)];

    /// <exception cref="StoreException">The schema is newer than this program.</exception>
    public static void RefuseNewer(int current, int known, string where)
    {
        if (current > known)
            throw new StoreException(StoreFault.Refused, $"{where} was written by a newer version of this program: its schema is number {current}, this version knows {known}. Install that version again, or restore a backup made before it.");
    }

    private static Migration Read(string resource, int start)
    {
        var parts = resource[start..^".sql".Length].Split('_', 2);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}
