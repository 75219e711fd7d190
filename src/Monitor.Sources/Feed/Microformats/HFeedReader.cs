using AngleSharp.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Microformats;

/// <summary>A page that is a feed itself: h-feed and h-entry, or hfeed and hentry of before.</summary>
internal static class HFeedReader
{
    // A tree takes a hundred times the space of its text, and the newest entries stand first.
    private const int Longest = 200_000;

    /// <summary>Whether it is worth parsing the page.</summary>
    public static bool MayRead(ReadOnlySpan<char> html) =>
        html.Contains("h-entry", StringComparison.Ordinal) || html.Contains("hentry", StringComparison.Ordinal);

    public static void Read(ReadOnlySpan<char> html, Uri? address, FeedDraft feed)
    {
        try
        {
            if (html.Length > Longest) feed.Warn($"The page is longer than {Longest} characters; what follows was not read.");
            using var page = BoundedHtml.Parse(html[..Math.Min(html.Length, Longest)].ToString());
            var home = Addresses.ResolveUri(address, page.QuerySelector("base[href]")?.GetAttribute("href")) ?? address;
            if (page.DocumentElement is not { } root) return;
            if (FirstFeed(root) is { } list) ReadFeed(Microformat.Read(list, home), feed);
            Collect(root, home, feed);
        }
        catch (SourceException tooOpen)
        {
            feed.Warn(tooOpen.Message);
        }
    }

    private static IElement? FirstFeed(IElement root) => Vocabularies.IsFeed(root) ? root : root.QuerySelector(".h-feed, .hfeed");

    private static void ReadFeed(Microformat list, FeedDraft feed)
    {
        // The name of a list is never implied: it would be the text of everything in it.
        if (list.First("name")?.Text() is { Length: > 0 } title) feed.Title = title;
        if (list.First("url")?.Address() is { Length: > 0 } url) feed.Url = url;
        if (list.First("summary")?.Text() is { Length: > 0 } description) feed.Description = description;
        feed.Authors.AddRange(People(list));
    }

    /// <summary>Every entry that stands in no other object: what is inside of an entry is its comments and what it quotes.</summary>
    private static void Collect(IElement element, Uri? home, FeedDraft feed)
    {
        if (feed.Entries.IsFull) return;
        if (Vocabularies.IsEntry(element))
        {
            feed.Entries.Add(Entry(Microformat.Read(element, home)));
            return;
        }

        if (element.ClassList.Contains("h-cite")) return;
        foreach (var child in element.Children) Collect(child, home, feed);
    }

    private static EntryDraft Entry(Microformat entry)
    {
        var draft = new EntryDraft
        {
            Title = entry.Text("name"),
            Url = entry.Address("url"),
            Content = entry.First("content")?.Rich(),
            Summary = entry.First("summary")?.Rich(),
            Published = entry.First("published")?.Moment(),
            Updated = entry.First("updated")?.Moment(),
            Language = Languages.Tag(entry.Element.Closest("[lang]")?.GetAttribute("lang")),
        };
        TakeIdentity(entry, draft);

        // A note has no name, and its text stands for one.
        if (draft.Content is { } content && PlainText.Line(content.ToPlain()) == draft.Title) draft.Title = "";
        draft.Authors.AddRange(People(entry));
        TakeTags(entry, draft);
        foreach (var relation in (ReadOnlySpan<string>)["in-reply-to", "like-of", "repost-of", "bookmark-of", "quotation-of", "syndication"])
        {
            foreach (var link in entry.Addresses(relation).Take(50)) AddLink(draft, link);
        }

        foreach (var media in (ReadOnlySpan<(string Property, string Type)>)[("photo", "image/*"), ("video", "video/*"), ("audio", "audio/*")])
        {
            foreach (var file in entry.Addresses(media.Property)) draft.Enclose(new Enclosure(file, media.Type, 0));
        }

        return draft;
    }

    /// <summary>An identifier may be an address or, written as text, any other name.</summary>
    private static void TakeIdentity(Microformat entry, EntryDraft draft)
    {
        foreach (var property in entry.All("uid"))
        {
            draft.Id = property.Text() is { Length: > 0 } written ? written : ElementText.Line(property.Element);
            draft.PermaLink = Addresses.Resolve(null, draft.Id) ?? "";
            if (draft.Id.Length > 0) return;
        }
    }

    private static IEnumerable<Person> People(Microformat format) =>
        format.All("author").Take(20).Select(Person).OfType<Person>().DistinctBy(person => person.Shown, StringComparer.Ordinal);

    private static Person? Person(Property author)
    {
        var card = author.Nested;
        var name = card?.Text("name") ?? (author.Kind == PropertyKind.Address ? "" : author.Text());
        var url = card?.Address("url") ?? (author.Kind == PropertyKind.Address || author.Element.LocalName == "a" ? author.Address() : "");
        return name.Length + url.Length > 0 ? new Person(name.Length > 0 ? name : url, "", url) : null;
    }

    /// <summary>A person among the categories is somebody the entry is about, not a tag.</summary>
    private static void TakeTags(Microformat entry, EntryDraft draft)
    {
        foreach (var category in entry.All("category"))
        {
            if (category.IsNested) AddLink(draft, category.Address());
            else draft.Tag(Xml.Tags.Clean(category.Kind == PropertyKind.Address ? ElementText.Line(category.Element) : category.Text()));
        }
    }

    private static void AddLink(EntryDraft draft, string link)
    {
        if (link.Length > 0 && draft.Links.Count < 200 && !draft.Links.Contains(link, StringComparer.Ordinal)) draft.Links.Add(link);
    }
}
