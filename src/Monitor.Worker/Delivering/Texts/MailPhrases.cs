namespace Monitor.Worker.Delivering.Texts;

/// <summary>The languages that mails are written in.</summary>
internal static class MailPhrases
{
    public static IReadOnlyList<IMailPhrases> All { get; } = [new EnglishMailPhrases(), new FrenchMailPhrases()];

    /// <summary>The phrases of a language; English where there are none.</summary>
    public static IMailPhrases In(string language) =>
        All.FirstOrDefault(phrases => string.Equals(phrases.Language, language, StringComparison.OrdinalIgnoreCase)) ?? All[0];
}
