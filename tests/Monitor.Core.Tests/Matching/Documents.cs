using Monitor.Core.Fetching;
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
}
