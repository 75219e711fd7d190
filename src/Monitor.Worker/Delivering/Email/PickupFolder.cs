using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email;

/// <summary>Writes mails into a folder as .eml files: for trying out, and for mail servers that pick them up.</summary>
internal sealed class PickupFolder(string folder) : IMailCarrier
{
    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(folder, ".probe");
        await WriteAsync(path, [], cancellation);
        File.Delete(path);
        return $"{folder} can be written";
    }

    public async Task<string> CarryAsync(Envelope envelope, Func<long, byte[]> compose, IProgress<string>? conversation, CancellationToken cancellation)
    {
        // The name is the message's own, so a second attempt replaces the first; the move shows whole files only to whoever watches.
        var path = Path.Combine(folder, envelope.Label + ".eml");
        await WriteAsync(path, compose(long.MaxValue), cancellation);
        conversation?.Report($"-- written to {path}");
        return path;
    }

    private async Task WriteAsync(string path, byte[] content, CancellationToken cancellation)
    {
        var unfinished = path + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(content, cancellation);
                await file.FlushAsync(cancellation);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new DeliveryException(DeliveryFault.Denied, $"The folder {folder} may not be written: let this user write there, or change Pickup.", inner: refused);
        }
        catch (IOException failure)
        {
            throw new DeliveryException(DeliveryFault.Transient, $"The mail cannot be written to {folder}: {failure.Message}", inner: failure);
        }
    }
}
