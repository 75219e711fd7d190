namespace Monitor.Core.Fetching;

/// <summary>
/// What a source that reads a stretch of time twice has handed over already, to be kept in its cursor. An item that is unchanged is
/// passed over; one whose text was edited since is handed over again.
/// </summary>
/// <param name="Prints">A fingerprint of title, body and address by item id.</param>
public sealed record SeenItems(IReadOnlyDictionary<string, uint> Prints)
{
    public static SeenItems None { get; } = new(new Dictionary<string, uint>(StringComparer.Ordinal));

    /// <summary>Of what was read, each item once and only where it is new or edited; oldest first.</summary>
    public IReadOnlyList<Item> New(IEnumerable<Item> read) =>
        [.. read
            .Where(item => !Prints.TryGetValue(item.Id, out var print) || print != Print(item))
            .DistinctBy(item => item.Id, StringComparer.Ordinal)
            .OrderBy(item => item.Published ?? DateTimeOffset.MinValue)];

    /// <summary>The memory when the next fetch reads at most this stretch again and what is newer.</summary>
    public static SeenItems Only(IEnumerable<Item> read) => None.And(read);

    /// <summary>The memory when the next fetch may also read again what earlier fetches read.</summary>
    public SeenItems And(IEnumerable<Item> read)
    {
        var prints = new Dictionary<string, uint>(Prints, StringComparer.Ordinal);
        foreach (var item in read) prints[item.Id] = Print(item);
        return new(prints);
    }

    // FNV-1a: small in the cursor and equal on every machine and run, which string.GetHashCode is not.
    private static uint Print(Item item) => Print(item.Url, Print(item.Body, Print(item.Title, 2166136261)));

    private static uint Print(string text, uint print)
    {
        foreach (var unit in text) print = (print ^ unit) * 16777619;
        return (print ^ 0xFFFF) * 16777619;
    }
}
