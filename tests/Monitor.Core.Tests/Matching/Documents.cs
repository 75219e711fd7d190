using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>Documents for tests.</summary>
internal static class Documents
{
    public static Document Of(string body = "", string title = "", string url = "", string language = "", params string[] links) => new()
    {
        Id = "1",
        Source = new("press", "feed"),
        Seen = DateTimeOffset.UnixEpoch,
        Title = title,
        Body = body,
        Url = url,
        Language = language,
        Links = [.. links.Select(link => new Link(link))],
    };

    /// <summary>The text that a span lies in.</summary>
    public static string TextOf(Document document, Span span) => span.Field switch
    {
        Field.Title => document.Title,
        Field.Body => document.Body,
        Field.Tags => document.Tags[span.Element],
        Field.Author => span.Element == 0 ? document.Author.Name : document.Author.Handle,
        Field.Url => document.Url,
        _ => document.Links.SelectMany(link => link.Hops).ElementAt(span.Element),
    };
}
