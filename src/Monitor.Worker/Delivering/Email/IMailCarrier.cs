using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email;

/// <summary>A way for mails to leave: a server, or a folder.</summary>
internal interface IMailCarrier
{
    /// <summary>Gets as far as a mail would without one, and says who answered.</summary>
    /// <exception cref="DeliveryException">A mail would not leave; says why.</exception>
    Task<string> ProbeAsync(CancellationToken cancellation);

    /// <summary>Carries one mail to one reader.</summary>
    /// <param name="envelope">From whom, to whom, under what name.</param>
    /// <param name="compose">Makes the message no larger than so many octets where it can; called once, when the limit is known.</param>
    /// <param name="conversation">Where the conversation goes line by line.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>What the other side said.</returns>
    /// <exception cref="DeliveryException">Handled by the outbox.</exception>
    Task<string> CarryAsync(Envelope envelope, Func<long, byte[]> compose, IProgress<string>? conversation, CancellationToken cancellation);
}

/// <param name="From">Address of the sender, without a name.</param>
/// <param name="To">Address of the reader, without a name.</param>
/// <param name="Label">Stable through retries and fit for a file name.</param>
internal sealed record Envelope(string From, string To, string Label);
