using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Mastodon;

/// <summary>A post as an item. Its text is what a reader of the post sees: warning, text, descriptions of pictures, the card, the poll.</summary>
internal static class StatusItem
{
    /// <param name="status">A post; a boost stands for what it boosts.</param>
    /// <param name="server">The host that was asked, which accounts of its own do not name.</param>
    /// <returns>Null for what its author did not mean for everybody: a search also finds posts that the token's owner alone may see.</returns>
    public static Item? Of(Status status, string server)
    {
        var post = status.Reblog ?? status;
        if (post.Visibility is "private" or "direct" or "mutuals_only" or "list" || (post.Uri ?? post.Url ?? post.Id) is not { Length: > 0 } id) return null;
        var content = PostText.Read(post.Content);
        return new Item
        {
            Id = id,
            Url = post.Url is { Length: > 0 } url ? url : post.Uri ?? "",
            Body = Text(post, content.Text),
            Author = AuthorOf(post.Account, server),
            Type = ItemType.Post,
            Language = post.Language ?? "",
            Tags = [.. (post.Tags ?? []).Select(tag => tag.Name).OfType<string>()],
            Links = [.. content.Links.Append(post.Card?.Url).Append(post.Quote?.QuotedStatus?.Url ?? post.Quote?.Url).OfType<string>().Where(IsAddress).Distinct(StringComparer.Ordinal)],
            Score = post.FavouritesCount is null && post.ReblogsCount is null ? null : (post.FavouritesCount ?? 0) + (post.ReblogsCount ?? 0),
            Published = Published(post),
        };
    }

    public static DateTimeOffset? Published(Status post) =>
        DateTimeOffset.TryParse(post.CreatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;

    private static string Text(Status post, string content) => string.Join('\n', new[] { post.SpoilerText, content }
        .Concat((post.MediaAttachments ?? []).Select(media => media.Description))
        .Append(post.Card?.Title)
        .Append(post.Card?.Description)
        .Concat((post.Poll?.Options ?? []).Select(option => option.Title))
        .Where(part => !string.IsNullOrWhiteSpace(part)));

    private static Author AuthorOf(Account? account, string server)
    {
        if (account is null) return Author.Unknown;
        var handle = account.Acct ?? account.Username ?? "";
        if (handle.Length > 0 && !handle.Contains('@', StringComparison.Ordinal)) handle = $"{handle}@{server}";
        return new Author(account.DisplayName is { Length: > 0 } name ? name : account.Username ?? "", handle, account.Url ?? "", account.FollowersCount);
    }

    private static bool IsAddress(string text) => Addresses.Resolve(null, text) is not null;
}
