namespace Monitor.Core.Normalizing;

/// <summary>Asks the network where an address leads when the address does not say so itself.</summary>
public interface ILinkResolver
{
    /// <summary>Follows the address by HTTP, one judged hop after the other. Never fails: how it ended is the answer.</summary>
    /// <param name="address">Absolute, http or https.</param>
    /// <param name="rules">Which addresses only send on, and how fast they may be asked.</param>
    /// <param name="cancellation">Ends it without an answer.</param>
    Task<Resolution> ResolveAsync(string address, LinkRules rules, CancellationToken cancellation);
}

/// <summary>Where an address leads.</summary>
/// <param name="Outcome">How the asking ended.</param>
/// <param name="Hops">The addresses it led to, in order, as far as known; without the address itself.</param>
/// <param name="Note">What ended it, for a person; null when it led somewhere.</param>
/// <param name="RetryAfter">For <see cref="LinkOutcome.Limited"/>: how long to stay away, when the host said.</param>
public sealed record Resolution(LinkOutcome Outcome, IReadOnlyList<string> Hops, string? Note = null, TimeSpan? RetryAfter = null);

/// <summary>How the asking ended, named by what to do next. The lower-case name is stored.</summary>
public enum LinkOutcome
{
    /// <summary>The last hop sends nowhere further.</summary>
    Found,

    /// <summary>Nobody knows the short link (any more): 404 or 410.</summary>
    Gone,

    /// <summary>The gate does not go there: a private address, another scheme, a closed port.</summary>
    Refused,

    /// <summary>A circle, or more hops than are followed.</summary>
    Astray,

    /// <summary>Ask again soon: the network, a time-out, a 5xx, a refusal that may be a mood.</summary>
    Failed,

    /// <summary>Ask that host nothing for a while.</summary>
    Limited,
}
