using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// A connection whose statements stay prepared for the next command of the same text: parsing them anew took a fifth of a look at a feed
/// that had nothing new (2026-11). For one user at a time, like every connection of SQLite.
/// </summary>
internal sealed class PreparingConnection(string address) : SqliteConnection(address)
{
    // The program has fewer texts than this; lists of values, which are part of a text, come in few lengths.
    private const int MostKept = 256;

    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    /// <summary>A command for this text that nobody uses.</summary>
    public SqliteCommand Take(string text)
    {
        if (idle.Remove(text, out var prepared)) return prepared;
        var command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    /// <summary>Takes a command back, without its values.</summary>
    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (idle.Count == MostKept && idle.Remove(idle.Keys.First(), out var other)) other.Dispose();
        if (!idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);
}
