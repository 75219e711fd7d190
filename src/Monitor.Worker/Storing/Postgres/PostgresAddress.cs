using System.Globalization;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Where the database is, with what this program needs of a connection.</summary>
internal sealed class PostgresAddress
{
    private readonly string place;

    private PostgresAddress(NpgsqlConnectionStringBuilder connection, string schema)
    {
        Connection = connection.ToString();
        Schedule = ForSchedule(connection);
        Schema = schema;
        User = connection.Username ?? Environment.UserName;
        var servers = connection.Host!.Split(',', StringSplitOptions.TrimEntries).Select(host => Split(host, connection.Port)).ToList();
        Where = $"PostgreSQL at {string.Join(" or ", servers.Select(server => $"{server.Host}:{server.Port}"))}, database {connection.Database ?? User}, schema {schema}";

        // As libpq takes them: a list of each.
        var (hosts, ports) = (string.Join(',', servers.Select(server => server.Host.Trim('[', ']'))), string.Join(',', servers.Select(server => server.Port)));
        place = $"--host={Quoted(hosts)} --port={ports} --username={Quoted(User)} --dbname={Quoted(connection.Database ?? User)}";
    }

    /// <summary>Complete, with the password: never shown.</summary>
    public string Connection { get; }

    /// <summary>The same for the scheduler, which holds a lock of the whole cluster within its transactions: a node that is paused there is cut off soon.</summary>
    public string Schedule { get; }

    public string Schema { get; }

    public string User { get; }

    /// <summary>For people: server, database and schema.</summary>
    public string Where { get; }

    /// <summary>The command for a shell that writes a backup of the schema.</summary>
    public string Dump(string file) => $"pg_dump --format=custom --schema={Schema} {place} --file={Quoted(file)}";

    /// <summary>The command for a shell that puts such a backup in the place of the schema; all nodes must be stopped.</summary>
    public string Restore(string file) => $"pg_restore --clean --if-exists --single-transaction {place} {Quoted(file)}";

    /// <param name="connectionString">As configured, in Npgsql's form.</param>
    /// <param name="schema">Lower case, digits and underscores.</param>
    /// <exception cref="StoreException">The connection string cannot be read.</exception>
    public static PostgresAddress Of(string connectionString, string schema)
    {
        if (Problem(connectionString) is { } problem) throw new StoreException(StoreFault.Refused, $"Store:ConnectionString {problem}");
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema, LogParameters = false, IncludeErrorDetail = false };
        connection.ApplicationName ??= "monitor";

        // Npgsql's own bound of 100 is the whole of a server's default max_connections: three nodes would starve each other.
        if (!Names(connection, "Maximum Pool Size")) connection.MaxPoolSize = 16;

        // The statements are few and the same all day: after the second time the server neither parses nor plans them again.
        if (!Names(connection, "Max Auto Prepare")) (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (100, 2);

        // A connection that only listens would not notice that a firewall forgot it.
        if (!Names(connection, "Keepalive")) connection.KeepAlive = 30;

        // A node that is paused, or cut off, within a transaction must not hold its locks against the others for as long as it likes.
        connection.Options ??= "-c idle_in_transaction_session_timeout=10s";
        return new PostgresAddress(connection, schema);
    }

    /// <summary>What is wrong with a connection string, without a word of it; null when nothing is.</summary>
    public static string? Problem(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is null
                ? "names no host; write Host=db.example.org;Database=monitor;Username=monitor;Password=…"
                : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return "cannot be read; write Host=db.example.org;Database=monitor;Username=monitor;Password=…, and put a value that holds ; or quotes into quotes";
        }
    }

    private static string ForSchedule(NpgsqlConnectionStringBuilder connection) =>
        new NpgsqlConnectionStringBuilder(connection.ToString())
        {
            ApplicationName = $"{connection.ApplicationName} schedule",
            MaxPoolSize = 8,
            Options = "-c idle_in_transaction_session_timeout=5s",
        }.ToString();

    /// <summary>A host as Npgsql has it in a list: with a port of its own or without, an address of IPv6 in brackets, or the folder of a socket.</summary>
    private static (string Host, string Port) Split(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        var isAddress = host.IndexOf(':', StringComparison.Ordinal) != colon && !(host.StartsWith('[') && host[colon - 1] == ']');
        return colon < 0 || host.StartsWith('/') || isAddress ? (host, port.ToString(CultureInfo.InvariantCulture)) : (host[..colon], host[(colon + 1)..]);
    }

    // For a POSIX shell.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '/' or ',') ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    // Whether it was written: the builder knows defaults for everything.
    private static bool Names(NpgsqlConnectionStringBuilder connection, string keyword) => connection.ShouldSerialize(keyword);
}
