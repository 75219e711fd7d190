namespace Monitor.Sources.Feed;

/// <summary>The newest entries of a feed that may hold a million, or long ones.</summary>
internal sealed class EntryWindow
{
    public const int Most = 2_000;

    /// <summary>Of all entries together; two thousand of two thousand characters each.</summary>
    public const int MostText = 4_000_000;

    private readonly Queue<EntryDraft> drafts = new();
    private DateTimeOffset? first;
    private int text;

    public IEnumerable<EntryDraft> Drafts => drafts;

    /// <summary>Whether reading on is of no use: the newest came first, and there are enough.</summary>
    public bool IsFull { get; private set; }

    public string? Warning { get; private set; }

    public void Add(EntryDraft entry)
    {
        if (IsFull) return;
        first ??= entry.Moment;
        if (!Fits(entry))
        {
            // Feeds go from new to old; those that do not have risen by now.
            Warning ??= drafts.Count < Most
                ? $"The feed's entries hold more than {MostText} characters; only the newest were read."
                : $"The feed holds more than {Most} entries; only the newest were read.";
            IsFull = first is null || entry.Moment is null || entry.Moment <= first;
            if (IsFull) return;
            while (!Fits(entry) && drafts.TryDequeue(out var oldest)) text -= oldest.TextLength;
        }

        drafts.Enqueue(entry);
        text += entry.TextLength;
    }

    private bool Fits(EntryDraft entry) => drafts.Count < Most && text + entry.TextLength <= MostText;
}
