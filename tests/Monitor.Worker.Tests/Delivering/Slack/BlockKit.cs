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
        Mrkdwn(problems, wire.GetProperty("text").GetString()!, 4_000);
        foreach (var name in new[] { "mrkdwn", "unfurl_links", "unfurl_media" })
            if (wire.GetProperty(name).ValueKind != JsonValueKind.False) problems.Add($"{name} is on");
        if (!wire.TryGetProperty("blocks", out var blocks)) return problems;
        if (blocks.GetArrayLength() is 0 or > 45) problems.Add($"{blocks.GetArrayLength()} blocks");
        if (Strings(blocks).Sum(text => text.Length) is > 9_000 and var size) problems.Add($"{size} characters");
        foreach (var block in blocks.EnumerateArray()) Block(problems, block);
        problems.AddRange(Names(blocks).Except(Known).Select(name => $"Slack knows no {name}"));
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

    // Slack refuses a block with a property it does not know.
    private static readonly string[] Known = ["type", "text", "emoji", "verbatim", "elements", "style", "bold", "url", "indent", "border"];

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        _ => [],
    };

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
