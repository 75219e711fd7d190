using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>The hub and the topic of a feed: what its Link headers say goes before what stands in it (WebSub, 4).</summary>
internal static class FeedPush
{
    public static PushOffer? Of(FoundFeed found)
    {
        var links = LinkHeader.Of(found.Answer);
        var address = found.Answer.Address;
        var hub = Addresses.ResolveUri(address, Linked(links, "hub") ?? found.Feed.Hub);
        var topic = Addresses.ResolveUri(address, Linked(links, "self") ?? found.Feed.Self) ?? address;
        return hub is not null && IsUsable(hub, address) && topic.AbsoluteUri.Length <= PushOffer.MaxLength ? new PushOffer(hub, topic) : null;
    }

    private static string? Linked(IReadOnlyList<LinkHeader> links, string relation) =>
        links.FirstOrDefault(link => link.Relations.Contains(relation, StringComparer.Ordinal))?.Target;

    // The secret travels to the hub: not more openly than the feed itself does.
    private static bool IsUsable(Uri hub, Uri feed) =>
        (hub.Scheme == Uri.UriSchemeHttps || hub.Scheme == feed.Scheme) && hub.AbsoluteUri.Length <= PushOffer.MaxLength;
}
