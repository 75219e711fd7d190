using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>Whom a letter is for: the language and the clock they read, and where they reach the page.</summary>
/// <param name="Year">The year it is, which dates need not say.</param>
internal sealed record Reader(IMailPhrases Phrases, TimeZoneInfo Zone, int Year, Uri BaseUrl)
{
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public string Moment(DateTimeOffset moment) => Phrases.Moment(Local(moment), Year);

    /// <summary>The page, at one query's mentions.</summary>
    public Uri Page(string query) => new(BaseUrl, $"?query={Uri.EscapeDataString(query)}");

    /// <summary>One line of what a stranger wrote, no longer than so many UTF-16 code units and an ellipsis.</summary>
    public static string Line(string text, int length) => Excerpt.Of(text, [], length).Text;
}
