using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// A statement prepared once for a connection and run for many rows, by SQLite's own interface. By way of a command of ADO.NET every value is a
/// parameter that SQLite is asked for by name and every number an object: that took six hundredths of a first pass (2026-11).
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly PreparingConnection connection;
    private readonly string sql;
    private readonly sqlite3_stmt statement;

    /// <param name="transaction">Where it runs.</param>
    /// <param name="sql">Takes its values in the order in which its parameters are first named.</param>
    public Statement(DbTransaction transaction, string sql)
        : this((PreparingConnection)transaction.Connection!, sql)
    {
    }

    public Statement(PreparingConnection connection, string sql)
    {
        this.connection = connection;
        this.sql = sql;
        statement = connection.TakeStatement(sql);
    }

    /// <summary>Runs it; true when a row was written.</summary>
    public bool Execute(params ReadOnlySpan<Cell> values)
    {
        Run(values);
        return raw.sqlite3_changes(connection.Handle!) > 0;
    }

    /// <summary>Runs it; the number it returns, null when no row was written.</summary>
    public long? Return(params ReadOnlySpan<Cell> values) => Run(values);

    /// <summary>Runs it up to its first row, whose columns are then read; false when there is none.</summary>
    public bool Find(params ReadOnlySpan<Cell> values)
    {
        Bind(values);
        var answer = raw.sqlite3_step(statement);
        if (answer is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(answer, connection.Handle);
        return answer == raw.SQLITE_ROW;
    }

    /// <summary>The text in a column of the row that was found; the first is 0.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>The number in it.</summary>
    public long? Number(int column) => IsNull(column) ? null : raw.sqlite3_column_int64(statement, column);

    public void Dispose() => connection.ReturnStatement(sql, statement);

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <returns>The first number of the first row; null when it returns none.</returns>
    private long? Run(ReadOnlySpan<Cell> values)
    {
        Bind(values);
        long? first = null;
        int answer;
        while ((answer = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) first ??= raw.sqlite3_column_int64(statement, 0);
        raw.sqlite3_reset(statement);
        if (answer != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(answer, connection.Handle);
        return first;
    }

    private void Bind(ReadOnlySpan<Cell> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var value = values[index];
            var answer = value.Text is { } text ? Bind(index + 1, text)
                : value.Number is { } number ? raw.sqlite3_bind_int64(statement, index + 1, number)
                : raw.sqlite3_bind_null(statement, index + 1);
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
        }
    }

    private int Bind(int place, string text)
    {
        // A span of no bytes would be NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, place, text);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
