using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>What a hashtag remembers between fetches.</summary>
internal sealed record HashtagMemory
{
    // A post that federates late gets an id of the time it was written, so it turns up before the newest mark.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    // Ten pages: what is read twice stays cheap on a busy hashtag.
    private const int MostReadAgain = 10 * StatusPage.Most;

    /// <summary>Where earlier fetches ended, oldest first.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Whether the last fetch stopped before the newest post; the next one goes on from the last mark.</summary>
    public bool Behind { get; init; }

    /// <summary>When a fetch last reached the newest post; null before.</summary>
    public DateTimeOffset? Read { get; init; }

    public SeenItems Seen { get; init; } = SeenItems.None;

    /// <summary>What the server's description said, and when it is to be asked again.</summary>
    public Access? Access { get; init; }

    public static HashtagMemory Of(Cursor cursor) =>
        cursor.Read(MastodonMemory.Default.HashtagMemory) is { Marks: not null, Seen: { Prints: not null } } memory ? memory : new();

    /// <summary>The mark to walk forward from; null when there is none.</summary>
    public string? Start(DateTimeOffset now)
    {
        if (Marks.Count == 0) return null;
        return Marks[Behind ? Marks.Count - 1 : First(now)].Id;
    }

    /// <summary>The memory after a walk forward.</summary>
    /// <param name="id">The newest mark of the walk; null when it brought nothing.</param>
    public HashtagMemory Walked(string? id, IReadOnlyList<Item> read, int news, bool complete, DateTimeOffset now)
    {
        var kept = Marks.Skip(First(now));
        return this with
        {
            Marks = id is null || (Marks.Count > 0 && Marks[^1].Id == id) ? [.. kept] : [.. kept, new Mark(id, now, news)],
            // A walk that began in the overlap read again all that may come again; others did not.
            Seen = Behind || !complete ? Seen.And(read) : SeenItems.Only(read),
            Behind = !complete,
            Read = complete ? now : Read,
        };
    }

    /// <summary>The youngest mark that lies before the overlap, in time or in number of posts.</summary>
    private int First(DateTimeOffset now)
    {
        var (first, posts) = (Marks.Count - 1, 0);
        while (first > 0 && now - Marks[first].At < Overlap && posts + Marks[first].News <= MostReadAgain) posts += Marks[first--].News;
        return Math.Max(first, 0);
    }
}

/// <summary>Where a fetch ended.</summary>
/// <param name="Id">The server's id of the newest post then; opaque.</param>
/// <param name="At">Our clock.</param>
/// <param name="News">How many posts came since the mark before.</param>
internal sealed record Mark(string Id, DateTimeOffset At, int News);

/// <param name="Known">Whether the server described itself, so that it is known to speak this API.</param>
internal sealed record Access(Reach Reach, bool Known, DateTimeOffset Until);
