using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>What the channel says in its own words. A language is one instance; a phrase that it lacks does not compile.</summary>
internal sealed record SlackPhrases
{
    /// <summary>Header of a single alert; takes the queries' titles.</summary>
    public required Func<string, string> Alert { get; init; }

    /// <summary>Header of a burst; takes how many.</summary>
    public required Func<int, string> Burst { get; init; }

    /// <summary>Header of a digest; takes its name, how many and the day.</summary>
    public required Func<string, int, string, string> Digest { get; init; }

    /// <summary>Under a digest's header; takes the number of sources.</summary>
    public required Func<int, string> Watched { get; init; }

    /// <summary>In place of mentions; ends a sentence by itself.</summary>
    public required string Nothing { get; init; }

    /// <summary>Label of the page's link; takes how many mentions are not shown.</summary>
    public required Func<int, string> More { get; init; }

    /// <summary>Label of the page's link where all is shown.</summary>
    public required string Page { get; init; }

    /// <summary>Other mentions of the same story.</summary>
    public required Func<int, string> Copies { get; init; }

    public required Func<long, string> Followers { get; init; }

    /// <summary>Takes the list of what matched.</summary>
    public required Func<string, string> Why { get; init; }

    /// <summary>In place of terms, where a query is made of conditions only.</summary>
    public required string Conditions { get; init; }

    /// <summary>Takes how many sources fail and how many there are.</summary>
    public required Func<int, int, string> Failing { get; init; }

    /// <summary>Takes the source, from and to.</summary>
    public required Func<string, string, string, string> Gap { get; init; }

    /// <summary>A gap that goes on; takes the source and since when.</summary>
    public required Func<string, string, string> OpenGap { get; init; }

    /// <summary>A gap that a later look saw; takes the source, from and to.</summary>
    public required Func<string, string, string, string> MadeGood { get; init; }

    /// <summary>Why something was not seen.</summary>
    public required Causes Causes { get; init; }

    /// <summary>Takes the source, since when it is quiet, and how often it usually is not.</summary>
    public required Func<string, string, TimeSpan, string> Quiet { get; init; }

    /// <summary>Takes the source and since when it was quiet.</summary>
    public required Func<string, string, string> SpeaksAgain { get; init; }

    /// <summary>Takes how many further lines are not shown.</summary>
    public required Func<int, string> Further { get; init; }

    public required string TestHeader { get; init; }

    /// <summary>Takes the channel's name.</summary>
    public required Func<string, string> Test { get; init; }

    /// <summary>Where something matched.</summary>
    public required Func<Field, string> Place { get; init; }

    public required Func<ItemType, string> Type { get; init; }

    /// <summary>A moment that people read in a line, where they read it.</summary>
    public required Func<DateTimeOffset, string> Moment { get; init; }

    /// <summary>A digest's day.</summary>
    public required Func<DateOnly, string> Day { get; init; }

    public static IReadOnlyDictionary<string, SlackPhrases> Languages { get; } = new Dictionary<string, SlackPhrases>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = English(),
        ["fr"] = French(),
    };

    public static SlackPhrases For(string language) => Languages.GetValueOrDefault(language) ?? Languages["en"];

    private static SlackPhrases English() => new()
    {
        Alert = titles => $"{titles}: new mention",
        Burst = count => $"{count} new mentions",
        Digest = (name, count, day) => $"{name}: {count} {(count == 1 ? "mention" : "mentions")}, {day}",
        Watched = count => $"{count} {(count == 1 ? "source" : "sources")} watched",
        Nothing = "Nothing new.",
        More = count => $"and {count} more on the page",
        Page = "open the page",
        Copies = count => $"+{count} {(count == 1 ? "copy" : "copies")}",
        Followers = count => $"{Grouped(count, "en-GB")} {(count == 1 ? "follower" : "followers")}",
        Why = terms => $"Why: {terms}",
        Conditions = "its conditions hold",
        Failing = (failing, all) => $"{failing} of {all} sources {(failing == 1 ? "fails" : "fail")}",
        Gap = (source, from, to) => $"Not seen: {source}, {Stretches.English(from, to)}",
        OpenGap = (source, from) => $"Not seen since {from}: {source}",
        MadeGood = (source, from, to) => $"Not seen, but read afterwards: {source}, {Stretches.English(from, to)}",
        Causes = Causes.English,
        Quiet = (source, since, usual) => $"Unusually quiet: {source}, nothing new since {since}, usually about {Intervals.English(usual)}",
        SpeaksAgain = (source, since) => $"Speaks again: {source}, quiet since {since}",
        Further = count => $"and {count} more",
        TestHeader = "Test message",
        Test = channel => $"The channel “{channel}” works: mentions will be told here.",
        Place = place => place switch
        {
            Field.Title => "title",
            Field.Body => "text",
            Field.Tags => "tag",
            Field.Author => "author",
            Field.Url => "address",
            Field.Links => "link",
            Field.Language => "language",
            Field.Source => "source",
            Field.Type => "kind",
            Field.Followers => "followers",
            _ => "score",
        },
        Type = type => type.ToString().ToLowerInvariant(),
        Moment = local => MailPhrases.In("en").Moment(local, local.Year),
        Day = MailPhrases.In("en").Day,
    };

    // French counts 0 and 1 as one, and keeps a no-break space before a colon.
    private static SlackPhrases French() => new()
    {
        Alert = titles => $"{titles}\u00A0: nouvelle mention",
        Burst = count => $"{count} nouvelles mentions",
        Digest = (name, count, day) => $"{name}\u00A0: {count} {(count < 2 ? "mention" : "mentions")}, {day}",
        Watched = count => $"{count} {(count < 2 ? "source suivie" : "sources suivies")}",
        Nothing = "Rien de nouveau.",
        More = count => $"et {count} {(count < 2 ? "autre" : "autres")} sur la page",
        Page = "ouvrir la page",
        Copies = count => $"+{count} {(count < 2 ? "copie" : "copies")}",
        Followers = count => $"{Grouped(count, "fr-FR")} {(count < 2 ? "abonné" : "abonnés")}",
        Why = terms => $"Pourquoi\u00A0: {terms}",
        Conditions = "ses conditions sont remplies",
        Failing = (failing, all) => $"{failing} {(failing < 2 ? "source" : "sources")} sur {all} en échec",
        Gap = (source, from, to) => $"Non vu\u00A0: {source}, {Stretches.French(from, to)}",
        OpenGap = (source, from) => $"Non vu depuis le {from}\u00A0: {source}",
        MadeGood = (source, from, to) => $"Non vu, mais lu ensuite\u00A0: {source}, {Stretches.French(from, to)}",
        Causes = Causes.French,
        Quiet = (source, since, usual) => $"Silence inhabituel\u00A0: {source}, rien de nouveau depuis le {since}, d’habitude environ {Intervals.French(usual)}",
        SpeaksAgain = (source, since) => $"Reparle\u00A0: {source}, silencieux depuis le {since}",
        Further = count => $"et {count} de plus",
        TestHeader = "Message d’essai",
        Test = channel => $"Le canal «\u00A0{channel}\u00A0» fonctionne\u00A0: les mentions seront signalées ici.",
        Place = place => place switch
        {
            Field.Title => "titre",
            Field.Body => "texte",
            Field.Tags => "mot-dièse",
            Field.Author => "auteur",
            Field.Url => "adresse",
            Field.Links => "lien",
            Field.Language => "langue",
            Field.Source => "origine",
            Field.Type => "genre",
            Field.Followers => "abonnés",
            _ => "points",
        },
        Type = type => type switch
        {
            ItemType.Article => "article",
            ItemType.Post => "message",
            ItemType.Comment => "commentaire",
            ItemType.Question => "question",
            ItemType.Answer => "réponse",
            ItemType.Issue => "ticket",
            ItemType.Video => "vidéo",
            ItemType.Episode => "épisode",
            ItemType.Review => "avis",
            _ => "page",
        },
        Moment = local => MailPhrases.In("fr").Moment(local, local.Year),
        Day = MailPhrases.In("fr").Day,
    };

    private static string Grouped(long count, string culture) => count.ToString("N0", CultureInfo.GetCultureInfo(culture));
}
