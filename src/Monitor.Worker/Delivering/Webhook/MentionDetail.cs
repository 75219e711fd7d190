namespace Monitor.Worker.Delivering.Webhook;

/// <summary>How much of a mention is told. In UTF-16 code units of texts, and entries of lists.</summary>
internal sealed record MentionDetail(int Title, int Excerpt, int Matches, int Terms, int Tags)
{
    /// <summary>From all that a mention usually has down to what fits whatever a stranger wrote.</summary>
    public static IReadOnlyList<MentionDetail> Levels { get; } =
    [
        new(Title: 300, Excerpt: 600, Matches: 20, Terms: 20, Tags: 20),
        new(Title: 300, Excerpt: 200, Matches: 5, Terms: 5, Tags: 5),
        new(Title: 80, Excerpt: 0, Matches: 1, Terms: 0, Tags: 0),
    ];
}
