using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
    private readonly Dictionary<string, sqlite3_stmt> idleStatements = new(StringComparer.Ordinal);

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

    /// <summary>A statement of this text, of which the program has a handful, that nobody uses.</summary>
    public sqlite3_stmt TakeStatement(string text)
    {
        if (idleStatements.Remove(text, out var prepared)) return prepared;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(Handle, text, out var statement), Handle);
        return statement;
    }

    /// <summary>Takes a statement back, without its values.</summary>
    public void ReturnStatement(string text, sqlite3_stmt statement)
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
        if (State != ConnectionState.Open || !idleStatements.TryAdd(text, statement)) statement.Dispose();
    }

    public override void Close()
    {
        foreach (var statement in idleStatements.Values) statement.Dispose();
        idleStatements.Clear();
        base.Close();
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);
}
