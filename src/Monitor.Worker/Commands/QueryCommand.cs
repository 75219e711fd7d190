using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Commands;

/// <param name="Expression">The query.</param>
/// <param name="Json">Write JSON.</param>
internal sealed record QueryArguments(string Expression, bool Json);

/// <summary>What <c>query check --json</c> writes. Positions are UTF-16 code units counted from 0.</summary>
internal sealed record CheckLine(bool Valid, string? Canonical, IReadOnlyList<ProblemLine> Problems);

internal sealed record ProblemLine(string Severity, int Position, int Length, string Message, string? Mend);

/// <summary>What <c>query explain --json</c> writes.</summary>
internal sealed record ExplanationLine(string Id, bool Matches, string Node, IReadOnlyList<SpanLine> Spans, IReadOnlyList<ExplanationLine> Parts);

/// <summary><c>query check</c> and <c>query explain</c>.</summary>
internal static class QueryCommand
{
    private const int Done = 0, WrongUsage = 2;

    /// <summary>Writes errors and warnings, each with its character, and the canonical form.</summary>
    /// <param name="arguments">The query.</param>
    /// <param name="stored">Documents to try it on; may be none.</param>
    /// <param name="output">Takes the result.</param>
    public static int Check(QueryArguments arguments, IReadOnlyList<Document> stored, TextWriter output)
    {
        var parsed = QueryParser.Parse(arguments.Expression);
        if (parsed.Expression is { } query) parsed = parsed with { Problems = [.. parsed.Problems, .. QueryTree.HidingExclusions(query, stored)] };
        if (arguments.Json) JsonLines.Write(output, LineOf(parsed), JsonLines.Shapes.CheckLine);
        else Write(parsed, arguments.Expression, output);
        return parsed.Expression is null ? WrongUsage : Done;
    }

    /// <summary>Reads one document as a line of JSON and says why the query fits it or not.</summary>
    public static int Explain(QueryArguments arguments, TextReader input, TextWriter output, TextWriter errors)
    {
        var parsed = QueryParser.Parse(arguments.Expression);
        foreach (var problem in parsed.Problems) errors.WriteLine($"{problem}\n{problem.Point(arguments.Expression)}");
        if (parsed.Expression is null || ReadDocument(input, errors) is not { } document) return WrongUsage;
        var explanation = Explanation.Of(parsed.Expression.Root, document);
        if (arguments.Json) JsonLines.Write(output, LineOf(explanation, document), JsonLines.Shapes.ExplanationLine);
        else output.Write(new ExplanationText(document).Of(explanation));
        return Done;
    }

    private static Document? ReadDocument(TextReader input, TextWriter errors)
    {
        var documents = JsonLines.Read(
            input,
            JsonLines.Shapes.DocumentLine,
            (line, _) => line.ToDocument(),
            (number, problem) => errors.WriteLine($"line {number}: this is no document: {problem}"));
        if (documents.FirstOrDefault() is { } first) return first;
        errors.WriteLine("query explain reads one document, as a line of JSON, from standard input.");
        return null;
    }

    private static void Write(ParsedQuery parsed, string expression, TextWriter output)
    {
        foreach (var problem in parsed.Problems) output.Write($"{problem}\n{problem.Point(expression)}\n");
        if (parsed.Expression is not null) output.Write($"reads as: {parsed.Expression.Canonical}\n");
    }

    private static CheckLine LineOf(ParsedQuery parsed) => new(
        parsed.Expression is not null,
        parsed.Expression?.Canonical,
        [.. parsed.Problems.Select(problem => new ProblemLine(problem.Severity == ProblemSeverity.Error ? "error" : "warning", problem.Position, problem.Length, problem.Message, problem.Mend))]);

    private static ExplanationLine LineOf(Explanation explanation, Document document) => new(
        document.Id,
        explanation.Holds,
        QueryPrinter.Print(explanation.Node),
        [.. explanation.Found.Select(span => SpanLine.Of(span, document))],
        [.. explanation.Parts.Select(part => LineOf(part, document))]);
}
