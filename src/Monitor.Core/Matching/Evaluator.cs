using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Evaluates a tree on a document by plain recursion over words: the reading of the language that the index is held to, and what finds
/// the spans of a match. For one query on one document; <see cref="MatchIndex"/> is for many.
/// </summary>
public static class Evaluator
{
    /// <summary>A match shows at most so many spans; a text that holds a term more often says nothing more by it.</summary>
    public const int MostSpans = 1_000;

    public static bool Holds(QueryNode node, Document document) => Holds(node, new DocumentView(document));

    /// <summary>What matched, in order; empty when nothing with a place did.</summary>
    public static IReadOnlyList<Span> Spans(QueryNode node, Document document) => Spans(node, new DocumentView(document));

    internal static bool Holds(QueryNode node, DocumentView view) => node switch
    {
        AllOf all => all.Parts.All(part => Holds(part, view)),
        AnyOf any => any.Parts.Any(part => Holds(part, view)),
        Not not => !Holds(not.Part, view),
        Near near => NearJoin.Find(near, view).Any(),
        NumberTerm or ValueTerm { Field: not Field.Tags } => HoldsCondition((Term)node, view.Document),
        Term term => Find(term, view).Any(),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    internal static IReadOnlyList<Span> Spans(QueryNode node, DocumentView view)
    {
        var spans = new HashSet<Span>();
        Collect(node, view, spans);
        return [.. spans.OrderBy(span => span.Field).ThenBy(span => span.Element).ThenBy(span => span.Start).ThenBy(span => span.Length)];
    }

    /// <summary>Everywhere the term stands; nothing for terms without a place.</summary>
    internal static IEnumerable<Span> Find(Term term, DocumentView view) => term switch
    {
        AddressTerm address => FindAddress(address, view),
        ValueTerm { Field: Field.Tags } tag => FindTag(tag.Key, tag, view),
        HashtagTerm { Scope: Scope.Text } hashtag => TermFinder.Find(term, view).Select(occurrence => occurrence.Span).Concat(FindTag(hashtag.Key, term, view)),
        HandleTerm { Scope: Scope.Author } handle => FindAuthor(handle, view.Document),
        _ => TermFinder.Find(term, view).Select(occurrence => occurrence.Span),
    };

    /// <param name="isWanted">False within an odd number of NOTs: what stands there made no match, but what is excluded there again did.</param>
    private static void Collect(QueryNode node, DocumentView view, HashSet<Span> spans, bool isWanted = true)
    {
        switch (node)
        {
            case AllOf all:
                foreach (var part in all.Parts.Where(part => isWanted || !Holds(part, view))) Collect(part, view, spans, isWanted);
                break;
            case AnyOf any:
                foreach (var part in any.Parts.Where(part => !isWanted || Holds(part, view))) Collect(part, view, spans, isWanted);
                break;
            case Not not: Collect(not.Part, view, spans, !isWanted); break;
            case Near near when isWanted: Add(NearJoin.Find(near, view).SelectMany(occurrence => occurrence.Spans), spans); break;
            case Term term when isWanted: Add(Find(term, view), spans); break;
            default: break;
        }
    }

    private static void Add(IEnumerable<Span> found, HashSet<Span> spans)
    {
        foreach (var span in found)
        {
            if (spans.Count >= MostSpans) return;
            spans.Add(span);
        }
    }

    private static IEnumerable<Span> FindAddress(AddressTerm term, DocumentView view)
    {
        IEnumerable<LinkedAddress> addresses = term.Field == Field.Url ? [view.Own] : view.Links;
        foreach (var candidate in addresses)
        {
            if (candidate.Address is not { } address || !term.Parsed.Covers(address)) continue;
            var (start, length) = Place(term.Parsed, candidate.Text);
            yield return new(term.Field, start, length, term.Written, candidate.Element);
        }
    }

    /// <summary>Host and path within the address as written; all of it where they are written in another way.</summary>
    private static (int Start, int Length) Place(WebAddress wanted, string text)
    {
        var whole = wanted.Host + wanted.Path;
        var start = text.IndexOf(whole, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? (0, text.Length) : (start, whole.Length);
    }

    private static IEnumerable<Span> FindTag(string key, Term term, DocumentView view)
    {
        for (var tag = 0; tag < view.Tags.Count; tag++)
        {
            if (view.Tags[tag] == key) yield return new(Field.Tags, 0, view.Document.Tags[tag].Length, term.Written, tag);
        }
    }

    private static IEnumerable<Span> FindAuthor(HandleTerm term, Document document)
    {
        var own = document.Author.Handle;
        if (TermFinder.IsHandle(own, term.LocalKey, term.HostKey)) yield return new(Field.Author, 0, own.Length, term.Written, 1);
    }

    private static long? Number(NumberTerm term, Document document) => term.Field == Field.Followers ? document.Author.Followers : document.Score;

    /// <summary>A term without a place: a number, or a language, type or source.</summary>
    internal static bool HoldsCondition(Term term, Document document) => term switch
    {
        NumberTerm number => Number(number, document) is { } value && number.Holds(value),
        ValueTerm { Field: Field.Language } language => IsLanguage(document.Language, language.Key),
        ValueTerm { Field: Field.Type } type => document.Type.ToString().Equals(type.Key, StringComparison.OrdinalIgnoreCase),
        ValueTerm { Field: Field.Source } source => IsName(document.Source.Name, source.Key) || IsName(document.Source.Kind, source.Key),
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };

    internal static bool IsName(string name, string folded) =>
        Ascii.IsValid(name) ? Ascii.EqualsIgnoreCase(name, folded) : TextFolding.Fold(name) == folded;

    private static bool IsLanguage(string language, string wanted) =>
        language.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (language.Length == wanted.Length || language[wanted.Length] is '-' or '_');
}
