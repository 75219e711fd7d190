using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Reads the values of fields that are compared as a whole: addresses, languages, sources, types, tags and numbers.</summary>
internal sealed class ValueReader(string text, List<QueryProblem> problems)
{
    private static readonly string[] Types = [.. Enum.GetNames<ItemType>().Select(name => name.ToLowerInvariant())];

    public QueryNode? Read(QueryToken token, QueryField field) => field switch
    {
        QueryField.Site => ReadAddress(token, Field.Url),
        QueryField.Link => ReadAddress(token, Field.Links),
        QueryField.Lang => ReadLanguage(token),
        QueryField.Type => ReadType(token),
        QueryField.Source => ReadName(token, Field.Source),
        QueryField.Tag => ReadName(token, Field.Tags),
        QueryField.Followers => ReadNumber(token, Field.Followers),
        _ => ReadNumber(token, Field.Score),
    };

    private AddressTerm? ReadAddress(QueryToken token, Field field)
    {
        var value = token.Content(text).Trim();
        if (!value.Contains('*', StringComparison.Ordinal) && WebAddress.Read(value) is not null) return new(field, value, token.Written(text), token.Start);
        var name = field == Field.Url ? "site:" : "link:";
        Report(token, $"{name} takes a host, or a host and a path, such as {name}acme.com/blog; subdomains count by themselves.");
        return null;
    }

    private ValueTerm? ReadLanguage(QueryToken token)
    {
        var value = token.Content(text).Trim().Replace('_', '-');
        if (IsLanguage(value)) return new(Field.Language, value.ToLowerInvariant(), token.Written(text), token.Start);
        Report(token, "lang: takes a language tag of two or three letters, such as fr, en or pt-BR.");
        return null;
    }

    private ValueTerm? ReadType(QueryToken token)
    {
        var value = token.Content(text).Trim().ToLowerInvariant();
        if (Types.Contains(value, StringComparer.Ordinal)) return new(Field.Type, value, token.Written(text), token.Start);
        var nearest = QueryFields.Nearest(value, Types);
        Report(token, $"type: takes one of {string.Join(", ", Types)}.", nearest is null ? null : $"type:{nearest}");
        return null;
    }

    private ValueTerm? ReadName(QueryToken token, Field field)
    {
        var value = token.Content(text).Trim();
        if (field == Field.Tags) value = value.TrimStart('#', '＃');
        var name = field == Field.Tags ? "tag:" : "source:";
        if (value.Contains('*', StringComparison.Ordinal)) Report(token, $"{name} compares the whole value and takes no star.");
        else if (Words.Of(value).Count == 0) Report(token, $"{name} takes a name with at least one letter or number.");
        else return new(field, value, token.Written(text), token.Start);
        return null;
    }

    private NumberTerm? ReadNumber(QueryToken token, Field field)
    {
        var value = token.Content(text).Trim();
        var (comparison, sign) = value switch
        {
            [ '>', '=', ..] => (Comparison.AtLeast, 2),
            [ '<', '=', ..] => (Comparison.AtMost, 2),
            [ '>', ..] => (Comparison.Above, 1),
            [ '<', ..] => (Comparison.Below, 1),
            [ '=', ..] => (Comparison.Equal, 1),
            _ => (Comparison.Equal, 0),
        };
        var style = field == Field.Score ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        if (long.TryParse(value.AsSpan(sign), style, CultureInfo.InvariantCulture, out var bound))
        {
            return new(field, comparison, bound, token.Written(text), token.Start);
        }

        var name = field == Field.Followers ? "followers:" : "score:";
        Report(token, $"{name} takes a comparison with a whole number, by >, >=, <, <= or =.", $"{name}>=100");
        return null;
    }

    private void Report(QueryToken where, string message, string? mend = null) =>
        problems.Add(new(ProblemSeverity.Error, where.Start, where.Length, message, mend));

    /// <summary>BCP 47: two or three letters, then subtags of two to eight letters or digits.</summary>
    private static bool IsLanguage(string value)
    {
        var subtags = value.Split('-');
        return subtags[0].Length is 2 or 3 && subtags[0].All(char.IsAsciiLetter)
            && subtags.Skip(1).All(subtag => subtag.Length is >= 2 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit));
    }
}
