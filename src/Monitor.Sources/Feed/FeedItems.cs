using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>A parsed feed as items: identified, bounded, oldest first.</summary>
internal static class FeedItems
{
    // What a person could still read; the rest of an oversized entry is padding or an attack.
    private const int LongestTitle = 1_000;
    private const int LongestBody = 500_000;
    private const int LongestId = 500;
    private const int MostLinks = 1_000;

    // Of all entries together, in characters.
    private const int MostLinked = 4_000_000;

    /// <param name="entries">Newest first; of two entries that are one, the first counts.</param>
    /// <param name="language">The language of entries that do not declare one.</param>
    public static IReadOnlyList<Item> Of(IEnumerable<ParsedEntry> entries, string? language)
    {
        var room = MostLinked;
        var items = entries.Select(entry => Of(entry, language, ref room)).ToList();
        var ids = new HashSet<string>(items.Count, StringComparer.Ordinal);
        if (items.TrueForAll(item => ids.Add(item.Id))) return OldestFirst(items);
        var shared = items.GroupBy(item => item.Id, StringComparer.Ordinal).Where(IsShared).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return OldestFirst([.. items.Select(item => shared.Contains(item.Id) ? Distinct(item) : item).DistinctBy(item => item.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Whether entries that point elsewhere, or nowhere and say something else, have one identifier.</summary>
    private static bool IsShared(IEnumerable<Item> same) =>
        same.Select(item => item.Url.Length > 0 ? item.Url : item.Title + item.Body).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private static Item Distinct(Item item) => item with
    {
        Id = item.Url.Length > 0 ? Digest($"{item.Id}\n{item.Url}") : Digest($"{item.Id}\n{item.Title}\n{item.Body}"),
    };

    /// <param name="room">What the addresses linked to may still take; those of this entry are taken off.</param>
    private static Item Of(ParsedEntry entry, string? language, ref int room)
    {
        var links = new List<string>();
        var body = PlainText.Cut(entry.Text.ToPlain(room > 0 ? links : null), LongestBody);
        room -= links.Sum(link => link.Length);
        var author = entry.Authors.Count > 0 ? entry.Authors[0] : null;
        return new Item
        {
            Id = Identity(entry, body),
            Url = entry.Url,
            Title = PlainText.Cut(entry.Title, LongestTitle),
            Body = body,
            Author = author is null ? Author.Unknown : new Author(PlainText.Cut(string.Join(", ", entry.Authors.Take(10).Select(person => person.Shown)), LongestTitle), "", author.Url),
            Type = Type(entry),
            Language = entry.Language.Length > 0 ? entry.Language : language ?? "",
            Tags = entry.Tags,
            Links = [.. links.Concat(entry.Links).Distinct(StringComparer.Ordinal).Take(MostLinks)],
            Published = entry.Published ?? entry.Updated,
        };
    }

    /// <summary>The identifier, else the address, else a digest of all there is: title, date, text.</summary>
    private static string Identity(ParsedEntry entry, string body)
    {
        if (entry.Id.Length is > 0 and <= LongestId) return entry.Id;
        if (entry.Id.Length > 0) return Digest(entry.Id);
        return entry.Url.Length is > 0 and <= LongestId ? entry.Url : Digest($"{entry.Url}\n{entry.Title}\n{entry.Published:O}\n{body}");
    }

    private static string Digest(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";

    private static ItemType Type(ParsedEntry entry)
    {
        foreach (var file in entry.Enclosures)
        {
            if (file.Type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)) return ItemType.Episode;
            if (file.Type.StartsWith("video/", StringComparison.OrdinalIgnoreCase)) return ItemType.Video;
        }

        return ItemType.Article;
    }

    /// <summary>By their dates where all have one, else as feeds are written: newest first.</summary>
    private static List<Item> OldestFirst(List<Item> items)
    {
        items.Reverse();
        return items.TrueForAll(item => item.Published is not null) ? [.. items.OrderBy(item => item.Published)] : items;
    }
}
