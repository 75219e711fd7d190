namespace Monitor.Core.Matching;

/// <summary>Something that is wrong, or looks wrong, with a query.</summary>
/// <param name="Severity">An error refuses the query, a warning never does.</param>
/// <param name="Position">Where, in UTF-16 code units of the query's text; its length for the end.</param>
/// <param name="Length">How many UTF-16 code units it concerns; 0 for a place between two.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Mend">What to write instead, where there is one; else null.</param>
public sealed record QueryProblem(ProblemSeverity Severity, int Position, int Length, string Message, string? Mend = null)
{
    /// <summary>The problem in one line, counting characters from 1.</summary>
    public override string ToString()
    {
        var severity = Severity == ProblemSeverity.Error ? "error" : "warning";
        var mend = Mend is null ? "" : $" Write: {Mend}";
        return $"{severity} at character {Position + 1}: {Message}{mend}";
    }

    /// <summary>The line of the query with a caret under what is wrong.</summary>
    public string Point(string text)
    {
        var start = Position == 0 ? 0 : text.LastIndexOf('\n', Math.Min(Position, text.Length) - 1) + 1;
        var end = text.IndexOf('\n', Math.Min(Position, text.Length));
        if (end < 0) end = text.Length;
        var line = text[start..end].Replace('\t', ' ').Replace('\r', ' ');
        var place = Position - start;
        var carets = new string('^', Math.Clamp(Columns.Of(line.AsSpan(place, Math.Clamp(Length, 0, line.Length - place))), 1, 80));
        return $"{line}\n{Columns.Blank(line.AsSpan(0, place))}{carets}";
    }
}

public enum ProblemSeverity
{
    Error,
    Warning,
}
