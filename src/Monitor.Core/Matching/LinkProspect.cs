using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Whether knowing where a document's links lead could make a query fit it: nobody is asked about links that cannot matter.</summary>
public static class LinkProspect
{
    /// <summary>Whether the query asks where links lead.</summary>
    public static bool Asks(QueryNode root) => QueryTree.Terms(root).Any(IsOfLinks);

    /// <summary>The addresses that the query looks for in links.</summary>
    public static IEnumerable<string> Homes(QueryNode root) => QueryTree.Terms(root).Where(IsOfLinks).Select(term => ((AddressTerm)term).Address);

    /// <summary>
    /// Whether the query would fit the document if each <c>link:</c> in it were found. What is excluded by a link only hides, and what
    /// is hidden is not looked for: a document that was told of is not untold.
    /// </summary>
    public static bool Could(QueryNode node, Document document) => node switch
    {
        AllOf all => all.Parts.All(part => Could(part, document)),
        AnyOf any => any.Parts.Any(part => Could(part, document)),
        Not not => Asks(not.Part) || !Evaluator.Holds(not.Part, document),
        Term term => IsOfLinks(term) || Evaluator.Holds(term, document),
        _ => Evaluator.Holds(node, document),
    };

    private static bool IsOfLinks(Term term) => term is AddressTerm { Field: Field.Links };
}
