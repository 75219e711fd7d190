using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Monitor.Sources.Html.Articles;

/// <summary>What a page says of its article in JSON-LD with schema.org's words; empty where it says nothing.</summary>
internal sealed record LinkedData(string Headline, string Author, string Published)
{
    private const int DeepestGraph = 8;

    private static readonly LinkedData None = new("", "", "");

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static LinkedData Read(IHtmlDocument document)
    {
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json']"))
        {
            if (Parse(script.TextContent) is not { } data) continue;
            using (data)
            {
                if (Article(data.RootElement, 0) is { } article) return Read(article);
            }
        }

        return None;
    }

    private static LinkedData Read(JsonElement article) =>
        new(Text(article, "headline") is { Length: > 0 } headline ? headline : Text(article, "name"), Authors(article), Text(article, "datePublished"));

    private static JsonDocument? Parse(string script)
    {
        try
        {
            return JsonDocument.Parse(Bare(script), Tolerant);
        }
        catch (JsonException)
        {
            // Broken by a template of the publisher: the page still says the same in other words.
            return null;
        }
    }

    /// <summary>Without the CDATA marks and comments that XHTML pages put around scripts.</summary>
    private static string Bare(string script)
    {
        var start = script.IndexOfAny(['{', '[']);
        while (start >= 0 && script.AsSpan(start).StartsWith("[CDATA[")) start = script.IndexOfAny(['{', '['], start + "[CDATA[".Length);
        var end = script.LastIndexOfAny(['}', ']']);
        while (end > 0 && script.AsSpan(0, end + 1).EndsWith("]]")) end = script.LastIndexOf('}', end);
        return start < 0 || end < start ? "" : script[start..(end + 1)];
    }

    private static JsonElement? Article(JsonElement element, int depth)
    {
        if (depth > DeepestGraph) return null;
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select(entry => Article(entry, depth + 1)).FirstOrDefault(found => found is not null);
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (IsArticle(element)) return element;
        return element.TryGetProperty("@graph", out var graph) ? Article(graph, depth + 1) : null;
    }

    private static bool IsArticle(JsonElement element) => element.TryGetProperty("@type", out var type) && type.ValueKind switch
    {
        JsonValueKind.String => IsArticle(type.GetString()!),
        JsonValueKind.Array => type.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && IsArticle(one.GetString()!)),
        _ => false,
    };

    // schema.org/Article and everything below it ends so, but for the posts.
    private static bool IsArticle(string type) =>
        type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("Posting", StringComparison.Ordinal) || type.EndsWith("Report", StringComparison.Ordinal)
        || type.EndsWith("Review", StringComparison.Ordinal);

    private static string Authors(JsonElement article)
    {
        if (!article.TryGetProperty("author", out var author)) return "";
        return author.ValueKind == JsonValueKind.Array
            ? string.Join(", ", author.EnumerateArray().Take(10).Select(Name).Where(name => name.Length > 0))
            : Name(author);
    }

    private static string Name(JsonElement person) => person.ValueKind switch
    {
        JsonValueKind.String => person.GetString()!.Contains("://", StringComparison.Ordinal) ? "" : PageText.Collapsed(person.GetString()!),
        JsonValueKind.Object => Text(person, "name"),
        _ => "",
    };

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PageText.Collapsed(value.GetString()!) : "";
}
