using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Stands for a command of its connection as long as it is used, and then leaves it to the next of the same text.</summary>
internal sealed class PreparedCommand(PreparingConnection connection) : DbCommand
{
    // Dapper writes lists out into the text when it has their values already: which command is meant is known only when it runs.
    private readonly SqliteCommand draft = new();
    private SqliteCommand? command;

    [AllowNull]
    public override string CommandText
    {
        get => draft.CommandText;
        set => draft.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => draft.CommandTimeout;
        set => draft.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => draft.CommandType;
        set => draft.CommandType = value;
    }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public override bool DesignTimeVisible { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A prepared command belongs to its connection.");
    }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => draft.Parameters;

    public override void Prepare() => Ready().Prepare();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    public override void Cancel()
    {
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Leave();
            draft.Dispose();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        if (command is not null && !command.CommandText.Equals(CommandText, StringComparison.Ordinal)) Leave();
        command ??= connection.Take(CommandText);
        command.CommandTimeout = CommandTimeout;
        command.Transaction = DbTransaction as SqliteTransaction;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in draft.Parameters)
        {
            // Dapper gives the bare name, and SQLite would be asked for it with each of its signs in turn.
            if (!parameter.ParameterName.StartsWith('@')) parameter.ParameterName = $"@{parameter.ParameterName}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private void Leave()
    {
        if (command is not null) connection.Return(command);
        command = null;
    }
}
