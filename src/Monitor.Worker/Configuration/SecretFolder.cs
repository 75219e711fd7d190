namespace Monitor.Worker.Configuration;

/// <summary>
/// A folder in which each file is one value, as container engines mount secrets: the file's name is the key, <c>Monitor__Channels__0__Smtp__Password</c>,
/// its content the value. Other files are other programs' secrets, or read by some <c>…File</c> key, and are left alone.
/// </summary>
internal static class SecretFolder
{
    public const string Default = "/run/secrets";

    /// <param name="folder">Where to look.</param>
    /// <param name="isNamed">Whether the operator named the folder: then it must be there.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static IReadOnlyList<Override> Read(string folder, bool isNamed, Findings findings)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(file => Read(file, findings)).OfType<Override>()];
        }
        catch (DirectoryNotFoundException)
        {
            if (isNamed) findings.Add(new(new(Origin.Environment, "MONITOR_SECRETS_DIR"), "", $"the folder {folder} is not there; create it, or correct the path"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(new(Origin.Secret, folder), "", $"the folder cannot be read by this user; give it read permission ({failure.Message})"));
        }

        return [];
    }

    private static Override? Read(string file, Findings findings)
    {
        if (Override.Path(Path.GetFileName(file)) is not { } path) return null;
        var place = new Place(Origin.Secret, file);
        if (SecretFile.TryRead(file, out var secret, out var wrong)) return new(path, secret.Reveal(), place);
        findings.Add(new(place, string.Join(':', ["Monitor", .. path]), wrong));
        return null;
    }
}
