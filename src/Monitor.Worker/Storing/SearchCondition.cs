using System.Data.Common;
using Dapper;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing;

/// <summary>
/// A search as a condition on <c>search s</c>. Folded words hold letters, marks, numbers and emoji: in quotes, none of them means anything to
/// FTS5 or in a tsquery.
/// </summary>
/// <param name="From">What to join: the table with its condition.</param>
/// <param name="Number">The column that holds the mention's number.</param>
internal sealed record SearchCondition(string From, string Number)
{
    /// <summary>The condition, its values added to the parameters.</summary>
    public static SearchCondition Of(SearchText text, DbTransaction transaction, DynamicParameters parameters)
    {
        if (transaction is NpgsqlTransaction) return OfPostgres(text, parameters);
        parameters.Add("Text", string.Join(" AND ", text.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(term.IsPrefix ? "*" : "")}")));
        return new SearchCondition("search s WHERE s.search MATCH @Text", "s.rowid");
    }

    private static SearchCondition OfPostgres(SearchText text, DynamicParameters parameters)
    {
        List<string> conditions = ["s.lexemes @@ CAST(@Text AS tsquery)"];
        parameters.Add("Text", string.Join(" & ", text.Terms.SelectMany(Lexemes)));
        foreach (var phrase in text.Terms.Where(term => term.Words.Count > 1))
        {
            var name = $"Phrase{conditions.Count}";
            parameters.Add(name, $" {string.Join(' ', phrase.Words)}{(phrase.IsPrefix ? "" : " ")}");
            conditions.Add($"strpos(' ' || s.folded || ' ', @{name}) > 0");
        }

        return new SearchCondition($"search s WHERE {string.Join(" AND ", conditions)}", "s.mention");
    }

    private static IEnumerable<string> Lexemes(SearchTerm term) =>
        term.Words.Select((word, index) => term.IsPrefix && index == term.Words.Count - 1 ? $"'{word}':*" : $"'{word}'");
}
