using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>What PostgreSQL's error codes mean to the operator (https://www.postgresql.org/docs/current/errcodes-appendix.html), and which pass.</summary>
internal static class PostgresFaults
{
    /// <summary>What the database, or the way to it, failed with; null when it is our work that failed.</summary>
    public static Exception? CauseOf(Exception error) => error switch
    {
        DbException or SocketException or IOException or TimeoutException => error,
        DataException { InnerException: NpgsqlException inner } => inner, // Dapper's, of a connection that broke within a row
        _ => null,
    };

    /// <summary>Whether doing all of the transaction again may go well: nothing of it was stored, or its commit was not answered.</summary>
    public static bool MayPass(Exception error) => StateOf(error) switch
    {
        null => !(IsWithoutPassword(error) || IsWithoutTls(error) || IsUntrusted(error)),
        "40001" or "40P01" => true, // serialization failure, deadlock
        "25006" => true, // read-only: a standby that is about to become the primary, or the old one
        "53300" or "57P01" or "57P02" or "57P03" or "57P05" => true, // no connection left; shut down, crashed, starting
        "25P03" or "55P03" => true, // paused too long within the transaction; a lock that was not waited for
        var state => state.StartsWith("08", StringComparison.Ordinal), // connection exceptions
    };

    /// <summary>Whether what a library failed with that has our connections, the scheduler, is one that was lost or cut off, however it wraps it.</summary>
    public static bool IsCutOff(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (CauseOf(cause) is { } fault && MayPass(fault)) return true;

            // A statement cancelled after its time; what is tried in the same transaction after that, or after the server ended it.
            if (StateOf(cause) is "57014" or "25P02") return true;
            if (cause is InvalidOperationException && cause.TargetSite?.DeclaringType?.Assembly == typeof(NpgsqlException).Assembly) return true;
        }

        return false;
    }

    /// <summary>Whether idle connections are suspect now as well.</summary>
    public static bool IsOfTheConnection(Exception error) => StateOf(error) is not ("40001" or "40P01" or "53300" or "55P03");

    /// <summary>Whether it only met another transaction: the database is there.</summary>
    public static bool IsContention(Exception error) => StateOf(error) is "40001" or "40P01" or "55P03" or "25P03";

    public static StoreException Explain(Exception error, PostgresAddress address) => StateOf(error) switch
    {
        null when IsWithoutPassword(error) => Refused($"{address.Where} wants a password of user {address.User} and Store:ConnectionString has none. Add Password=…, or name a file with Store:ConnectionStringFile.", error),
        null when IsWithoutTls(error) => Refused($"{address.Where} offers no TLS, and Store:ConnectionString asks for it. Turn ssl on there, with a certificate; or, where nobody can listen between, write SSL Mode=Prefer.", error),
        null when IsUntrusted(error) => Refused($"{address.Where}: the server's certificate does not hold: {Sentence(error.GetBaseException().Message)} Name the file of its authority with Root Certificate=… in Store:ConnectionString; with SSL Mode=VerifyFull, Host must be a name in the certificate.", error),
        null when IsPoolExhausted(error) => Unavailable($"{address.Where}: all of this node's connections are in use. Raise Maximum Pool Size in Store:ConnectionString; work goes on by itself.", error),
        null => Unavailable($"{address.Where} does not answer: {Sentence(error.Message)} Look at the server, its address and the network between; work goes on by itself when it answers.", error),
        "28P01" or "28000" => Refused($"{address.Where} does not let user {address.User} in: {Text(error)}. Correct the user or the password in Store:ConnectionString, or pg_hba.conf on the server.", error),
        "3D000" => Refused($"{address.Where}: there is no such database. Create it: CREATE DATABASE … OWNER {address.User}; or correct Store:ConnectionString.", error),
        "42501" => Refused($"{address.Where}: user {address.User} lacks a right: {Text(error)}. Connect as the user who owns the schema and its tables; or, where there is none yet, make it: CREATE SCHEMA {address.Schema} AUTHORIZATION {address.User}; or GRANT CREATE ON DATABASE.", error),
        "42P01" or "42703" or "3F000" => Refused($"{address.Where}: {Text(error)}, though this program made it. Restore a backup; or drop the schema to begin anew.", error),
        "53300" => Unavailable($"{address.Where} has no connection left. Raise max_connections there, or lower Maximum Pool Size in Store:ConnectionString; work goes on by itself.", error),
        "53100" => Unavailable($"{address.Where} has no space left. Make room on the server's disk; work goes on by itself.", error),
        "25006" => Unavailable($"{address.Where} is read-only: a standby? Add Target Session Attributes=primary to Store:ConnectionString and name all hosts; work goes on by itself.", error),
        "57P01" or "57P02" or "57P03" => Unavailable($"{address.Where} is being stopped or started: {Text(error)}. Work goes on by itself.", error),
        "40001" or "40P01" => Unavailable($"{address.Where} is contended: {Text(error)}, again and again. Work goes on by itself.", error),
        var state => Unavailable($"{address.Where}: {Text(error)} (SQLSTATE {state}).", error),
    };

    private static string? StateOf(Exception error) => (error as PostgresException)?.SqlState;

    private static string Text(Exception error) => ((PostgresException)error).MessageText;

    private static string Sentence(string message) => message.TrimEnd().TrimEnd('.') + ".";

    // Npgsql has neither a code nor a type of its own for these three.
    private static bool IsWithoutPassword(Exception error) => error is NpgsqlException && error.Message.Contains("No password", StringComparison.Ordinal);

    private static bool IsWithoutTls(Exception error) => error is NpgsqlException && error.Message.Contains("No SSL enabled connection", StringComparison.Ordinal);

    private static bool IsUntrusted(Exception error) => error is NpgsqlException && error.GetBaseException() is AuthenticationException;

    private static bool IsPoolExhausted(Exception error) => error is NpgsqlException && error.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    private static StoreException Unavailable(string message, Exception error) => new(StoreFault.Unavailable, message, error);

    private static StoreException Refused(string message, Exception error) => new(StoreFault.Refused, message, error);
}
