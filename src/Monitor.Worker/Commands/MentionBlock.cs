using System.Globalization;
using System.Text;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Commands;

/// <summary>A stored mention on a terminal: when, where and who; what, around what was looked for; why.</summary>
/// <param name="titles">Queries by name, as people know them.</param>
/// <param name="search">What was looked for; null to show what matched.</param>
/// <param name="zone">Of the reader.</param>
/// <param name="colour">Whether what was found is set off.</param>
internal sealed class MentionBlock(IReadOnlyDictionary<string, string> titles, SearchText? search, TimeZoneInfo zone, bool colour)
{
    private const int Length = 200;

    public string Of(StoredMention stored)
    {
        var document = stored.Mention.Document;
        var block = new StringBuilder();
        block.Append(CultureInfo.InvariantCulture, $"#{stored.Number}  {TimeZoneInfo.ConvertTime(document.Seen, zone):yyyy-MM-dd HH:mm}  {MentionLine.Plain(Origin(stored))}\n");
        Append(block, Show(document.Title, Field.Title, stored.Mention));
        Append(block, Show(document.Body, Field.Body, stored.Mention));
        Append(block, MentionLine.Plain(document.Url));
        Append(block, MentionLine.Plain($"why: {string.Join(", ", stored.Mention.Matches.Select(match => Why(match, document)))}"));
        return block.ToString();
    }

    private static string Origin(StoredMention stored)
    {
        var (document, author) = (stored.Mention.Document, stored.Mention.Document.Author);
        List<string> parts = [document.Source.Name];
        if (author.Name.Length > 0) parts.Add(author.Name);
        if (author.Handle.Length > 0) parts.Add($"@{author.Handle}");
        if (stored.Copies > 0) parts.Add($"+{stored.Copies} copies");
        return string.Join("  ", parts);
    }

    private string Why(Match match, Document document)
    {
        var terms = MentionLine.Why(match, document).Take(5).ToList();
        var title = titles.GetValueOrDefault(match.Query, match.Query);
        return terms.Count == 0 ? title : $"{title} ({string.Join(", ", terms)})";
    }

    private string Show(string text, Field field, Mention mention)
    {
        var spans = search?.In(field, text) ?? [.. mention.Matches.SelectMany(match => match.Spans).Where(span => span.Field == field)];
        var runs = Excerpt.Of(text, spans, Length).Runs;
        return string.Concat(runs.Select(run => run.Highlighted && colour ? $"\e[1m{MentionLine.Plain(run.Text)}\e[22m" : MentionLine.Plain(run.Text)));
    }

    private static void Append(StringBuilder block, string line)
    {
        if (line.Length > 0) block.Append("  ").Append(line).Append('\n');
    }
}
