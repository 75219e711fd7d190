using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>Hashtags of a server that speaks Mastodon's API and, with the token of an account there, its search.</summary>
public sealed class MastodonOptions : SourceOptions
{
    public MastodonOptions() => Every = TimeSpan.FromMinutes(5);

    /// <summary>The server's host name, such as <c>mastodon.social</c>.</summary>
    [Required]
    public string Server { get; set; } = "";

    /// <summary>Where its API is reached when that is not <c>https://</c> and <see cref="Server"/>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A user's token with the scopes <c>read:statuses</c> and <c>read:search</c>. Sent to the server alone.</summary>
    public Secret? AccessToken { get; set; }

    /// <summary>Hashtags to follow, with or without <c>#</c>.</summary>
    public IReadOnlyList<string> Hashtags { get; set; } = [];

    /// <summary>Whether the server's search is asked as well; needs <see cref="AccessToken"/>.</summary>
    public bool Search { get; set; } = true;

    /// <summary>A word that the server's search always finds. While the queries find nothing it is asked for every six hours, and when it is not
    /// found either the search is not believed. What a server finds depends on its members, so there is none by default.</summary>
    public string? Canary { get; set; }

    /// <summary>Only posts by accounts of this server.</summary>
    public bool Local { get; set; }

    /// <summary>Where the API is reached, ending in a slash.</summary>
    internal Uri Api => Endpoint is null ? new Uri($"https://{Server}/") : new Uri(Endpoint.AbsoluteUri.TrimEnd('/') + "/");

    internal IReadOnlyList<string> Tags => [.. Hashtags.Select(tag => tag.Trim().TrimStart('#')).Distinct(StringComparer.OrdinalIgnoreCase)];

    internal bool Searches => Search && AccessToken is not null;

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (Server.Length > 0 && !IsHost(Server))
            yield return (nameof(Server), $"‘{Server}’ is no host name: write the server alone, as mastodon.social, without https:// and without a path.");
        if (Endpoint is not null && (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https") || Endpoint.UserInfo.Length > 0 || Endpoint.Query.Length > 0))
            yield return (nameof(Endpoint), $"‘{Endpoint.OriginalString}’ is no address of an API: write it as https://mastodon.social/.");
        foreach (var tag in Tags.Where(tag => !IsTag(tag)))
            yield return (nameof(Hashtags), $"‘{tag}’ is no hashtag: it may hold letters, digits and _ alone.");
        if (Tags.Count == 0 && !Searches)
            yield return (nameof(Hashtags), "there is nothing to read: name a hashtag, or set AccessToken so that the server can be searched.");
    }

    private static bool IsHost(string server) =>
        Uri.TryCreate($"https://{server}/", UriKind.Absolute, out var address)
        && address.Authority.Equals(server, StringComparison.OrdinalIgnoreCase)
        && address.AbsolutePath == "/" && address.UserInfo.Length == 0;

    private static bool IsTag(string tag) => tag.Length > 0 && tag.All(unit => char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || char.IsBetween(unit, '\u0300', '\u036F') || unit is '_' or '·' or '・' or '\u200C');
}
