using Monitor.Core.Storing;
using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Web;

/// <summary>What the page says, in one language.</summary>
internal sealed record PagePhrases
{
    /// <summary>What the page says as the mails do: days, moments, fields.</summary>
    public required IMailPhrases Shared { get; init; }

    public required string Title { get; init; }

    public required string All { get; init; }

    public required string Older { get; init; }

    public required string Nothing { get; init; }

    public required string Why { get; init; }

    public required string Sources { get; init; }

    /// <summary>A source's state in a word or two.</summary>
    public required Func<SightState, string> State { get; init; }

    public required string Baseline { get; init; }

    public required string Late { get; init; }

    public required string Edited { get; init; }

    public required Func<int, string> Copies { get; init; }

    public required Func<string, string> SeenAt { get; init; }

    /// <summary>Takes when a source was last seen, and since when without a gap.</summary>
    public required Func<string, string, string> SeenSince { get; init; }

    public required Func<string, string> NotSeenSince { get; init; }

    public required Func<string, string, string> MadeGood { get; init; }

    public required Func<int, string> MoreGaps { get; init; }

    /// <summary>Why something was not seen.</summary>
    public required Causes Causes { get; init; }

    public required Func<string, TimeSpan, string> QuietSince { get; init; }

    public required Func<int, string> FailingFor { get; init; }

    public required string NoSuchQuery { get; init; }

    /// <summary>In place of the page where the store does not answer.</summary>
    public required string StoreAway { get; init; }

    /// <summary>To who came by another name than the configured one.</summary>
    public required string OtherHost { get; init; }

    public required string LocalOnly { get; init; }

    public required string LogIn { get; init; }

    public required string OutOfScope { get; init; }

    public required Func<string, string, string> NotSeen { get; init; }

    /// <summary>With its year, for the page keeps mentions of several.</summary>
    public string Moment(DateTimeOffset local) => Shared.Moment(local, year: 0);

    public static PagePhrases Of(string language) => language == "fr" ? French : English;

    public static PagePhrases English { get; } = new()
    {
        Shared = MailPhrases.In("en"),
        Title = "Mentions",
        All = "All",
        Older = "Older mentions",
        Nothing = "Nothing yet. What is found will stand here.",
        Why = "Why:",
        Sources = "Sources",
        State = state => state switch
        {
            SightState.New => "not looked at yet",
            SightState.Failing => "failing",
            SightState.Unseen => "not seen",
            SightState.Quiet => "unusually quiet",
            _ => "in sight",
        },
        Baseline = "found at the first look",
        Late = "older, turned up late",
        Edited = "since it was edited",
        Copies = count => count == 1 ? "also in one other place" : $"also in {count} other places",
        SeenAt = time => $"last seen {time}",
        SeenSince = (last, since) => $"last seen {last}, without a gap since {since}",
        NotSeenSince = from => $"not seen since {from}:",
        MadeGood = (from, to) => $"not seen {Stretches.English(from, to)}, but read afterwards",
        MoreGaps = count => count == 1 ? "and 1 gap more" : $"and {count} gaps more",
        Causes = Causes.English,
        QuietSince = (since, usual) => $"nothing new since {since}; usually something is new about {Intervals.English(usual)}",
        FailingFor = count => count == 1 ? "failed once:" : $"failed {count} times in a row:",
        NotSeen = (from, to) => $"not seen {Stretches.English(from, to)}:",
        NoSuchQuery = "There is no such query.",
        StoreAway = "The database does not answer just now. Nothing is lost: load the page again in a moment. The log says what is wrong.",
        OtherHost = "This page answers to the host of Monitor:BaseUrl only.",
        LocalOnly = "This page is shown on its own machine only. Monitor:Access:Users lets people log in; Monitor:Access:Open shows it to whoever reaches this address.",
        LogIn = "Log in with a name and password of Monitor:Access:Users, or show a token of Monitor:Access:Tokens.",
        OutOfScope = "This token may not read: give it the scope read.",
    };

    public static PagePhrases French { get; } = new()
    {
        Shared = MailPhrases.In("fr"),
        Title = "Mentions",
        All = "Toutes",
        Older = "Mentions plus anciennes",
        Nothing = "Rien pour l’instant. Ce qui sera trouvé s’affichera ici.",
        Why = "Pourquoi\u00A0:",
        Sources = "Sources",
        State = state => state switch
        {
            SightState.New => "pas encore consultée",
            SightState.Failing => "en panne",
            SightState.Unseen => "pas vue",
            SightState.Quiet => "silence inhabituel",
            _ => "suivie",
        },
        Baseline = "trouvée au premier passage",
        Late = "plus ancienne, arrivée tard",
        Edited = "depuis une modification",
        Copies = count => count == 1 ? "aussi à un autre endroit" : $"aussi à {count} autres endroits",
        SeenAt = time => $"vue pour la dernière fois le {time}",
        SeenSince = (last, since) => $"vue pour la dernière fois le {last}, sans interruption depuis le {since}",
        NotSeenSince = from => $"pas vue depuis le {from}\u00A0:",
        MadeGood = (from, to) => $"pas vue {Stretches.French(from, to)}, mais lue ensuite",
        MoreGaps = count => count < 2 ? "et 1 autre trou" : $"et {count} autres trous",
        Causes = Causes.French,
        QuietSince = (since, usual) => $"rien de nouveau depuis le {since}\u00A0; d’habitude, du nouveau environ {Intervals.French(usual)}",
        FailingFor = count => count == 1 ? "un échec\u00A0:" : $"{count} échecs de suite\u00A0:",
        NotSeen = (from, to) => $"pas vue {Stretches.French(from, to)}\u00A0:",
        NoSuchQuery = "Cette requête n’existe pas.",
        StoreAway = "La base de données ne répond pas pour le moment. Rien n’est perdu\u00A0: rechargez la page dans un instant. Le journal dit ce qui ne va pas.",
        OtherHost = "Cette page ne répond qu’au nom d’hôte de Monitor:BaseUrl.",
        LocalOnly = "Cette page n’est visible que depuis sa propre machine. Monitor:Access:Users permet de s’identifier\u00A0; Monitor:Access:Open la montre à quiconque atteint cette adresse.",
        LogIn = "Identifiez-vous par un nom et un mot de passe de Monitor:Access:Users, ou présentez un jeton de Monitor:Access:Tokens.",
        OutOfScope = "Ce jeton ne permet pas de lire\u00A0: donnez-lui le droit read.",
    };
}
