using System.Text;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>Blocks written as lines of text, for a Slack that refuses them: the same words, without bold.</summary>
internal static class SlackFlat
{
    /// <summary>Whole lines only, so that no link is cut in two; Slack recommends up to 4,000 characters.</summary>
    public const int MostCharacters = 3_000;

    public static SlackMessage Of(SlackMessage message)
    {
        var text = new StringBuilder();
        foreach (var line in (message.Blocks ?? []).SelectMany(Lines))
        {
            if (text.Length + line.Length + 1 > MostCharacters) break;
            text.Append(line).Append('\n');
        }

        return new SlackMessage(text.Length > 0 ? text.ToString().TrimEnd('\n') : message.Text, null);
    }

    private static IEnumerable<string> Lines(SlackBlock block) => block switch
    {
        HeaderBlock header => [SlackText.Escape(header.Text.Text)],
        ContextBlock context => [string.Join(" · ", context.Elements.Select(Element))],
        RichTextBlock rich => rich.Elements.SelectMany(Lines),
        _ => [],
    };

    private static IEnumerable<string> Lines(RichText rich) => rich switch
    {
        RichTextSection section => [Line(section.Elements)],
        RichTextQuote quote => [$"“{Line(quote.Elements)}”"],
        RichTextList list => list.Elements.SelectMany(Lines).Select(line => $"• {line}"),
        _ => [],
    };

    private static string Line(IReadOnlyList<RichTextLeaf> leaves) => string.Concat(leaves.Select(leaf => leaf switch
    {
        LinkLeaf link => new SlackLink(link.Url, link.Text).ToMrkdwn(),
        TextLeaf words => SlackText.Escape(words.Text),
        _ => "",
    }));

    private static string Element(TextObject element) => element is Mrkdwn ours ? ours.Text : SlackText.Escape(element.Text);
}
