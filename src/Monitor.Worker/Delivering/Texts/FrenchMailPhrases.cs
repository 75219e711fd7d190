using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;

namespace Monitor.Worker.Delivering.Texts;

/// <summary>With the narrow no-break space (U+202F) before double punctuation and within quotes, and the singular for nought.</summary>
internal sealed class FrenchMailPhrases : IMailPhrases
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public string Language => "fr";

    public string IncompleteHeading => "Rien trouvé, mais tout n’a pas été vu";

    public string IncompleteParagraph => "Personne n’a parlé de ce que vous suivez dans ce qui a pu être vu. Ce qui n’a pas pu l’être, ou se tait plus que d’habitude, figure ci-dessous.";

    public Causes Causes => Causes.French;

    public string QuietHeading => "Silence inhabituel";

    public string EmptyHeading => "Rien de nouveau";

    public string TestHeading => "Tout fonctionne";

    public string FirstLook => "trouvé au premier passage";

    public string Older => "plus ancien";

    public string Edited => "depuis une modification";

    public string Colon => "\u202f: ";

    public string Why => "Pourquoi\u202f: ";

    public string WhyConditions => "répond aux conditions de la requête";

    public string NeverSeen => "jamais jointe jusqu’ici";

    public string GapsHeading => "Ce qui n’a pas pu être vu";

    public string OpenPage => "Ouvrir la page";

    public string Quoted(string text) => $"«\u202f{text}\u202f»";

    public string Mentions(int count) => count switch { 0 => "aucune mention", 1 => "1 mention", _ => $"{Number(count)} mentions" };

    public string Sites(int count) => count < 2 ? $"{Number(count)} site" : $"{Number(count)} sites";

    public string Day(DateOnly date) => First(date, date.ToString("dddd d MMMM yyyy", French));

    public string Moment(DateTimeOffset local, int year) =>
        $"{First(local, local.ToString(local.Year == year ? "d MMM" : "d MMM yyyy", French))} à {Time(local)}";

    public string Window(DateTimeOffset? from, DateTimeOffset to) =>
        from is { } start ? $"Du {Weekday(start)} au {Weekday(to)}" : $"Jusqu’au {Weekday(to)}";

    public string DigestSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries, DateOnly date) =>
        $"{Mentions(mentions)}\u202f: {Listed(queries)} – {First(date, date.ToString("ddd d MMM", French))}";

    public string EmptySubject(DateOnly date) => $"Rien de nouveau – {First(date, date.ToString("ddd d MMM", French))}";

    public string IncompleteSubject(DateOnly date) => $"Rien trouvé, mais tout n’a pas été vu – {First(date, date.ToString("ddd d MMM", French))}";

    public string AlertSubject(string query, string headline) => $"{query}\u202f: {headline}";

    public string BurstSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries) => $"{Mentions(mentions)} d’un coup\u202f: {Listed(queries)}";

    public string TestSubject(string channel) => $"Essai de {channel}";

    public string Summary(int mentions, int sites) => $"{Mentions(mentions)} sur {Sites(sites)}";

    public string Preheader(int mentions, int sites, int failing, string top)
    {
        var failed = failing switch { 0 => "", 1 => " 1 source en panne.", _ => $" {Number(failing)} sources en panne." };
        return $"{(mentions == 0 ? "Rien de nouveau" : Summary(mentions, sites))}.{failed}{(top.Length == 0 ? "" : $" À la une\u202f: {top}")}";
    }

    public string EmptyParagraph(int sources) => sources switch
    {
        0 => "Personne n’a parlé de ce que vous suivez. C’est tout\u202f; le prochain résumé viendra comme d’habitude.",
        1 => "La source suivie a été consultée et personne n’a parlé de ce que vous suivez. C’est tout\u202f; le prochain résumé viendra comme d’habitude.",
        _ => $"{Number(sources)} sources ont été suivies et personne n’a parlé de ce que vous suivez. C’est tout\u202f; le prochain résumé viendra comme d’habitude.",
    };

    public string TestParagraph(string channel) =>
        $"Ceci est un essai du canal {Quoted(channel)}. Si vous lisez ces mots, les alertes et les résumés vous parviendront ici aussi.";

    public string More(int count) => $"et {Number(count)} de plus →";

    public string MoreQueries(int mentions, int queries) => $"et {Mentions(mentions)} pour {(queries < 2 ? "1 autre requête" : $"{Number(queries)} autres requêtes")} →";

    public string FieldName(Field field) => field switch
    {
        Field.Title => "titre",
        Field.Body => "texte",
        Field.Tags => "mots-clés",
        Field.Author => "auteur",
        Field.Url => "adresse",
        Field.Links => "liens",
        Field.Language => "langue",
        Field.Source => "source",
        Field.Type => "type",
        Field.Followers => "abonnés",
        Field.Score => "score",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    public string AlsoOn(int places) => places < 2 ? "aussi à 1 autre endroit" : $"aussi à {Number(places)} autres endroits";

    public string AlsoFits(string query, string reasons) => $"répond aussi à {query}\u202f: {reasons}";

    public string TypeName(ItemType type) => type switch
    {
        ItemType.Article => "Article",
        ItemType.Post => "Message",
        ItemType.Comment => "Commentaire",
        ItemType.Question => "Question",
        ItemType.Answer => "Réponse",
        ItemType.Issue => "Ticket",
        ItemType.Video => "Vidéo",
        ItemType.Episode => "Épisode",
        ItemType.Review => "Avis",
        ItemType.Page => "Page",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public string KindName(string kind) => kind switch
    {
        "feed" => "Flux",
        "hackernews" => "Hacker News",
        "mastodon" => "Mastodon",
        "webpage" => "Page web",
        "sitemap" => "Plan du site",
        _ => kind,
    };

    public string Failed(int failing, int sources) =>
        sources >= failing && sources > 0 ? $"{Number(failing)} {(failing < 2 ? "source" : "sources")} sur {Number(sources)} en panne" : $"{Number(failing)} {(failing < 2 ? "source" : "sources")} en panne";

    public string LastSeen(string moment) => $"jointe pour la dernière fois le {moment}";

    public string MoreSources(int count) => count < 2 ? "et 1 autre source" : $"et {Number(count)} autres sources";

    public string Gap(string from, string to, string reason) => $"pas vu {Stretches.French(from, to)}\u202f: {reason}";

    public string OpenGap(string from, string reason) => $"pas vu depuis le {from}\u202f: {reason}";

    public string MadeGood(string from, string to) => $"pas vu {Stretches.French(from, to)}, mais lu ensuite";

    public string Quiet(string since, TimeSpan usual) => $"rien de nouveau depuis le {since}\u202f; d’habitude, du nouveau environ {Intervals.French(usual)}";

    public string SpeaksAgain(string since, string until) => $"s’est tu du {since} au {until} et reparle";

    public string MoreGaps(int count) => count < 2 ? "et 1 autre trou" : $"et {Number(count)} autres trous";

    public string Footer(string address, string host) => $"Envoyé à {address} par Monitor sur {host}.";

    public string Leave(string address) => $"Pour ne plus rien recevoir, écrivez à {address}.";

    public string Zone(string zone) => $"Heures du fuseau {zone}.";

    private static string Number(int count) => count.ToString("N0", French);

    private static string Time(DateTimeOffset local) => local.ToString("H'\u00a0h\u00a0'mm", French);

    private static string Weekday(DateTimeOffset local) => $"{First(local, local.ToString("ddd d MMM", French))} à {Time(local)}";

    // "le 1er", but "le 2": the first of a month alone is ordinal.
    private static string First(DateTimeOffset local, string text) => First(DateOnly.FromDateTime(local.DateTime), text);

    private static string First(DateOnly date, string text) =>
        date.Day != 1 ? text : text.StartsWith("1 ", StringComparison.Ordinal) ? $"1er {text[2..]}" : text.Replace(" 1 ", " 1er ", StringComparison.Ordinal);

    private static string Listed(IReadOnlyList<(string Title, int Count)> queries)
    {
        var shown = string.Join(", ", queries.Take(3).Select(query => $"{query.Title} {Number(query.Count)}"));
        return queries.Count > 3 ? $"{shown} et {Number(queries.Count - 3)} de plus" : shown;
    }
}
