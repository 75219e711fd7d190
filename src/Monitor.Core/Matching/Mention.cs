using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>A document that fits at least one query.</summary>
/// <param name="Document">The document.</param>
/// <param name="Matches">One per query that fits, in the queries' order; never empty.</param>
/// <param name="Arrival">Whether it may alarm.</param>
public sealed record Mention(Document Document, IReadOnlyList<Match> Matches, Arrival Arrival)
{
    /// <summary>
    /// What tells this story from others: mentions of one canonical address are one story, told once per channel.
    /// A document without an address is a story of its own.
    /// </summary>
    public string Story => CanonicalUrl.Of(Document.Url) is { Length: > 0 } page ? page : $"{Document.Source.Key}#{Document.Id}";
}

/// <summary>How a mention came in, which decides whether it alarms. The lower-case name is stored.</summary>
public enum Arrival
{
    /// <summary>New since the last look: it may alarm.</summary>
    Fresh,

    /// <summary>Found at first contact with its source: it informs, it does not alarm.</summary>
    Baseline,

    /// <summary>Seen first now but dated before the source's previous fetch by more than a day: it informs, it does not alarm.</summary>
    Late,

    /// <summary>Known before, but fits a query only since its text was edited: it informs, it does not alarm.</summary>
    Edited,
}
