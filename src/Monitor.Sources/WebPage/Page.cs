using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Html.Articles;

namespace Monitor.Sources.WebPage;

/// <summary>What a page says.</summary>
/// <param name="Address">Where it was read.</param>
/// <param name="Paragraphs">The selected text, each paragraph once, in order.</param>
/// <param name="Language">BCP 47, as the page declares it, else as the options do; empty when neither does.</param>
internal sealed record Page(Uri Address, string Title, string Language, IReadOnlyList<Paragraph> Paragraphs)
{
    /// <summary>Every relative link of the page grows by it.</summary>
    private const int LongestBase = 500;

    public static Page Read(string html, Uri address, WebPageOptions options, out IHtmlDocument document)
    {
        document = BoundedHtml.Parse(html);
        var start = document.QuerySelector("base[href]")?.GetAttribute("href") is { Length: <= LongestBase } named && Uri.TryCreate(address, named, out var read) ? read : address;
        var selected = options.Select == WebPageOptions.Automatic
            ? MainContent.Find(document).Read(start)
            : Outermost(document.QuerySelectorAll(options.Select)).SelectMany(element => PageText.Read(element, start));
        var paragraphs = selected
            .DistinctBy(paragraph => paragraph.Fingerprint, StringComparer.Ordinal)
            .Take(PageMemory.MostParagraphs);
        var title = options.Title is { } selector && document.QuerySelector(selector) is { } heading ? PageText.Flat(heading) : PageText.Collapsed(document.Title ?? "");
        var declared = PageText.LanguageOf(document.DocumentElement?.GetAttribute("lang"));
        return new Page(address, title, declared.Length > 0 ? declared : options.Language ?? "", [.. paragraphs]);
    }

    /// <summary>One item that holds the paragraphs not known yet; none when all are. A paragraph that only moved is known.</summary>
    public IReadOnlyList<Item> Since(PageMemory memory)
    {
        var added = Paragraphs.Where(paragraph => !memory.Knows(paragraph)).ToArray();
        if (added.Length == 0) return [];
        var body = string.Join("\n\n", added.Select(paragraph => paragraph.Text));
        return
        [
            new Item
            {
                // The same addition has the same id, however often a crash makes us see it.
                Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 16)),
                Url = Address.AbsoluteUri,
                Title = Title,
                Body = body,
                Type = ItemType.Page,
                Language = Language,
                Links = [.. added.SelectMany(paragraph => paragraph.Links).Distinct(StringComparer.Ordinal)],
            },
        ];
    }

    private static IEnumerable<IElement> Outermost(IHtmlCollection<IElement> selected)
    {
        var all = selected.ToHashSet();
        return selected.Where(element => !Ancestors(element).Any(all.Contains));

        static IEnumerable<IElement> Ancestors(IElement element)
        {
            for (var parent = element.ParentElement; parent is not null; parent = parent.ParentElement) yield return parent;
        }
    }
}
