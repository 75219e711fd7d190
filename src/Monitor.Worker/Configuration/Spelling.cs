namespace Monitor.Worker.Configuration;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the candidates; null when none is near enough to be worth a word.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        // A name of thousands of characters is no slip of the pen, and distance is quadratic.
        if (written.Length is 0 or > 100) return null;
        var folded = written.ToUpperInvariant();
        string? nearest = null;
        var least = Math.Max(1, written.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var other = candidate.ToUpperInvariant();
            var distance = IsPartOf(folded, other) ? 1 : Distance(folded, other);
            if (distance >= least || distance >= candidate.Length) continue;
            (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>"; did you mean X?", or what there is to choose from.</summary>
    public static string Hint(string written, IReadOnlyCollection<string> candidates, string otherwise) =>
        Nearest(written, candidates) is { } nearest ? $"did you mean {nearest}?"
        : candidates.Count > 0 ? $"{otherwise} {string.Join(", ", candidates)}"
        : $"{otherwise} nothing";

    // "Webhook" for WebhookUrl, "Paris" for Europe/Paris.
    private static bool IsPartOf(string written, string candidate) =>
        written.Length >= 3 && (candidate.StartsWith(written, StringComparison.Ordinal) || candidate.EndsWith('/' + written, StringComparison.Ordinal));

    // Optimal string alignment: insertions, deletions, substitutions and swapped neighbours count one each.
    private static int Distance(string left, string right)
    {
        int[][] rows = [.. Enumerable.Range(0, left.Length + 1).Select(i => new int[right.Length + 1])];
        for (var i = 0; i <= left.Length; i++) rows[i][0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0][j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                var least = Math.Min(Math.Min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), change);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i][j] = swapped ? Math.Min(least, rows[i - 2][j - 2] + 1) : least;
            }
        }

        return rows[left.Length][right.Length];
    }
}
