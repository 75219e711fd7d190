using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Something that waits for a recipient or a digest that is in the configuration no more.</summary>
/// <param name="Recipient">Whom; null for a digest.</param>
/// <param name="Digest">Which digest; null for a recipient.</param>
/// <param name="Waiting">How many alerts and messages, or entries of the digest.</param>
/// <param name="Since">When it was noticed.</param>
public sealed record UnclaimedWork(Recipient? Recipient, string? Digest, int Waiting, DateTimeOffset Since);

/// <param name="Noticed">For the first time.</param>
/// <param name="GivenUp">After the grace.</param>
public sealed record UnclaimedSweep(IReadOnlyList<UnclaimedWork> Noticed, IReadOnlyList<UnclaimedWork> GivenUp);

/// <summary>For whom something may wait: all that are in the configuration.</summary>
/// <param name="Recipients">Of the channels that tell.</param>
/// <param name="Resting">Channels that are disabled: what waits for them stays.</param>
/// <param name="Digests">By name.</param>
public sealed record Claims(IReadOnlyCollection<Recipient> Recipients, IReadOnlyCollection<string> Resting, IReadOnlyCollection<string> Digests);

/// <summary>
/// Gives up what waits for channels and digests that were taken out of the configuration: it would wait for ever, be counted as late, and be told all at once when
/// the name is used again. Not at once: a name may have been mistyped, or other nodes know it already.
/// </summary>
public sealed class Unclaimed
{
    private const string RecipientKind = "recipient", DigestKind = "digest";

    private readonly IStoreConnections connections;

    internal Unclaimed(IStoreConnections connections) => this.connections = connections;

    /// <summary>How long it waits for its name to come back.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(1);

    public Task<UnclaimedSweep> SweepAsync(Claims claims, DateTimeOffset now, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                await transaction.LockAsync("unclaimed", cancellation);
                var (waiting, known) = await FindAsync(transaction, claims, cancellation);
                foreach (var back in known.Keys.Except(waiting.Select(row => row.Key)).ToList()) await ForgetAsync(transaction, back, cancellation);
                List<UnclaimedWork> noticed = [], givenUp = [];
                foreach (var row in waiting)
                {
                    row.Since = known.GetValueOrDefault(row.Key, now.ToUnixTimeMilliseconds());
                    if (!known.ContainsKey(row.Key))
                    {
                        await transaction.ExecuteAsync("INSERT INTO unclaimed (kind, name, address, since) VALUES (@Kind, @Name, @Address, @Since)", row, cancellation);
                        noticed.Add(row.ToWork());
                    }
                    else if (row.Since <= (now - Grace).ToUnixTimeMilliseconds())
                    {
                        await GiveUpAsync(transaction, row, now, cancellation);
                        await ForgetAsync(transaction, row.Key, cancellation);
                        givenUp.Add(row.ToWork());
                    }
                }

                return new UnclaimedSweep(noticed, givenUp);
            },
            cancellation);

    /// <summary>What a sweep would find, nothing changed. What none noticed before is noticed now.</summary>
    internal static Task<IReadOnlyList<UnclaimedWork>> LookAsync(IStoreReading connections, Claims claims, DateTimeOffset now, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<UnclaimedWork>>(
            async transaction =>
            {
                var (waiting, known) = await FindAsync(transaction, claims, cancellation);
                foreach (var row in waiting) row.Since = known.GetValueOrDefault(row.Key, now.ToUnixTimeMilliseconds());
                return [.. waiting.Select(row => row.ToWork())];
            },
            cancellation);

    private static async Task<(List<Row> Waiting, Dictionary<(string Kind, string Name, string Address), long> Known)> FindAsync(DbTransaction transaction, Claims claims, CancellationToken cancellation)
    {
        var waiting = (await transaction.ListAsync<Row>(Waiting, null, cancellation)).FindAll(row => !row.IsClaimed(claims));
        var known = await transaction.ListAsync<Row>("SELECT kind AS Kind, name AS Name, address AS Address, since AS Since FROM unclaimed", null, cancellation);
        return (waiting, known.ToDictionary(row => row.Key, row => row.Since));
    }

    // A message that is leased is being sent by somebody who knows its channel.
    private const string Waiting =
        $"""
        SELECT '{RecipientKind}' AS Kind, channel AS Name, address AS Address, COUNT(*) AS Waiting
        FROM (SELECT channel, address FROM deliveries WHERE message IS NULL
              UNION ALL SELECT channel, address FROM messages WHERE due IS NOT NULL AND state <> 'leased') AS unsent
        GROUP BY channel, address
        UNION ALL
        SELECT '{DigestKind}', digest, '', COUNT(*) FROM digest_entries WHERE slot_date IS NULL GROUP BY digest
        """;

    private static Task<int> ForgetAsync(DbTransaction transaction, (string Kind, string Name, string Address) key, CancellationToken cancellation) =>
        transaction.ExecuteAsync("DELETE FROM unclaimed WHERE kind = @Kind AND name = @Name AND address = @Address", new { key.Kind, key.Name, key.Address }, cancellation);

    private static async Task GiveUpAsync(DbTransaction transaction, Row row, DateTimeOffset now, CancellationToken cancellation)
    {
        if (row.Kind == DigestKind)
        {
            await transaction.ExecuteAsync("DELETE FROM digest_entries WHERE digest = @Name AND slot_date IS NULL", row, cancellation);
            return;
        }

        var recipient = new Recipient(row.Name, row.Address);
        await transaction.LockAsync($"recipient:{recipient.Channel}:{recipient.Address}", cancellation);
        var terms = new LeaseTerms("", now, now, Burst: 1);
        var lease = new Lease(recipient, terms, owner: "", LeaseClock.Caller.Now);

        // What was never formed becomes one message, so that the outbox shows what happened to it.
        await MessageForming.FormAsync(transaction, lease, cancellation);
        await transaction.ExecuteAsync(
            """
            UPDATE messages SET state = 'dead', due = NULL, settled = @Now, owner = NULL, note = @Note
            WHERE channel = @Name AND address = @Address AND due IS NOT NULL AND (state <> 'leased' OR owner = '')
            """,
            new { row.Name, row.Address, Now = now.ToUnixTimeMilliseconds(), Note = $"Given up: for {Grace.TotalHours:0} hours nothing of this name was configured." },
            cancellation);
    }

    private sealed class Row
    {
        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public string Address { get; init; } = "";

        public int Waiting { get; init; }

        public long Since { get; set; }

        public (string Kind, string Name, string Address) Key => (Kind, Name, Address);

        public bool IsClaimed(Claims claims) => Kind == DigestKind
            ? claims.Digests.Contains(Name, StringComparer.Ordinal)
            : claims.Resting.Contains(Name, StringComparer.Ordinal) || claims.Recipients.Contains(new Recipient(Name, Address));

        public UnclaimedWork ToWork() =>
            Kind == DigestKind ? new UnclaimedWork(null, Name, Waiting, Since.ToTime()) : new UnclaimedWork(new Recipient(Name, Address), null, Waiting, Since.ToTime());
    }
}
