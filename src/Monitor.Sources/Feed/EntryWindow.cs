namespace Monitor.Sources.Feed;

/// <summary>The newest entries of a feed that may hold a million.</summary>
internal sealed class EntryWindow
{
    public const int Most = 2_000;

    private readonly Queue<EntryDraft> drafts = new();
    private DateTimeOffset? first;
    private int left;

    public IEnumerable<EntryDraft> Drafts => drafts;

    /// <summary>Whether reading on is of no use: the newest came first, and there are enough.</summary>
    public bool IsFull { get; private set; }

    public string? Warning => left > 0 || IsFull ? $"The feed holds more than {Most} entries; only the newest were read." : null;

    public void Add(EntryDraft entry)
    {
        if (IsFull) return;
        first ??= entry.Moment;
        if (drafts.Count < Most)
        {
            drafts.Enqueue(entry);
            return;
        }

        // Feeds go from new to old; those that do not have risen by now.
        if (first is null || entry.Moment is null || entry.Moment <= first)
        {
            IsFull = true;
            return;
        }

        drafts.Dequeue();
        drafts.Enqueue(entry);
        left++;
    }
}
