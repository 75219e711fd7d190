namespace Monitor.Testing;

/// <summary>
/// The shared corpora and fixtures, which are not part of this repository: in MONITOR_SHARED, or in <c>../shared</c> beside the
/// repository. Tests that use them say that they were skipped where they are not there.
/// </summary>
public static class SharedMaterial
{
    public const string Missing = "The shared corpora are not here: set MONITOR_SHARED to their folder to run this test.";

    /// <summary>The folder; null where it is not there.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A path within the folder; null where it is not there.</summary>
    public static string? Path(params string[] parts)
    {
        if (Root is null) return null;
        var path = System.IO.Path.Combine([Root, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_SHARED") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Monitor.sln"))) continue;
            var beside = System.IO.Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}
