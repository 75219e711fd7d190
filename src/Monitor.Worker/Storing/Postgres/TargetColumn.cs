using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>A column of PostgreSQL that rows of SQLite are copied into.</summary>
/// <param name="name">Its name.</param>
/// <param name="from">The column of SQLite that it is made of.</param>
/// <param name="type">As information_schema names it.</param>
/// <param name="isBounded">Whether it is the key of a text (<see cref="BoundedKey"/>).</param>
internal sealed class TargetColumn(string name, string from, string type, bool isBounded)
{
    public string Name => name;

    public string From => from;

    /// <summary>Writes a value as SQLite gives it.</summary>
    public Task WriteAsync(NpgsqlBinaryImporter importer, object value, CancellationToken cancellation) => (value, type) switch
    {
        (DBNull, _) => importer.WriteNullAsync(cancellation),
        (_, "bigint") => importer.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint, cancellation),
        (_, "integer") => importer.WriteAsync(Convert.ToInt32(value, CultureInfo.InvariantCulture), NpgsqlDbType.Integer, cancellation),
        (_, "boolean") => importer.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0, NpgsqlDbType.Boolean, cancellation),
        (_, "text") => importer.WriteAsync(Text(value), NpgsqlDbType.Text, cancellation),
        _ => throw new InvalidOperationException($"Column {name} is of type {type}, which nothing is copied into yet."),
    };

    private string Text(object value)
    {
        var text = StoreText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return isBounded ? BoundedKey.Of(text) : text;
    }
}
