using System.Text;
using System.Diagnostics.CodeAnalysis;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>A file that holds one secret and nothing else.</summary>
internal static class SecretFile
{
    private const int Largest = 64 * 1024;

    /// <summary>Reads it without the line end that editors leave behind; false with what is wrong and how to mend it.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out Secret? secret, out string wrong)
    {
        secret = null;
        wrong = "";
        try
        {
            if (Directory.Exists(path)) wrong = $"{path} is a folder; name a file";
            else if (SmallFile.Read(path, Largest) is not { } bytes) wrong = $"{path} is larger than {Largest / 1024} KB, which is no secret; name another file";
            else if (Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimEnd('\r', '\n') is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text)) secret = new Secret(text);
            else wrong = $"{path} is empty; write the secret into it";
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            wrong = $"{path} is not there; create it, or correct the path";
        }
        catch (UnauthorizedAccessException)
        {
            wrong = $"{path} may not be read by this user; give it read permission";
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or NotSupportedException)
        {
            wrong = $"{Shown.Of(path)} cannot be read; correct the path ({failure.Message})";
        }

        return secret is not null;
    }
}
