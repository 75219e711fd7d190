using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;

namespace Monitor.Worker.Delivering.Texts;

internal sealed class EnglishMailPhrases : IMailPhrases
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public string Language => "en";

    public string IncompleteHeading => "Nothing found, but not all was seen";

    public string IncompleteParagraph => "Nobody mentioned what you watch in what could be seen. What could not be seen, or is unusually quiet, stands below.";

    public Causes Causes => Causes.English;

    public string QuietHeading => "Unusually quiet";

    public string EmptyHeading => "Nothing new";

    public string TestHeading => "It works";

    public string FirstLook => "found at first look";

    public string Older => "older";

    public string Edited => "since edited";

    public string Colon => ": ";

    public string Why => "Why: ";

    public string WhyConditions => "fits the query’s conditions";

    public string NeverSeen => "never reached so far";

    public string GapsHeading => "What could not be seen";

    public string OpenPage => "Open the page";

    public string Quoted(string text) => $"“{text}”";

    public string Mentions(int count) => count switch { 0 => "no mentions", 1 => "1 mention", _ => $"{Number(count)} mentions" };

    public string Sites(int count) => count == 1 ? "1 site" : $"{Number(count)} sites";

    public string Day(DateOnly date) => date.ToString("dddd d MMMM yyyy", English);

    public string Moment(DateTimeOffset local, int year) => local.ToString(local.Year == year ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm", English);

    public string Window(DateTimeOffset? from, DateTimeOffset to) =>
        from is { } start ? $"From {Weekday(start)} to {Weekday(to)}" : $"Up to {Weekday(to)}";

    public string DigestSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries, DateOnly date) =>
        $"{Mentions(mentions)}: {Listed(queries)} – {date.ToString("ddd d MMM", English)}";

    public string EmptySubject(DateOnly date) => $"Nothing new – {date.ToString("ddd d MMM", English)}";

    public string IncompleteSubject(DateOnly date) => $"Nothing found, but not all was seen – {date.ToString("ddd d MMM", English)}";

    public string AlertSubject(string query, string headline) => $"{query}: {headline}";

    public string BurstSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries) => $"{Mentions(mentions)} at once: {Listed(queries)}";

    public string TestSubject(string channel) => $"Test of {channel}";

    public string Summary(int mentions, int sites) => $"{Mentions(mentions)} on {Sites(sites)}";

    public string Preheader(int mentions, int sites, int failing, string top)
    {
        var failed = failing switch { 0 => "", 1 => " 1 source failed.", _ => $" {Number(failing)} sources failed." };
        return $"{(mentions == 0 ? "Nothing new" : Summary(mentions, sites))}.{failed}{(top.Length == 0 ? "" : $" Top: {top}")}";
    }

    public string EmptyParagraph(int sources) => sources switch
    {
        0 => "Nobody mentioned what you watch. That is all; the next digest comes as usual.",
        1 => "The one source that is watched was looked at, and nobody mentioned what you watch. That is all; the next digest comes as usual.",
        _ => $"{Number(sources)} sources were watched, and nobody mentioned what you watch. That is all; the next digest comes as usual.",
    };

    public string TestParagraph(string channel) =>
        $"This is a test of the channel {Quoted(channel)}. If you can read it, alerts and digests will reach you here too.";

    public string More(int count) => $"and {Number(count)} more →";

    public string MoreQueries(int mentions, int queries) => $"and {Mentions(mentions)} of {(queries == 1 ? "1 more query" : $"{Number(queries)} more queries")} →";

    public string FieldName(Field field) => field switch
    {
        Field.Title => "title",
        Field.Body => "text",
        Field.Tags => "tags",
        Field.Author => "author",
        Field.Url => "address",
        Field.Links => "links",
        Field.Language => "language",
        Field.Source => "source",
        Field.Type => "type",
        Field.Followers => "followers",
        Field.Score => "score",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    public string AlsoOn(int places) => places == 1 ? "also in 1 other place" : $"also in {Number(places)} other places";

    public string AlsoFits(string query, string reasons) => $"also fits {query}: {reasons}";

    public string TypeName(ItemType type) => type switch
    {
        ItemType.Article => "Article",
        ItemType.Post => "Post",
        ItemType.Comment => "Comment",
        ItemType.Question => "Question",
        ItemType.Answer => "Answer",
        ItemType.Issue => "Issue",
        ItemType.Video => "Video",
        ItemType.Episode => "Episode",
        ItemType.Review => "Review",
        ItemType.Page => "Page",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public string KindName(string kind) => kind switch
    {
        "feed" => "Feed",
        "hackernews" => "Hacker News",
        "mastodon" => "Mastodon",
        "webpage" => "Web page",
        "sitemap" => "Sitemap",
        _ => kind,
    };

    public string Failed(int failing, int sources) =>
        sources >= failing && sources > 0 ? $"{Number(failing)} of {Number(sources)} {(sources == 1 ? "source" : "sources")} failed" : $"{Number(failing)} {(failing == 1 ? "source" : "sources")} failed";

    public string LastSeen(string moment) => $"last reached {moment}";

    public string MoreSources(int count) => $"and {Number(count)} more {(count == 1 ? "source" : "sources")}";

    public string Gap(string from, string to, string reason) => $"not seen {Stretches.English(from, to)}: {reason}";

    public string OpenGap(string from, string reason) => $"not seen since {from}: {reason}";

    public string MadeGood(string from, string to) => $"not seen {Stretches.English(from, to)}, but read afterwards";

    public string Quiet(string since, TimeSpan usual) => $"nothing new since {since}; usually something is new about {Intervals.English(usual)}";

    public string SpeaksAgain(string since, string until) => $"was quiet from {since} to {until} and speaks again";

    public string MoreGaps(int count) => $"and {Number(count)} more {(count == 1 ? "gap" : "gaps")}";

    public string Footer(string address, string host) => $"Sent to {address} by Monitor at {host}.";

    public string Leave(string address) => $"To get no more of these, write to {address}.";

    public string Zone(string zone) => $"Times are in {zone}.";

    private static string Number(int count) => count.ToString("N0", English);

    private static string Weekday(DateTimeOffset local) => local.ToString("ddd d MMM, HH:mm", English);

    private static string Listed(IReadOnlyList<(string Title, int Count)> queries)
    {
        var shown = string.Join(", ", queries.Take(3).Select(query => $"{query.Title} {Number(query.Count)}"));
        return queries.Count > 3 ? $"{shown} and {Number(queries.Count - 3)} more" : shown;
    }
}
