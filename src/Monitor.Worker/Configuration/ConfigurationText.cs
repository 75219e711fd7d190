using IOPath = System.IO.Path;

namespace Monitor.Worker.Configuration;

/// <summary>The configuration file's bytes.</summary>
/// <param name="Name">As the operator named it.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Utf8">Its content, without a byte order mark.</param>
internal sealed record ConfigurationText(string Name, string FullPath, byte[] Utf8)
{
    private const int Largest = 16 * 1024 * 1024;

    /// <summary>Reads the file; null when there is none, which is wrong only when it was named, or when it cannot be read.</summary>
    public static ConfigurationText? Read(string? path, string workingDirectory, Findings findings)
    {
        var name = path ?? ConfigurationFile.DefaultName;
        findings.Locate("", new(Origin.File, name));
        try
        {
            var full = IOPath.GetFullPath(name, workingDirectory);
            if (Directory.Exists(full)) findings.Report("", "is a folder; name the file in it");
            else if (SmallFile.Read(full, Largest) is not { } bytes) findings.Report("", $"is larger than {Largest / 1024 / 1024} MB, which is no configuration; name another file");
            else return new(name, full, bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            if (path is not null) findings.Report("", "is not there; create it (appsettings.example.json shows every key), or correct --config");
        }
        catch (UnauthorizedAccessException)
        {
            findings.Report("", "may not be read by this user; give it read permission");
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or NotSupportedException)
        {
            findings.Report("", $"cannot be read; correct --config ({failure.Message})");
        }

        return null;
    }

    /// <summary>The block under <c>Monitor</c>; null when the file holds none.</summary>
    public BlockNode? Root(Findings findings)
    {
        if (Utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            findings.Report("", "is written in UTF-16; save it as UTF-8");
            return null;
        }

        var root = JsonTree.Read(Utf8, Name, out var problems);
        foreach (var problem in problems) findings.Add(problem);
        return root is null ? null : Monitor(root, findings);
    }

    private static BlockNode? Monitor(BlockNode root, Findings findings)
    {
        foreach (var (key, place, _) in root.Entries.Values.Where(entry => !IsRootKey(entry.Key)))
        {
            var isMisplaced = OptionProperty.Keys(typeof(MonitorOptions)).Contains(key, StringComparer.OrdinalIgnoreCase);
            var mend = isMisplaced ? "it belongs into \"Monitor\": { … }" : Spelling.Hint(key, ["Monitor"], "the file holds only");
            findings.Add(new(place, key, $"unknown key; {mend}"));
        }

        if (root["Monitor"] is BlockNode monitor) return monitor;
        if (root.Entries.TryGetValue("Monitor", out var entry)) findings.Add(new(entry.Place, "Monitor", "no object stands here; write { … }"));
        return root.Entries.Count == 0 ? new BlockNode(root.Place) : null;
    }

    // "$schema" is how editors learn which keys there are.
    private static bool IsRootKey(string key) => key is "$schema" || key.Equals("Monitor", StringComparison.OrdinalIgnoreCase);
}
