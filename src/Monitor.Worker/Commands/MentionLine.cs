using System.Globalization;
using System.Text;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Commands;

/// <summary>A mention on a terminal: what, where, why. Control characters of strangers are shown, never sent.</summary>
internal static class MentionLine
{
    public static string Of(Mention mention, IReadOnlyDictionary<string, string> titles)
    {
        var document = mention.Document;
        var queries = mention.Matches.Select(match => titles.GetValueOrDefault(match.Query, match.Query));
        var why = mention.Matches.SelectMany(match => Why(match, document)).Distinct(StringComparer.Ordinal);
        var text = document.Title.Length > 0 ? $"{document.Title} — {Excerpt.Of(mention, 140).Text}" : Excerpt.Of(mention, 140).Text;
        return Plain($"{string.Join(", ", queries)} | {document.Source.Name} | {text} | {document.Url} | why: {string.Join(", ", why)}");
    }

    /// <summary>Each term and where it stands, the fields named as queries name them.</summary>
    public static IEnumerable<string> Why(Match match, Document document) =>
        Reason.Of(match, document, field => field.ToString().ToLowerInvariant()).Select(reason => $"{reason.Term} in {string.Join(" and ", reason.Places)}");

    public static string Plain(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsControl(letter)) plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else plain.Append(letter);
        }

        return plain.ToString();
    }
}
