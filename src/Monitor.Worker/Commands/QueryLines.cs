using System.Text.Json;
using Monitor.Core.Matching;

namespace Monitor.Worker.Commands;

/// <summary>Reads standing queries for <c>match</c>. All of them are checked; what is wrong with any is told.</summary>
internal sealed class QueryLines(TextWriter errors)
{
    private readonly List<Query> queries = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int wrong;

    /// <returns>The query; null when it is wrong.</returns>
    public IReadOnlyList<Query>? ReadOne(string name, string expression)
    {
        Add(name, expression);
        return wrong == 0 ? queries : null;
    }

    /// <returns>The queries of the file, in order; null when any of them is wrong, or there is none.</returns>
    public IReadOnlyList<Query>? ReadFile(string file)
    {
        try
        {
            if (File.Exists(file)) return Read(file);
            errors.WriteLine($"There is no file {file}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file} cannot be read: {failure.Message}");
        }

        return null;
    }

    private List<Query>? Read(string file)
    {
        using var reader = File.OpenText(file);
        foreach (var (number, name, expression) in JsonLines.Read(reader, JsonLines.Shapes.QueryLine, NumberedQuery.Of, Refuse))
        {
            if (!names.Add(name)) errors.WriteLine($"{file}, line {number}: warning: another query is called {name} too; their matches look alike.");
            Add(name, expression);
        }

        if (wrong == 0 && queries.Count > 0) return queries;
        if (wrong == 0) errors.WriteLine($"{file} holds no query.");
        return null;

        void Refuse(int number, string problem)
        {
            wrong++;
            errors.WriteLine($"{file}, line {number}: this is no query: {problem}");
        }
    }

    private void Add(string name, string expression)
    {
        var parsed = QueryParser.Parse(expression);
        foreach (var problem in parsed.Problems) errors.WriteLine($"{name}: {problem}\n{problem.Point(expression)}");
        if (parsed.Expression is null) wrong++;
        else queries.Add(new(name, parsed.Expression));
    }

    private sealed record NumberedQuery(int Number, string Name, string Expression)
    {
        public static NumberedQuery Of(QueryLine line, int number) =>
            new(number, line.Name ?? throw new JsonException("name is missing"), line.Expression ?? throw new JsonException("expression is missing"));
    }
}
