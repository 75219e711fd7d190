using System.Globalization;

namespace Monitor.Worker.Web;

/// <summary>What the page says, in one language.</summary>
internal sealed record PagePhrases
{
    public required CultureInfo Culture { get; init; }

    public required string Title { get; init; }

    public required string All { get; init; }

    public required string Older { get; init; }

    public required string Nothing { get; init; }

    public required string Why { get; init; }

    public required string Sources { get; init; }

    public required string NeverSeen { get; init; }

    public required string Baseline { get; init; }

    public required string Late { get; init; }

    public required string Edited { get; init; }

    public required Func<int, string> Copies { get; init; }

    public required Func<string, string> SeenAt { get; init; }

    public required Func<int, string> FailingFor { get; init; }

    public required Func<string, string, string> NotSeen { get; init; }

    public static PagePhrases Of(string language) => language == "fr" ? French : English;

    public static PagePhrases English { get; } = new()
    {
        Culture = CultureInfo.GetCultureInfo("en-GB"),
        Title = "Mentions",
        All = "All",
        Older = "Older mentions",
        Nothing = "Nothing yet. What is found will stand here.",
        Why = "Why:",
        Sources = "Sources",
        NeverSeen = "not looked at yet",
        Baseline = "found at the first look",
        Late = "older, turned up late",
        Edited = "since it was edited",
        Copies = count => count == 1 ? "also in one other place" : $"also in {count} other places",
        SeenAt = time => $"last seen {time}",
        FailingFor = count => count == 1 ? "failed once:" : $"failed {count} times in a row:",
        NotSeen = (from, to) => $"not seen from {from} to {to}:",
    };

    public static PagePhrases French { get; } = new()
    {
        Culture = CultureInfo.GetCultureInfo("fr-FR"),
        Title = "Mentions",
        All = "Toutes",
        Older = "Mentions plus anciennes",
        Nothing = "Rien pour l’instant. Ce qui sera trouvé s’affichera ici.",
        Why = "Pourquoi\u00A0:",
        Sources = "Sources",
        NeverSeen = "pas encore consultée",
        Baseline = "trouvée au premier passage",
        Late = "plus ancienne, arrivée tard",
        Edited = "depuis une modification",
        Copies = count => count == 1 ? "aussi à un autre endroit" : $"aussi à {count} autres endroits",
        SeenAt = time => $"vue pour la dernière fois {time}",
        FailingFor = count => count == 1 ? "un échec\u00A0:" : $"{count} échecs de suite\u00A0:",
        NotSeen = (from, to) => $"non vue du {from} au {to}\u00A0:",
    };
}
