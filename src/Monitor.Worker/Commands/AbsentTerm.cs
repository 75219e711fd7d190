using System.Globalization;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Commands;

/// <summary>What a document has instead of a term that it lacks: how the term, or the document, was nearly right.</summary>
internal sealed class AbsentTerm(Document document)
{
    private const int FarthestNear = 100;

    public string Says(QueryNode node) => node switch
    {
        Near near => OfNear(near),
        WordsTerm { IsExact: true } term when Stands(term with { IsExact = false }) => "is missing; the words are there with other capitals or accents",
        WordsTerm { Scope: Scope.Title or Scope.Body } term when Stands(term with { Scope = Scope.Text }) =>
            $"is missing; it is in the {(term.Scope == Scope.Title ? "body" : "title")}",
        NumberTerm { Field: Field.Followers } => Has(document.Author.Followers?.ToString(CultureInfo.InvariantCulture)),
        NumberTerm => Has(document.Score?.ToString(CultureInfo.InvariantCulture)),
        ValueTerm { Field: Field.Language } => Has(document.Language),
        ValueTerm { Field: Field.Type } => Has(document.Type.ToString().ToLowerInvariant()),
        ValueTerm { Field: Field.Source } => Has(string.Join(", ", new[] { document.Source.Name, document.Source.Kind }.Where(name => name.Length > 0))),
        AddressTerm { Field: Field.Url } => Has(document.Url),
        _ => "is missing",
    };

    private static string Has(string? value) => string.IsNullOrEmpty(value) ? "does not hold; the document does not say" : $"does not hold; it is {value}";

    private string OfNear(Near near)
    {
        string[] absent = [.. new[] { near.Left, near.Right }.Where(side => !Stands(side)).Select(side => side is AnyOf ? $"({QueryPrinter.Print(side)})" : QueryPrinter.Print(side))];
        if (absent.Length > 0) return $"is missing; {string.Join(" and ", absent)} {(absent.Length == 1 ? "is" : "are")} not there";
        if (near.Ordered && Stands(near with { Ordered = false })) return "is missing; the words are there in another order";
        var wider = Enumerable.Range(near.Distance + 1, FarthestNear - near.Distance).Select(distance => near with { Distance = distance }).FirstOrDefault(Stands);
        return wider is null
            ? "is missing; the words are there, but too far apart or one within the other"
            : $"is missing; the words are there, with {wider.Distance} {(wider.Distance == 1 ? "word" : "words")} between";
    }

    private bool Stands(QueryNode node) => Evaluator.Holds(node, document);
}
