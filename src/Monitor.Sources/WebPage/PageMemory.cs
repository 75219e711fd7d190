using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Http;

namespace Monitor.Sources.WebPage;

/// <summary>What is remembered of a page between two fetches.</summary>
/// <param name="Page">Address and selector it was read with: with others it is another page.</param>
/// <param name="Validators">Of the last whole answer.</param>
/// <param name="Unchanged">Answers «not modified» in a row.</param>
/// <param name="Known">Fingerprints of paragraphs, those on the page first, then those that left it, the latest first.</param>
/// <param name="Seen">When the page was last seen; null in a cursor of a version that did not remember.</param>
internal sealed record PageMemory(string Page, Validators Validators, int Unchanged, IReadOnlyList<string> Known, DateTimeOffset? Seen = null)
{
    /// <summary>Of a longer page the beginning is read.</summary>
    public const int MostParagraphs = 4000;

    /// <summary>So many are remembered that were on the page once: banners and teasers take turns, and are not news each time.</summary>
    private const int MostGone = 1000;

    private readonly Lazy<FrozenSet<string>> index = new(() => Known.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The memory that a cursor holds; null before first contact, and when the options ask for another page since.</summary>
    public static PageMemory? Read(Cursor cursor, WebPageOptions options) =>
        cursor.Read(PageMemoryJson.Default.PageMemory) is { Known: not null, Validators: not null } memory && memory.Page == Key(options) ? memory : null;

    public static PageMemory Of(Page page, Validators validators, PageMemory? before, WebPageOptions options, DateTimeOffset now)
    {
        var here = page.Paragraphs.Select(paragraph => paragraph.Fingerprint).ToArray();
        var gone = (before?.Known ?? []).Except(here, StringComparer.Ordinal).Take(MostGone);
        return new PageMemory(Key(options), validators, 0, [.. here, .. gone], now);
    }

    public bool Knows(Paragraph paragraph) => index.Value.Contains(paragraph.Fingerprint);

    public PageMemory UnchangedOnceMore(DateTimeOffset now) => this with { Unchanged = Unchanged + 1, Seen = now };

    /// <summary>What a look now has seen: all since the last one.</summary>
    public Stretch Covered(DateTimeOffset now) => Stretch.Until(now, Seen ?? now);

    public Cursor ToCursor() => Cursor.Of(this, PageMemoryJson.Default.PageMemory);

    private static string Key(WebPageOptions options) => $"{options.Url} {options.Select}";
}

[JsonSerializable(typeof(PageMemory))]
internal sealed partial class PageMemoryJson : JsonSerializerContext;
