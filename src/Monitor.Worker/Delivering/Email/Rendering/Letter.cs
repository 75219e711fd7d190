using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>What a mail says, before it is laid out as a page or as text. Plain text throughout; strangers' words are one line each.</summary>
internal sealed record Letter
{
    public required Reader Reader { get; init; }

    public required string Subject { get; init; }

    /// <summary>What the list of mails shows after the subject: at most 110 characters.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>A line over the heading: which digest, of what day.</summary>
    public string Kicker { get; init; } = "";

    public required string Heading { get; init; }

    public IReadOnlyList<string> Leads { get; init; } = [];

    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<DigestSection> Sections { get; init; } = [];

    /// <summary>False where the heading says the one section's title already.</summary>
    public bool HasSectionHeadings { get; init; } = true;

    public IReadOnlyList<Trouble> Troubles { get; init; } = [];

    /// <summary>Lines under everything.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>Titles by query name, for mentions that fit others beside the one they stand under.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Something the reader should know that is missing.</summary>
/// <param name="Heading">Such as "2 of 14 sources failed".</param>
/// <param name="Lines">One per source or gap.</param>
internal sealed record Trouble(string Heading, IReadOnlyList<TroubleLine> Lines);

/// <param name="Source">Which source; empty for the line that counts the rest.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record TroubleLine(string Source, string Text);
