namespace Monitor.Sources.Tests.Feed;

/// <summary>The documents beside the tests.</summary>
internal static class FixtureFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Feed", "Fixtures");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
