namespace Monitor.Worker.Storing;

/// <summary>
/// Whose clock decides when a message is due and when a lease runs out, as the SQL for "now" in Unix milliseconds. With one process its own
/// clock is the only one. With several the database's is the only one that they share: of a caller's moments only differences count then
/// (how long to lease, how long to wait), and a worker whose clock is an hour ahead takes nobody's lease.
/// </summary>
/// <param name="Now">A parameter, or an expression. <c>@Now</c> is the caller's clock, and is always given.</param>
internal sealed record LeaseClock(string Now)
{
    public static LeaseClock Caller { get; } = new("@Now");

    // Of the statement, not of the transaction: that one may have waited for a lock.
    public static LeaseClock Postgres { get; } = new("(extract(epoch FROM statement_timestamp()) * 1000)::bigint");
}
