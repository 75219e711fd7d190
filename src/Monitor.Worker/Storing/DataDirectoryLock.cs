using System.Globalization;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>
/// Holds a data directory for this process: an advisory lock on <c>monitor.lock</c> that the kernel drops however the process ends, so
/// that nothing stale is left to clean up. Who holds it is in <c>monitor.pid</c>, as a locked file cannot be read by others.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream held;

    private DataDirectoryLock(FileStream held) => this.held = held;

    /// <exception cref="StoreException">Another process holds the directory, or it cannot be written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var file = new FileStream(Path.Combine(directory, "monitor.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(PidFile(directory), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataDirectoryLock(file);
        }
        catch (IOException error) when (HeldByAnother.Contains(error.HResult))
        {
            throw new StoreException(StoreFault.Refused, $"Another process{Holder(directory)} is working in {directory}. Stop that one, or give this one another data directory.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Refused, $"The data directory {directory} cannot be written by user {Environment.UserName}: {error.Message} Give the directory to that user, or configure another one.", error);
        }
    }

    public void Dispose() => held.Dispose();

    private static string PidFile(string directory) => Path.Combine(directory, "monitor.pid");

    private static string Holder(string directory)
    {
        try
        {
            return $" (pid {File.ReadAllText(PidFile(directory)).Trim()})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
