namespace Monitor.Worker.Configuration;

/// <summary>Reads files that must be small; a device or a pipe without end does not fill the memory.</summary>
internal static class SmallFile
{
    /// <summary>The whole file; null when it is larger than allowed.</summary>
    public static byte[]? Read(string path, int largest)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[8192];
        while (file.Read(buffer) is var count and > 0)
        {
            if (content.Length + count > largest) return null;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
