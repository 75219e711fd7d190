using Monitor.Worker.Markup;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>A letter as a page for mail clients: nested tables, 600 pixels at most, nothing loaded from anywhere.</summary>
internal sealed class HtmlLetter
{
    private readonly Letter letter;
    private readonly HtmlWriter html = new();

    private HtmlLetter(Letter letter) => this.letter = letter;

    private Reader Reader => letter.Reader;

    public static string Render(Letter letter, Selection selection)
    {
        var page = new HtmlLetter(letter);
        page.Write(selection);
        return page.html.ToString();
    }

    /// <summary>The mentions that fit into so many octets together with everything else.</summary>
    public static Selection Fit(Letter letter, int octets)
    {
        var unseen = new Selection([], letter.Sections.Sum(section => section.Mentions.Count), letter.Sections.Count);
        return Selection.Fit(
            letter,
            octets - Measure(letter, page => page.Write(unseen)),
            section => Measure(letter, page => page.WriteSection(new SelectedSection(section, []))),
            view => Measure(letter, page => HtmlMention.Write(page.html, view, letter.Reader.Phrases, ruled: true)));
    }

    private static int Measure(Letter letter, Action<HtmlLetter> write)
    {
        var page = new HtmlLetter(letter);
        write(page);
        return page.html.Octets;
    }

    private void Write(Selection selection)
    {
        WriteHead();
        WriteHeading();
        if (letter.Paragraphs.Count > 0) WriteParagraphs();
        foreach (var section in selection.Sections) WriteSection(section);
        if (selection.Unseen > 0) WriteMore(Reader.BaseUrl, Reader.Phrases.MoreQueries(selection.Unseen, selection.UnseenSections));
        foreach (var trouble in letter.Troubles) WriteTrouble(trouble);
        WriteFooter();
    }

    // Word ignores max-width, so Outlook gets a table of 600 pixels around, in a comment that only it reads.
    private void WriteHead() => html.Write($"""
        <!doctype html>
        <html lang="{Reader.Phrases.Language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"><meta name="x-apple-disable-message-reformatting">
        <title>{letter.Subject}</title><style>{LetterStyle.Sheet}</style></head>
        <body class="bg-page" style="{LetterStyle.Page}"><div style="{LetterStyle.Preheader}" dir="auto">{letter.Preheader}{LetterStyle.Filler}</div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="bg-page" style="{LetterStyle.Page}"><tr><td align="center" style="padding:20px 8px;">
        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="{LetterStyle.Frame}">

        """);

    private void WriteHeading()
    {
        html.Write($"""<tr><td class="pad" style="{LetterStyle.Cell}padding:8px 24px 20px;">""");
        if (letter.Kicker.Length > 0) html.Write($"""<p class="muted" style="{LetterStyle.Kicker}" dir="auto">{letter.Kicker}</p>""");
        html.Write($"""<h1 class="text" style="{LetterStyle.Heading}" dir="auto">{letter.Heading}</h1>""");
        foreach (var lead in letter.Leads) html.Write($"""<p class="muted" style="{LetterStyle.Lead}" dir="auto">{lead}</p>""");
        html.Write($"</td></tr>\n");
    }

    private void WriteParagraphs()
    {
        OpenCard();
        html.Write($"""<tr><td class="pad" style="{LetterStyle.Cell}padding:20px 24px 8px;">""");
        foreach (var paragraph in letter.Paragraphs) html.Write($"""<p class="text" style="{LetterStyle.Paragraph}" dir="auto">{paragraph}</p>""");
        html.Write($"</td></tr>");
        CloseCard();
    }

    private void WriteSection(SelectedSection section)
    {
        OpenCard();
        if (letter.HasSectionHeadings)
        {
            html.Write($"""
                <tr><td class="pad" style="{LetterStyle.Cell}padding:20px 24px 14px;"><h2 class="text" style="{LetterStyle.Section}">
                <span dir="auto">{Reader.Line(section.Section.Title, 80)}</span> <span class="muted" style="{LetterStyle.Count}">{section.Section.Mentions.Count}</span></h2></td></tr>
                """);
        }

        foreach (var (index, mention) in section.Shown.Index()) HtmlMention.Write(html, mention, Reader.Phrases, letter.HasSectionHeadings || index > 0);
        if (section.Rest > 0) WriteMoreOf(section);
        CloseCard();
    }

    private void WriteMoreOf(SelectedSection section) =>
        html.Write($"""
            <tr><td class="pad line" style="{LetterStyle.Cell}{LetterStyle.Rule}padding:14px 24px;"><p style="{LetterStyle.More}">
            <a class="link" href="{Reader.Page(section.Section.Query).AbsoluteUri}" style="{LetterStyle.Link}">{Reader.Phrases.More(section.Rest)}</a></p></td></tr>
            """);

    private void WriteMore(Uri address, string text) =>
        html.Write($"""
            <tr><td class="pad" style="{LetterStyle.Cell}padding:0 24px 16px;"><p style="{LetterStyle.More}">
            <a class="link" href="{address.AbsoluteUri}" style="{LetterStyle.Link}">{text}</a></p></td></tr>
            """);

    private void WriteTrouble(Trouble trouble)
    {
        html.Write($"""
            <tr><td style="padding:0 0 16px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="bg-alarm" style="{LetterStyle.Alarm}">
            <tr><td class="pad" style="{LetterStyle.Cell}padding:16px 24px;"><h2 class="alarm" style="{LetterStyle.AlarmHeading}">{trouble.Heading}</h2>
            """);
        foreach (var line in trouble.Lines)
        {
            html.Write($"""<p class="alarm" style="{LetterStyle.AlarmText}" dir="auto">""");
            if (line.Source.Length > 0) html.Write($"""<b dir="auto">{line.Source}</b>{Reader.Phrases.Colon}""");
            html.Write($"""<span dir="auto">{line.Text}</span></p>""");
        }

        html.Write($"</td></tr></table></td></tr>\n");
    }

    private void WriteFooter()
    {
        html.Write($"""
            <tr><td class="pad" style="{LetterStyle.Cell}padding:8px 24px;"><p class="muted" style="{LetterStyle.Footer}">
            <a class="link" href="{Reader.BaseUrl.AbsoluteUri}" style="{LetterStyle.Link}">{Reader.Phrases.OpenPage}</a> ({Reader.BaseUrl.Authority})</p>
            """);
        foreach (var line in letter.Footer) html.Write($"""<p class="muted" style="{LetterStyle.Footer}" dir="auto">{line}</p>""");
        html.Write($"</td></tr></table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table></body></html>\n");
    }

    private void OpenCard() =>
        html.Write($"""<tr><td style="padding:0 0 16px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="bg-card line" style="{LetterStyle.Card}">""");

    private void CloseCard() => html.Write($"</table></td></tr>\n");
}
