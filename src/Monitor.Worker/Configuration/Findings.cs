namespace Monitor.Worker.Configuration;

/// <summary>Everything that is wrong so far, and where every key is written.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, Place> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> doubted = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationProblem> problems = [];
    private readonly List<ConfigurationProblem> warnings = [];

    /// <summary>In the order in which a person mends.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => Ordered(problems);

    /// <summary>What refuses nothing, in the same order.</summary>
    public IReadOnlyList<ConfigurationProblem> Warnings => Ordered(warnings);

    /// <summary>Remembers where a key is written.</summary>
    public void Locate(string path, Place place) => places[path] = place;

    public void Add(ConfigurationProblem problem)
    {
        problems.Add(problem);
        Doubt(problem.Key);
    }

    /// <summary>Reports something wrong with a key, at its place or, when the key is not there, at that of what should hold it.</summary>
    public void Report(string path, string what) => Add(new(PlaceOf(path), path, what));

    /// <summary>Warns of what is probably not meant with a key.</summary>
    public void Warn(string path, string what) => warnings.Add(new(PlaceOf(path), path, what));

    /// <summary>Reports what follows from a key's value, unless the key itself was found wrong: that would be said twice.</summary>
    public void ReportUnlessDoubted(string path, string what)
    {
        if (!IsDoubted(path)) Report(path, what);
    }

    /// <summary>Holds the key for wrong, so that nothing that follows from it is reported.</summary>
    public void Doubt(string path) => doubted.Add(path);

    private static IReadOnlyList<ConfigurationProblem> Ordered(List<ConfigurationProblem> found) =>
        [.. found.Order(Comparer<ConfigurationProblem>.Create((left, right) => Place.Order(left.Place, right.Place)))];

    private bool IsDoubted(string path)
    {
        if (doubted.Any(wrong => wrong.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase))) return true;
        for (var above = path; above.Length > 0; above = Above(above))
        {
            if (doubted.Contains(above)) return true;
        }

        return false;
    }

    private Place PlaceOf(string path)
    {
        for (var above = path; above.Length > 0; above = Above(above))
        {
            if (places.TryGetValue(above, out var place)) return place;
        }

        return places.GetValueOrDefault("", Place.Nowhere);
    }

    private static string Above(string path) => path.LastIndexOf(':') is var colon and >= 0 ? path[..colon] : "";
}
