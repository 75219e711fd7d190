using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>
/// What an element's tag, class, id and role say about it. Class names are what publishers and their systems have in common: WordPress,
/// Drupal, Ghost, Medium, Blogger and the big news sites all name sidebars, comments and share bars with these words.
/// </summary>
internal static partial class ContentHints
{
    private const int Weight = 25;

    /// <summary>Elements that hold no part of an article whatever they are called.</summary>
    public static bool IsFurniture(IElement element) =>
        element.LocalName is "nav" or "aside" or "footer" or "form" or "fieldset" or "button" or "input" or "object" or "embed" or "dialog" or "menu"
        || element.GetAttribute("role") is "navigation" or "banner" or "complementary" or "contentinfo" or "search" or "menu" or "menubar" or "dialog" or "alertdialog"
        || element.GetAttribute("aria-hidden") is "true";

    /// <summary>Named like something beside the article, and not like the article as well.</summary>
    public static bool IsUnlikely(IElement element)
    {
        if (element.LocalName is "body" or "article" or "main" or "html" or "table" or "tbody" or "tr" or "td" or "code" or "pre" || IsWithinArticle(element)) return false;
        var name = Name(element);
        return name.Length > 0 && Unlikely().IsMatch(name) && !PerhapsAfterAll().IsMatch(name);
    }

    /// <summary>25 for a name that articles bear, −25 for one that their surroundings do; class and id count each.</summary>
    public static int WeightOf(IElement element) => WeightOf(element.ClassName) + WeightOf(element.Id);

    /// <summary>What the tag alone is worth as a container of text.</summary>
    public static int WorthOf(IElement element) => element.LocalName switch
    {
        "article" or "main" => 10,
        "div" => 5,
        "pre" or "td" or "blockquote" => 3,
        "address" or "ol" or "ul" or "dl" or "dd" or "dt" or "li" => -3,
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "th" => -5,
        _ => 0,
    };

    private static bool IsWithinArticle(IElement element) => element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase);

    private static string Name(IElement element) => $"{element.ClassName} {element.Id}".Trim();

    private static int WeightOf(string? name)
    {
        if (string.IsNullOrEmpty(name)) return 0;
        return (Positive().IsMatch(name) ? Weight : 0) - (Negative().IsMatch(name) ? Weight : 0);
    }

    [GeneratedRegex(
        "ad-break|advert|agegate|banner|breadcrumb|combx|comment|commentaire|community|consent|cookie|disqus|extra|footer|gdpr|header|kommentar|legend|menu|modal|newsletter|"
        + "pager|pagination|popup|promo|related|remark|replies|rss|shar(e|ing)|shoutbox|sidebar|skyscraper|social|sponsor|subscribe|supplemental|teaser|toolbar|yom-remote",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Unlikely();

    [GeneratedRegex("and|article|body|column|content|main|mathjax|shadow|story|texte?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PerhapsAfterAll();

    [GeneratedRegex("article|beitrag|blog|body|content|entry|hentry|h-entry|main|page|post|story|text",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Positive();

    [GeneratedRegex(
        "banner|combx|comment|contact|cookie|foot|gdpr|hidden|masthead|media|meta|newsletter|outbrain|promo|related|scroll|shar(e|ing)|shoutbox|sidebar|skyscraper|sponsor|"
        + "shopping|subscribe|taboola|tags|tool|widget",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Negative();
}
