using System.ComponentModel.DataAnnotations;
using AngleSharp.Css.Parser;
using Monitor.Sources.Http;

namespace Monitor.Sources.WebPage;

/// <summary>One page that is read as it is: what is new on it since last time becomes an item.</summary>
public sealed class WebPageOptions : SourceOptions
{
    /// <summary>The page's address.</summary>
    [Required]
    public string Url { get; set; } = "";

    /// <summary>What <see cref="Select"/> says to have the main content found by itself; no element of HTML is called so.</summary>
    public const string Automatic = "auto";

    /// <summary>
    /// CSS selector of the parts that are read, such as <c>main article</c>; or <c>auto</c>: the page's main content, without navigation,
    /// advertisement and comments. What is left out here cannot alarm.
    /// </summary>
    [Required]
    public string Select { get; set; } = "body";

    /// <summary>CSS selector of the element whose text is the item's title; the page's own title when not given.</summary>
    public string? Title { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (Url.Length > 0 && !WebAddress.TryParse(Url, out _, out var problem)) yield return (nameof(Url), $"«{Url}» {problem}");
        if (Select.Length > 0 && !IsSelector(Select)) yield return (nameof(Select), $"«{Select}» is not a CSS selector, such as main article");
        if (Title is not null && !IsSelector(Title)) yield return (nameof(Title), $"«{Title}» is not a CSS selector, such as h1");
    }

    private static bool IsSelector(string text) => text.Length > 0 && new CssSelectorParser().ParseSelector(text) is not null;
}
