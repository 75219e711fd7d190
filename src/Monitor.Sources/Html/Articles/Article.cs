using AngleSharp.Html.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>What a page that is an article says, without navigation, advertisement and comments.</summary>
/// <param name="Title">Its headline, without the name of the site; empty when it has none.</param>
/// <param name="Byline">Who wrote it; empty when the page does not say.</param>
/// <param name="Language">BCP 47 as the page declares it; empty when it does not.</param>
/// <param name="Published">As the page claims.</param>
/// <param name="Paragraphs">Text in order.</param>
internal sealed record Article(string Title, string Byline, string Language, DateTimeOffset? Published, IReadOnlyList<Paragraph> Paragraphs)
{
    public string Text => string.Join("\n\n", Paragraphs.Select(paragraph => paragraph.Text));

    public IReadOnlyList<string> Links => [.. Paragraphs.SelectMany(paragraph => paragraph.Links).Distinct(StringComparer.Ordinal)];

    public static Article Read(IHtmlDocument document, Uri address)
    {
        var about = ArticleMetadata.Read(document);
        var paragraphs = MainContent.Find(document).Read(address);
        return new Article(about.Title, about.Byline, PageText.LanguageOf(document.DocumentElement?.GetAttribute("lang")), about.Published, paragraphs);
    }
}
