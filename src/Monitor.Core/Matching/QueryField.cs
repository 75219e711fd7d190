using System.Collections.Frozen;

namespace Monitor.Core.Matching;

/// <summary>What a term may be asked of: the name before the colon.</summary>
internal enum QueryField
{
    /// <summary>No field named: title and body.</summary>
    Any,

    /// <summary>A name that no field has; its value is read to find further errors.</summary>
    Unknown,
    Title,
    Body,
    Author,
    Site,
    Link,
    Url,
    Lang,
    Source,
    Type,
    Tag,
    Followers,
    Score,
}

internal static class QueryFields
{
    private static readonly FrozenDictionary<string, QueryField> ByName = Enum.GetValues<QueryField>()
        .Where(field => field > QueryField.Unknown)
        .ToFrozenDictionary(field => field.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The field of that name; null when there is none.</summary>
    public static QueryField? Find(string name) => ByName.TryGetValue(name, out var field) ? field : null;

    /// <summary>The known name nearest to a wrong one; null when none is near.</summary>
    public static string? Nearest(string name) => Nearest(name, ByName.Keys.Select(known => known.ToLowerInvariant()));

    public static string? Nearest(string name, IEnumerable<string> known)
    {
        const int longest = 32;
        if (name.Length > longest) return null;
        var farthest = Math.Max(1, name.Length / 2);
        var (nearest, distance) = known.Order(StringComparer.Ordinal).Select(candidate => (candidate, Distance(name.ToLowerInvariant(), candidate))).MinBy(pair => pair.Item2);
        return distance <= farthest ? nearest : null;
    }

    /// <summary>Edits from one name to another: a letter more, less or other, or two neighbours swapped.</summary>
    private static int Distance(string one, string other)
    {
        int[] before = [], above = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                if (isSwapped) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, above) = (above, row);
        }

        return above[^1];
    }
}
