using System.Globalization;
using System.Text.Json;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Json;

/// <summary>What the members of a JSON feed mean.</summary>
internal sealed class JsonMembers(Uri? address)
{
    private readonly DocumentAddresses addresses = new();

    public bool IsFeed { get; set; }

    public void Take(string name, JsonElement value, FeedDraft feed)
    {
        switch (name)
        {
            case "version":
                IsFeed |= Text(value).Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase);
                break;
            case "title":
                feed.Title = PlainText.Line(Text(value));
                break;
            case "home_page_url":
                feed.Url = Address(value);
                break;
            case "feed_url":
                feed.Self = Address(value);
                break;
            case "next_url":
                feed.Older = Address(value);
                break;
            case "description":
                feed.Description = Text(value).Trim();
                break;
            case "language":
                feed.Language = Languages.Tag(Text(value));
                break;
            case "author" or "authors":
                TakePeople(feed.Authors, value);
                break;
            case "hubs" when value.ValueKind == JsonValueKind.Array:
                feed.Hub = value.EnumerateArray().Select(hub => Address(Member(hub, "url"))).FirstOrDefault(url => url.Length > 0) ?? "";
                break;
        }
    }

    public EntryDraft Entry(JsonElement item)
    {
        var html = Text(Member(item, "content_html"));
        var plain = Text(Member(item, "content_text"));
        var summary = Text(Member(item, "summary"));
        var entry = new EntryDraft
        {
            Id = Text(Member(item, "id")).Trim(),
            Url = Address(Member(item, "url")),
            PermaLink = Address(Member(item, "external_url")),
            Title = PlainText.Line(Text(Member(item, "title"))),
            Content = html.Length > 0 ? new RichText(html, true, address) : plain.Length > 0 ? new RichText(plain, false, address) : null,
            Summary = summary.Length > 0 ? new RichText(summary, false, address) : null,
            Published = TolerantDate.Parse(Text(Member(item, "date_published"))),
            Updated = TolerantDate.Parse(Text(Member(item, "date_modified"))),
            Language = Languages.Tag(Text(Member(item, "language"))),
        };
        if (entry.Url.Length > 0 && entry.PermaLink.Length > 0) entry.Links.Add(entry.PermaLink);
        TakePeople(entry.Authors, Member(item, "authors"));
        TakePeople(entry.Authors, Member(item, "author"));
        foreach (var tag in Elements(Member(item, "tags"))) entry.Tag(Xml.Tags.Clean(Text(tag)));
        foreach (var file in Elements(Member(item, "attachments"))) TakeAttachment(entry, file);
        return entry;
    }

    private void TakeAttachment(EntryDraft entry, JsonElement file)
    {
        var url = Address(Member(file, "url"));
        var size = Member(file, "size_in_bytes");
        var length = size.ValueKind == JsonValueKind.Number && size.TryGetDouble(out var bytes) && bytes is > 0 and < 1e15 ? (long)bytes : 0;
        if (url.Length > 0) entry.Enclose(new Enclosure(url, Text(Member(file, "mime_type")), length));
    }

    /// <summary>An object, an array of them, or just a name: all three are in use.</summary>
    private void TakePeople(List<Person> people, JsonElement value)
    {
        foreach (var person in Elements(value))
        {
            var name = PlainText.Line(person.ValueKind == JsonValueKind.Object ? Text(Member(person, "name")) : Text(person));
            var url = Address(Member(person, "url"));
            if (name.Length + url.Length > 0) Xml.EntryReader.Take(people, new Person(name, "", url));
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [value],
    };

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    private string Address(JsonElement value) => addresses.Resolve(address, Text(value)) ?? "";

    /// <summary>Text, or a number where a text was due. NUL is no text to any database.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => (value.GetString() ?? "").Replace("\0", "", StringComparison.Ordinal),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => "",
    };
}
