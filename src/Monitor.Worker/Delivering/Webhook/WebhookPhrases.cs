using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>The one line of an event that people read. A language is one instance; a phrase that it lacks does not compile.</summary>
internal sealed record WebhookPhrases
{
    /// <summary>A digest's day.</summary>
    public required Func<DateOnly, string> Day { get; init; }

    /// <summary>Takes the queries' titles and the mention's.</summary>
    public required Func<string, string, string> Alert { get; init; }

    /// <summary>Takes how many.</summary>
    public required Func<int, string> Burst { get; init; }

    /// <summary>Takes the digest's name, how many and the day.</summary>
    public required Func<string, int, string, string> Digest { get; init; }

    /// <summary>Takes the channel's name.</summary>
    public required Func<string, string> Test { get; init; }

    public static IReadOnlyDictionary<string, WebhookPhrases> Languages { get; } = new Dictionary<string, WebhookPhrases>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new()
        {
            Day = MailPhrases.In("en").Day,
            Alert = (titles, headline) => $"{titles}: new mention – {headline}",
            Burst = count => $"{count} new mentions",
            Digest = (name, count, day) => $"{name}: {count} {(count == 1 ? "mention" : "mentions")}, {day}",
            Test = channel => $"Test message: the channel “{channel}” works.",
        },

        // French counts 0 and 1 as one, and keeps a no-break space before a colon.
        ["fr"] = new()
        {
            Day = MailPhrases.In("fr").Day,
            Alert = (titles, headline) => $"{titles}\u00A0: nouvelle mention – {headline}",
            Burst = count => $"{count} nouvelles mentions",
            Digest = (name, count, day) => $"{name}\u00A0: {count} {(count < 2 ? "mention" : "mentions")}, {day}",
            Test = channel => $"Message d’essai\u00A0: le canal «\u00A0{channel}\u00A0» fonctionne.",
        },
    };

    public static WebhookPhrases For(string language) => Languages.GetValueOrDefault(language) ?? Languages["en"];
}
