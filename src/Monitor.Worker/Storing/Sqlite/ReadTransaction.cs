using System.Data;
using System.Data.Common;
using SQLitePCL;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// One snapshot of what is committed. SqliteTransaction parses its beginning and its end anew each time, and sets a hook for a rollback
/// of which nothing could come here.
/// </summary>
internal sealed class ReadTransaction : DbTransaction
{
    private readonly PreparingConnection connection;

    public ReadTransaction(PreparingConnection connection)
    {
        this.connection = connection;
        Run("BEGIN");
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => Rollback();

    /// <summary>After some errors SQLite has done so itself.</summary>
    public override void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle!) == 0) Run("ROLLBACK");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Rollback();
        base.Dispose(disposing);
    }

    private void Run(string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Execute();
    }
}
