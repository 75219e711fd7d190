using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Commands;

/// <summary>Why a query fits a document or not, in lines for people.</summary>
internal sealed class ExplanationText(Document document)
{
    private const int MostPlaces = 5;

    public string Of(Explanation explanation)
    {
        var lines = explanation.Holds ? Why(explanation) : WhyNot(explanation);
        var verdict = explanation.Holds ? "It matches." : "It does not match.";
        return string.Concat(lines.Select(line => $"  {MentionLine.Plain(line)}\n").Prepend($"{verdict}\n"));
    }

    private IEnumerable<string> Why(Explanation cause) => cause.Node switch
    {
        AllOf or AnyOf => cause.Parts.Where(part => part.Holds).SelectMany(Why),
        Not when cause.Parts[0] is { Node: Not, Parts: [var twice] } => Why(twice),
        Not => [$"{Print(cause.Parts[0])} {(IsCondition(cause.Parts[0].Node) ? "does not hold" : "is not there")}, as asked"],
        _ => [$"{Print(cause)} {(cause.Found.Count == 0 ? "holds" : $"is in {Places(cause.Found)}")}"],
    };

    private IEnumerable<string> WhyNot(Explanation cause) => cause.Node switch
    {
        AllOf => cause.Parts.Where(part => !part.Holds).SelectMany(WhyNot),
        AnyOf when cause.Parts.All(part => part.Parts.Count == 0) => [$"none of these is there: {string.Join(", ", cause.Parts.Select(Print))}"],
        AnyOf => WhyNot(cause.Parts.MinBy(part => part.Distance())!),
        Not when cause.Parts[0] is { Node: Not, Parts: [var twice] } => WhyNot(twice),
        Not => [Struck(cause.Parts[0])],
        _ => [$"{Print(cause)} {new AbsentTerm(document).Says(cause.Node)}"],
    };

    private string Struck(Explanation excluded)
    {
        var found = excluded.Causes().SelectMany(cause => cause.Found).ToList();
        return $"{Print(excluded)} is excluded, and {(found.Count == 0 ? "holds" : $"is in {Places(found)}")}";
    }

    private string Places(IReadOnlyList<Span> found)
    {
        var places = string.Join(", ", found.Take(MostPlaces).Select(Place));
        return found.Count > MostPlaces ? $"{places} and {found.Count - MostPlaces} more" : places;
    }

    private string Place(Span span)
    {
        var line = SpanLine.Of(span, document);
        return $"{line.Field} at {line.Start}: «{line.Text}»{(LinkTrail.Of(document, span) is { } trail ? $" ({trail})" : "")}";
    }

    private static string Print(Explanation cause) => QueryPrinter.Print(cause.Node);

    private static bool IsCondition(QueryNode node) => node is NumberTerm or AddressTerm { Field: Field.Url } or ValueTerm { Field: not Field.Tags };
}
