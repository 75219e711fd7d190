using Monitor.Worker.Delivering.Texts;
using Monitor.Worker.Markup;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>A mention as a row of its section's table.</summary>
internal static class HtmlMention
{
    /// <param name="ruled">Whether a line parts it from what is above.</param>
    public static void Write(HtmlWriter html, MentionView mention, IMailPhrases phrases, bool ruled)
    {
        html.Write($"""<tr><td class="pad line" style="{LetterStyle.Cell}{(ruled ? LetterStyle.Rule : "")}padding:14px 24px 16px;">""");
        WriteTitle(html, mention);
        WriteMeta(html, mention);
        if (mention.Excerpt.Runs.Count > 0)
        {
            html.Write($"""<p class="text" style="{LetterStyle.Excerpt}" dir="auto">""");
            WriteRuns(html, mention.Excerpt.Runs);
            html.Write($"</p>");
        }

        html.Write($"""<p class="muted" style="{LetterStyle.Why}">{phrases.Why}<span dir="auto">{mention.Why}</span>""");
        if (mention.Also.Length > 0) html.Write($""" · <span dir="auto">{mention.Also}</span>""");
        html.Write($"</p></td></tr>\n");
    }

    private static void WriteTitle(HtmlWriter html, MentionView mention)
    {
        html.Write($"""<h3 class="text" style="{LetterStyle.Title}" dir="auto">""");
        if (mention.Address is { } address) html.Write($"""<a class="link" href="{address.AbsoluteUri}" style="{LetterStyle.Link}">""");
        WriteRuns(html, mention.Title.Runs);
        if (mention.Address is not null) html.Write($"</a>");
        html.Write($"</h3>");
    }

    private static void WriteMeta(HtmlWriter html, MentionView mention)
    {
        html.Write($"""<p class="muted" style="{LetterStyle.Meta}">""");
        if (mention.Host.Length > 0) html.Write($"""<b>{mention.Host}</b> · """);
        html.Write($"""<span dir="auto">{mention.Source}</span> · """);
        if (mention.Author.Length > 0) html.Write($"""<span dir="auto">{mention.Author}</span> · """);
        html.Write($"{mention.When}");
        if (mention.Badge.Length > 0) html.Write($""" <span class="bg-badge badge" style="{LetterStyle.Badge}">{mention.Badge}</span>""");
        html.Write($"</p>");
    }

    private static void WriteRuns(HtmlWriter html, IReadOnlyList<TextRun> runs)
    {
        foreach (var run in runs)
        {
            if (run.Highlighted) html.Write($"""<b class="bg-hit hit" style="{LetterStyle.Hit}">{run.Text}</b>""");
            else html.Write($"{run.Text}");
        }
    }
}
