using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Core.Normalizing;

/// <summary>Makes an item clean. Pure: the same item, source and moment give the same document.</summary>
public static class Normalizer
{
    /// <summary>Bounds, in UTF-16 code units or elements. What is longer is cut, never refused.</summary>
    public const int LongestTitle = 2_000, LongestBody = 1_000_000, LongestName = 500, MostTags = 200, LongestTag = 200, MostLinks = 1_000;

    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Item in, document out.</summary>
    /// <param name="item">As the source hands it over.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="seen">Our clock.</param>
    /// <param name="language">The source's configured language, for items that do not say themselves; null for none.</param>
    public static Document Normalize(Item item, SourceIdentity source, DateTimeOffset seen, string? language = null)
    {
        var title = Clean(item.Title, LongestTitle);
        var body = Clean(item.Body, LongestBody);
        var declared = Primary(item.Language) ?? Primary(language);
        var traits = declared is null ? TextTraits.Of(title, body) : new TextTraits(declared, Fingerprint.Of(title, body));
        return new Document
        {
            Id = Clean(item.Id, LongestName * 4),
            Source = source,
            Type = item.Type,
            Url = CanonicalUrl.Target(item.Url),
            Title = title,
            Body = body,
            Author = CleanAuthor(item.Author),
            Language = traits.Language,
            Tags = CleanTags(item.Tags),
            Links = CleanLinks(item.Links, title, body),
            Score = item.Score,
            Published = item.Published is { } published ? Clamp(published) : null,
            Seen = seen.ToUniversalTime(),
            Fingerprint = traits.Fingerprint,
            Print = TextPrint.Of(item.Title, item.Body),
        };
    }

    /// <summary>The moment within the years that every store and reader can hold, in UTC.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset moment) =>
        moment < Earliest ? Earliest : moment > Latest ? Latest : moment.ToUniversalTime();

    private static Author CleanAuthor(Author author) => new(
        Clean(author.Name, LongestName),
        Clean(author.Handle, LongestName).Trim().TrimStart('@'),
        CanonicalUrl.Tidy(author.Url),
        author.Followers);

    private static List<string> CleanTags(IReadOnlyList<string> tags) =>
        [.. tags.Take(MostTags).Select(tag => Clean(tag, LongestTag).Trim().TrimStart('#')).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>What the source says are links, then addresses that only stand in the text.</summary>
    private static List<Link> CleanLinks(IReadOnlyList<string> links, string title, string body)
    {
        var clean = links.Distinct(StringComparer.Ordinal).Take(MostLinks).Select(CanonicalUrl.Hops).Where(hops => hops.Count > 0).Select(hops => new Link(hops)).ToList();
        HashSet<string>? known = null;
        foreach (var written in WrittenAddresses.In(title).Concat(WrittenAddresses.In(body)))
        {
            known ??= [.. clean.Select(link => CanonicalUrl.Of(link.Hops[0]))];
            if (clean.Count < MostLinks && known.Add(CanonicalUrl.Of(written))) clean.Add(new Link(CanonicalUrl.Hops(written)));
        }

        return clean;
    }

    /// <summary>The primary subtag in lower case; null when the tag is empty or no tag.</summary>
    private static string? Primary(string? tag)
    {
        if (tag is null) return null;
        var trimmed = tag.AsSpan().Trim();
        var end = trimmed.IndexOfAny('-', '_');
        var primary = end < 0 ? trimmed : trimmed[..end];
        return primary.Length is 2 or 3 && Ascii.IsValid(primary) && !primary.ContainsAnyExceptInRange('A', 'z')
            ? primary.ToString().ToLowerInvariant()
            : null;
    }

    /// <summary>Without lone surrogates and NUL, which stores refuse, and no longer than the bound; never cut inside a pair.</summary>
    private static string Clean(string text, int longest)
    {
        if (text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        var index = 0;
        while (index < text.Length && clean.Length < longest)
        {
            var valid = Rune.TryGetRuneAt(text, index, out var rune);
            index += valid ? rune.Utf16SequenceLength : 1;
            if (valid && rune.Value != 0 && clean.Length + rune.Utf16SequenceLength <= longest) clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
