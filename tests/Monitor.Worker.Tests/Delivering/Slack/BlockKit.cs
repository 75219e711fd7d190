using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

/// <summary>Slack's own refusals, as documented, and what a stranger's words must not do: a message without problems passes both.</summary>
internal static partial class BlockKit
{
    public static JsonElement Wire(SlackMessage message) => JsonSerializer.SerializeToElement(message, SlackJson.Default.SlackMessage);

    public static IReadOnlyList<string> Problems(SlackMessage message)
    {
        var wire = Wire(message);
        var problems = new List<string>();
        Strict(problems, wire, "message");
        Mrkdwn(problems, wire.GetProperty("text").GetString()!, 4_000);
        foreach (var name in new[] { "mrkdwn", "unfurl_links", "unfurl_media" })
            if (wire.GetProperty(name).ValueKind != JsonValueKind.False) problems.Add($"{name} is on");
        if (!wire.TryGetProperty("blocks", out var blocks)) return problems;
        if (blocks.GetArrayLength() is 0 or > 45) problems.Add($"{blocks.GetArrayLength()} blocks");
        if (Strings(blocks).Sum(text => text.Length) is > 9_000 and var size) problems.Add($"{size} characters");
        foreach (var block in blocks.EnumerateArray()) Block(problems, block);
        return problems;
    }

    /// <summary>Every text and address of the blocks.</summary>
    public static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text" or "url", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Strings(property.Value)),
        _ => [],
    };

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["message"] = ["text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media"],
        ["header"] = ["type", "text"],
        ["context"] = ["type", "elements"],
        ["rich_text"] = ["type", "elements"],
        ["rich_text_section"] = ["type", "elements"],
        ["rich_text_quote"] = ["type", "elements"],
        ["rich_text_list"] = ["type", "style", "elements"],
        ["text"] = ["type", "text", "style"],
        ["link"] = ["type", "url", "text", "style"],
        ["plain_text"] = ["type", "text", "emoji"],
        ["mrkdwn"] = ["type", "text", "verbatim"],
        ["style"] = ["bold"],
    };

    /// <summary>Slack refuses a whole message for one property that it does not know in its place.</summary>
    private static void Strict(List<string> problems, JsonElement element, string? type = null)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Strict(problems, item);
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        type ??= Type(element);
        foreach (var property in element.EnumerateObject())
        {
            if (!Known.TryGetValue(type, out var known) || !known.Contains(property.Name)) problems.Add($"a {type} has no {property.Name}");
            Strict(problems, property.Value, property.Name == "style" ? "style" : null);
        }
    }

    private static void Block(List<string> problems, JsonElement block)
    {
        switch (Type(block))
        {
            case "header":
                TextObject(problems, block.GetProperty("text"), 150);
                if (Type(block.GetProperty("text")) != "plain_text") problems.Add("a header takes plain_text only");
                break;
            case "context":
                var elements = block.GetProperty("elements");
                if (elements.GetArrayLength() is 0 or > 10) problems.Add($"{elements.GetArrayLength()} elements in a context");
                foreach (var element in elements.EnumerateArray()) TextObject(problems, element, 3_000);
                break;
            case "rich_text":
                foreach (var element in block.GetProperty("elements").EnumerateArray()) Rich(problems, element);
                break;
            case var other:
                problems.Add($"an unknown block {other}");
                break;
        }
    }

    private static void Rich(List<string> problems, JsonElement element)
    {
        if (Type(element) == "rich_text_list")
        {
            foreach (var section in element.GetProperty("elements").EnumerateArray()) Rich(problems, section);
            return;
        }

        if (Type(element) is not ("rich_text_section" or "rich_text_quote")) problems.Add($"an unknown element {Type(element)}");
        if (element.GetProperty("elements").GetArrayLength() == 0) problems.Add("an empty section");
        foreach (var leaf in element.GetProperty("elements").EnumerateArray())
        {
            var text = leaf.GetProperty("text").GetString()!;
            if (text.Length == 0) problems.Add("an empty leaf");
            if (Ping().IsMatch(text)) problems.Add($"a ping for readers of plain text: {text}");
            if (Type(leaf) == "link") Link(problems, leaf.GetProperty("url").GetString()!, text);
            else if (Type(leaf) != "text") problems.Add($"an unknown leaf {Type(leaf)}");
        }
    }

    private static void TextObject(List<string> problems, JsonElement text, int most)
    {
        var value = text.GetProperty("text").GetString()!;
        if (value.Length == 0 || value.Length > most) problems.Add($"{value.Length} characters of {most} in a text object");
        if (Ping().IsMatch(value)) problems.Add($"a ping for readers of plain text: {value}");
        if (Type(text) == "mrkdwn") Mrkdwn(problems, value, most);
    }

    private static void Mrkdwn(List<string> problems, string text, int most)
    {
        if (text.Length == 0 || text.Length > most) problems.Add($"{text.Length} characters of {most} in mrkdwn");
        if (Ping().IsMatch(text)) problems.Add($"a ping: {text}");
        if (BareAmpersand().IsMatch(text)) problems.Add($"an ampersand that is not escaped: {text}");
        var rest = Control().Replace(text, match =>
        {
            if (match.Groups["url"].Success) Link(problems, match.Groups["url"].Value.Replace("&amp;", "&", StringComparison.Ordinal), match.Groups["label"].Value);
            return "";
        });
        if (rest.Contains('<') || rest.Contains('>')) problems.Add($"a bracket that is not escaped: {text}");
    }

    private static void Link(List<string> problems, string url, string label)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) problems.Add($"no web address: {url}");
        else if (uri != Samples.Page && !uri.Authority.EndsWith(label.TrimStart('…'), StringComparison.OrdinalIgnoreCase)) problems.Add($"the label {label} does not say that it leads to {url}");
        if (url.AsSpan().ContainsAny("|<> ")) problems.Add($"not percent-encoded: {url}");
    }

    private static string Type(JsonElement element) => element.GetProperty("type").GetString()!;

    [GeneratedRegex("<(?:(?<url>https?://[^|<> ]+)[|](?<label>[^|<>]+)|!date\\^[0-9]+\\^[^|<>^]+[|][^|<>]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Control();

    [GeneratedRegex("&(?!amp;|lt;|gt;)", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex("@(here|channel|everyone|all|group)|<(!(?!date\\^[0-9])|[@#])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Ping();
}
