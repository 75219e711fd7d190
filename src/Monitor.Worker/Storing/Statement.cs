using System.Data.Common;

namespace Monitor.Worker.Storing;

/// <summary>
/// A statement prepared once and run for many rows. Dapper makes its parameters anew and has SQLite parse the text again for every row,
/// which costs more than the row itself.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly DbCommand command;

    /// <param name="transaction">Where it runs.</param>
    /// <param name="sql">Its parameters are <c>@name</c>.</param>
    /// <param name="names">The parameters' names, in the order that values are given.</param>
    public Statement(DbTransaction transaction, string sql, params ReadOnlySpan<string> names)
    {
        command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it; true when a row was written.</summary>
    public bool Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>Runs it; the number it returns, null when no row was written.</summary>
    public long? Return(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long?)command.ExecuteScalar();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
    }
}
