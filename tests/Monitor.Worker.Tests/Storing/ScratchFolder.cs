namespace Monitor.Worker.Tests.Storing;

/// <summary>A folder that goes with its test.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("monitor-store-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A copy of what lies there now: what a process leaves that is killed now.</summary>
    public ScratchFolder Snapshot()
    {
        var copy = new ScratchFolder();
        foreach (var name in (string[])["monitor.db", "monitor.db-wal"])
            if (System.IO.File.Exists(File(name))) System.IO.File.Copy(File(name), copy.File(name));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
