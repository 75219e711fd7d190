using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>A mention as an event tells it, pure. Strangers' words are one line each, of bounded length, without controls.</summary>
/// <param name="titles">Title by query name.</param>
internal sealed class MentionWriter(IReadOnlyDictionary<string, string> titles)
{
    private const int LongestName = 80;
    private const int LongestId = 200;

    /// <summary>Longer ones are campaigns' and trackers'; the page has them.</summary>
    private const int LongestUrl = 1_000;

    /// <summary>The mention, told in less detail where it would be larger than <paramref name="most"/> bytes.</summary>
    public EventMention Within(StoredMention stored, int most)
    {
        foreach (var detail in MentionDetail.Levels.SkipLast(1))
        {
            var told = Of(stored, detail);
            if (Size(told) <= most) return told;
        }

        return Of(stored, MentionDetail.Levels[^1]);
    }

    public static int Size(EventMention mention) => JsonSerializer.SerializeToUtf8Bytes(mention, WebhookJson.Wire.EventMention).Length;

    public static string Line(string text, int length) => Excerpt.Of(text, [], length).Text;

    private EventMention Of(StoredMention stored, MentionDetail detail)
    {
        var mention = stored.Mention;
        var document = mention.Document;
        var title = Excerpt.OfTitle(mention, detail.Title);
        var excerpt = detail.Excerpt == 0 || string.IsNullOrWhiteSpace(document.Body) ? null : Excerpt.Of(mention, detail.Excerpt);
        return new EventMention
        {
            Number = stored.Number,
            Id = document.Id.Length <= LongestId ? document.Id : null,
            Source = document.Source.Name,
            Kind = document.Source.Kind,
            Type = Named(document.Type),
            Url = UrlOf(document.Url),
            Title = title.Text,
            Excerpt = excerpt?.Text,
            Highlights = [.. Highlights("title", title), .. excerpt is null ? [] : Highlights("excerpt", excerpt)],
            Matches = [.. mention.Matches.Take(detail.Matches).Select(match => Of(match, detail))],
            Author = Of(document.Author),
            Lang = document.Language.Length > 0 ? document.Language : null,
            Tags = [.. document.Tags.Take(detail.Tags).Select(tag => Line(tag, LongestName))],
            Score = document.Score,
            Published = document.Published?.UtcDateTime,
            Seen = document.Seen.UtcDateTime,
            Arrival = Named(mention.Arrival),
            Story = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mention.Story)).AsSpan(0, 16)),
            Copies = stored.Copies,
        };
    }

    private EventMatch Of(Match match, MentionDetail detail)
    {
        var terms = match.Spans.GroupBy(span => span.Term, StringComparer.OrdinalIgnoreCase).Take(detail.Terms)
            .Select(term => new EventTerm(Line(term.Key, LongestName), [.. term.Select(span => span.Field).Distinct().Order().Select(Named)]));
        return new EventMatch(match.Query, Line(titles.GetValueOrDefault(match.Query, match.Query), LongestName), [.. terms]);
    }

    private static EventAuthor? Of(Author author) => author == Author.Unknown ? null : new EventAuthor(
        author.Name.Length > 0 ? Line(author.Name, LongestName) : null,
        author.Handle.Length > 0 ? Line(author.Handle, LongestName) : null,
        UrlOf(author.Url) is { Length: <= LongestId } url ? url : null,
        author.Followers);

    /// <summary>Null for what no browser opens: <c>javascript:</c> in a field named url would be a link somewhere.</summary>
    private static string? UrlOf(string address) =>
        address.Length <= LongestUrl && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? address : null;

    private static IEnumerable<EventHighlight> Highlights(string field, Excerpt excerpt)
    {
        var at = 0;
        foreach (var run in excerpt.Runs)
        {
            if (run.Highlighted) yield return new EventHighlight(field, at, run.Text.Length);
            at += run.Text.Length;
        }
    }

    private static string Named(Field field) => field == Field.Language ? "lang" : Named<Field>(field);

    private static string Named<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
