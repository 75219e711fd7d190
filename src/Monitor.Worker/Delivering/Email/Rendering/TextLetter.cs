using System.Globalization;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>A letter as text that stands alone: 78 columns, every mention and its link under one number.</summary>
internal sealed class TextLetter
{
    private const int Indent = 5;

    private readonly Letter letter;
    private readonly TextColumn text = new();
    private int number;

    private TextLetter(Letter letter) => this.letter = letter;

    private Reader Reader => letter.Reader;

    public static string Render(Letter letter, Selection selection)
    {
        var written = new TextLetter(letter);
        written.WriteHeading();
        foreach (var section in selection.Sections) written.WriteSection(section);
        if (selection.Unseen > 0) written.WriteMore(letter.Reader.Phrases.MoreQueries(selection.Unseen, selection.UnseenSections), letter.Reader.BaseUrl);
        foreach (var trouble in letter.Troubles) written.WriteTrouble(trouble);
        written.WriteFooter();
        return written.text.ToString();
    }

    private void WriteHeading()
    {
        if (letter.Kicker.Length > 0) text.Wrap(TextColumn.Isolate(letter.Kicker)).Blank();
        text.Wrap(TextColumn.Isolate(letter.Heading));
        foreach (var lead in letter.Leads) text.Wrap(TextColumn.Isolate(lead));
        foreach (var paragraph in letter.Paragraphs) text.Blank().Wrap(TextColumn.Isolate(paragraph));
        text.Blank();
    }

    private void WriteSection(SelectedSection section)
    {
        if (letter.HasSectionHeadings)
        {
            var title = TextColumn.Isolate(Reader.Line(section.Section.Title, 80));
            text.Blank().Wrap(string.Create(CultureInfo.InvariantCulture, $"{title} ({section.Section.Mentions.Count})")).Rule().Blank();
        }

        foreach (var mention in section.Shown) WriteMention(mention);
        if (section.Rest > 0) WriteMore(Reader.Phrases.More(section.Rest), Reader.Page(section.Section.Query));
    }

    private void WriteMention(MentionView mention)
    {
        text.Wrap(TextColumn.Isolate(Marked(mention.Title)), Indent, string.Create(CultureInfo.InvariantCulture, $"[{++number}] "));
        if (mention.Address is { } address) text.Wrap(address.AbsoluteUri, Indent, new string(' ', Indent));
        string[] facts = [mention.Source, mention.Author, mention.When, mention.Badge];
        Part(string.Join(", ", facts.Where(fact => fact.Length > 0).Select(TextColumn.Isolate)));
        Part(TextColumn.Isolate(Marked(mention.Excerpt)));
        Part(Reader.Phrases.Why + TextColumn.Isolate(mention.Why));
        Part(TextColumn.Isolate(mention.Also));
        text.Blank();
    }

    private static string Marked(Excerpt excerpt) => string.Concat(excerpt.Runs.Select(run => run.Highlighted ? $"*{run.Text}*" : run.Text));

    private void Part(string part)
    {
        if (part.Length > 0) text.Wrap(part, Indent, new string(' ', Indent));
    }

    private void WriteMore(string phrase, Uri page) => text.Wrap(phrase).Raw(page.AbsoluteUri).Blank();

    private void WriteTrouble(Trouble trouble)
    {
        text.Blank().Wrap(trouble.Heading).Rule();
        foreach (var line in trouble.Lines)
        {
            var source = line.Source.Length > 0 ? TextColumn.Isolate(line.Source) + Reader.Phrases.Colon : "";
            text.Wrap(source + TextColumn.Isolate(line.Text), 2, "- ");
        }

        text.Blank();
    }

    // "-- " begins what readers fold away as a signature (RFC 3676, 4.3).
    private void WriteFooter()
    {
        text.Raw("-- ").Wrap(Reader.Phrases.OpenPage).Raw(Reader.BaseUrl.AbsoluteUri);
        foreach (var line in letter.Footer) text.Wrap(line);
    }
}
