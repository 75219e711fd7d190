using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>
/// Who this node is among several on one database: an id that stays in its data directory (<c>monitor.node</c>), and the id of the
/// installation that the directory belongs to. The directory is held by one process, so no two living ones share an id.
/// </summary>
internal sealed class NodeFile(string directory)
{
    private readonly string path = Path.Combine(directory, "monitor.node");

    /// <summary>The node's id.</summary>
    /// <param name="installation">Of the database.</param>
    /// <param name="where">The database, for people.</param>
    /// <exception cref="StoreException">The directory belongs to another installation, or cannot be written.</exception>
    public string Join(string installation, string where)
    {
        try
        {
            string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
            if (lines is [var node, var joined, ..])
            {
                return joined == installation
                    ? node
                    : throw new StoreException(StoreFault.Refused, $"The data directory {directory} belongs to installation {joined}, but {where} holds installation {installation}. Correct Store:ConnectionString or Store:Schema; or remove {path}, if this node is to change over.");
            }

            var made = Guid.NewGuid().ToString("N");
            File.WriteAllLines(path, [made, installation]);
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Refused, $"{path} cannot be read or written by user {Environment.UserName}: {error.Message} Give the data directory to that user.", error);
        }
    }
}
