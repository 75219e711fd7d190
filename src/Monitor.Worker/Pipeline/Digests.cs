using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>
/// Closes digest slots when they are due. A slot is (digest, local date) and is closed once; slots missed while the service was down become
/// one, because closing claims everything that no slot holds yet.
/// </summary>
public sealed partial class Digests(IDigestStore store, Outlook outlook, TellNow tellNow, TimeProvider time, ILogger<Digests> log)
{
    /// <summary>Closes every slot that is due.</summary>
    public async Task CloseDueAsync(CancellationToken cancellation)
    {
        foreach (var digest in outlook.Watch.Digests)
        {
            if (digest.Times.LastDue(time.GetUtcNow()) is not { } due) continue;
            var last = await store.LastAsync(digest.Name, cancellation);
            if (last is null || last.Date < due.Date || last is { Ordinal: > 0 } && last.Date == due.Date)
                await CloseAsync(digest, due.Date, 0, last, digest.EvenEmpty && last is not null, cancellation);
        }
    }

    /// <summary>Closes a slot now, for the window so far, whatever the hour; false when nothing was there to tell.</summary>
    public async Task<bool> CloseNowAsync(StandingDigest digest, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), digest.Times.Zone).DateTime);
        var last = await store.LastAsync(digest.Name, cancellation);
        var date = last?.Date > today ? last.Date : today;
        var ordinal = last?.Date == date ? last.Ordinal + 1 : 1;
        return await CloseAsync(digest, date, ordinal, last, digest.EvenEmpty, cancellation);
    }

    private async Task<bool> CloseAsync(
        StandingDigest digest, DateOnly date, int ordinal, ClosedSlot? last, bool evenEmpty, CancellationToken cancellation)
    {
        var recipients = outlook.Watch.Channels.Where(channel => channel.Channel.Name == digest.Channel).SelectMany(channel => channel.Recipients);
        var slot = new ClosedSlot(digest.Name, date, last?.To, time.GetUtcNow(), ordinal);
        if (!await store.CloseAsync(slot, [.. recipients], evenEmpty || await IsIncompleteAsync(slot, cancellation), cancellation)) return false;
        LogClosed(digest.Name, date);
        tellNow.Set();
        return true;
    }

    // A day on which nothing was found, because it was not seen, is no empty day: it is told once, whatever the digest does when empty.
    private async Task<bool> IsIncompleteAsync(ClosedSlot slot, CancellationToken cancellation) =>
        slot.From is not null && (await outlook.WithinAsync(slot.From, slot.To, cancellation)).IsNews;

    [LoggerMessage(Level = LogLevel.Information, Message = "Digest {Digest} of {Date:yyyy-MM-dd} is closed")]
    private partial void LogClosed(string digest, DateOnly date);
}
