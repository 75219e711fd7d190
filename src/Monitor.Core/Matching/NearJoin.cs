namespace Monitor.Core.Matching;

/// <summary>Finds occurrences that stand near each other in one text.</summary>
internal static class NearJoin
{
    /// <summary>
    /// So many results are remembered so as not to give one twice. Equal ones lie close together; forgetting them in a text made of
    /// nothing else costs time, never a match, and not the memory.
    /// </summary>
    private const int MostSeen = 100_000;

    public static IEnumerable<Occurrence> Find(Near near, DocumentView view) =>
        view.In(Scope.Text).SelectMany(text => Find(near, view, text));

    private static IEnumerable<Occurrence> Find(QueryNode node, DocumentView view, FieldText text) => node switch
    {
        Near near => Join(near, Find(near.Left, view, text), [.. Find(near.Right, view, text)]),
        AnyOf any => any.Parts.SelectMany(part => Find(part, view, text)).OrderBy(occurrence => occurrence.First),
        Term term => TermFinder.Find(term, view).Where(occurrence => ReferenceEquals(occurrence.Text, text)),
        _ => [],
    };

    private static IEnumerable<Occurrence> Join(Near near, IEnumerable<Occurrence> lefts, List<Occurrence> rights)
    {
        if (rights.Count == 0) yield break;
        var longest = rights.Max(right => right.Last - right.First + 1);
        var seen = new HashSet<(int First, int Last)>();
        foreach (var left in lefts)
        {
            var from = near.Ordered ? left.Last + 1 : left.First - near.Distance - longest;
            for (var index = LowerBound(rights, from); index < rights.Count && rights[index].First <= left.Last + near.Distance + 1; index++)
            {
                var right = rights[index];
                var isAfter = right.First > left.Last;
                var isBefore = !near.Ordered && right.Last < left.First && left.First - right.Last - 1 <= near.Distance;
                if (!isAfter && !isBefore) continue;
                var (first, last) = (Math.Min(left.First, right.First), Math.Max(left.Last, right.Last));
                if (seen.Count == MostSeen) seen.Clear();
                if (seen.Add((first, last))) yield return new(left.Text, first, last, left.Span, (left, right));
            }
        }
    }

    private static int LowerBound(List<Occurrence> occurrences, int first)
    {
        var (low, high) = (0, occurrences.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (occurrences[middle].First < first) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
