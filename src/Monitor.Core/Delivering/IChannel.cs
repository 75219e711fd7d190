using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Core.Delivering;

/// <summary>One place people are told. Stateless: what must be remembered is in the outbox.</summary>
public interface IChannel
{
    /// <summary>The configured channel's name.</summary>
    string Name { get; }

    /// <summary>Whom a message goes to, one message each; a single <c>""</c> where the channel is one place.</summary>
    IReadOnlyList<string> Addresses { get; }

    /// <summary>Least time between two messages to one address.</summary>
    TimeSpan Pace => TimeSpan.Zero;

    /// <summary>What the peer counts the pace by, where other channels may lead to it too: through equal doors goes one message at a time. Null where nobody else's counts.</summary>
    Secret? Door => null;

    /// <summary>Connects and logs in as a send would, tells nobody anything, and says in a few words what answered.</summary>
    /// <exception cref="DeliveryException">A send would fail; says why.</exception>
    Task<string> ProbeAsync(CancellationToken cancellation);

    /// <summary>Sends one message to one of <see cref="Addresses"/>.</summary>
    /// <param name="message">What to tell.</param>
    /// <param name="conversation">Where the conversation with the peer goes line by line, secrets masked; null when nobody listens.</param>
    /// <param name="cancellation">Ends the send.</param>
    /// <returns>The peer's answer, for the record.</returns>
    /// <exception cref="DeliveryException">The only exception that leaves a channel, besides cancellation.</exception>
    Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation);
}

/// <summary>What one send carries.</summary>
/// <param name="Id">Stable through retries; Message-ID and webhook-id derive from it.</param>
/// <param name="Address">One of the channel's addresses.</param>
public abstract record Message(string Id, string Address);

/// <summary>A test message: says that the channel works.</summary>
public sealed record TestMessage(string Id, string Address) : Message(Id, Address);

/// <summary>One mention, or a burst of them told as one.</summary>
/// <param name="Mentions">Oldest first; never empty.</param>
/// <param name="QueryTitles">Title by query name.</param>
public sealed record AlertMessage(
    string Id, string Address, IReadOnlyList<StoredMention> Mentions, IReadOnlyDictionary<string, string> QueryTitles)
    : Message(Id, Address);

/// <summary>A digest for one reader.</summary>
public sealed record DigestMessage(string Id, string Address, Digest Digest) : Message(Id, Address);
