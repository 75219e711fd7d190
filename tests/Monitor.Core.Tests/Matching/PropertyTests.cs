using System.Text;
using FsCheck.Fluent;
using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>What must hold of every query and document.</summary>
public sealed class PropertyTests
{
    [Fact]
    public void Printing_and_parsing_again_gives_the_same_tree() => Properties.Check(Generators.Query, query =>
    {
        var again = QueryParser.Parse(query.Canonical);
        Assert.True(again.Expression is not null, $"{query.Text} prints as {query.Canonical}: {string.Join('\n', again.Problems)}");
        Assert.True(query.Root.Equals(again.Expression.Root), $"{query.Text} prints as {query.Canonical}, which prints as {again.Expression.Canonical}");
    });

    [Fact]
    public void The_fast_reading_finds_the_words_of_the_plain_one() => Properties.Check(Generators.Text, text =>
    {
        var plain = string.Join('|', Words.Of(text).Select(word => Encoding.Latin1.GetString(FoldedBytes.Of(word.Folded))));
        Assert.Equal(plain, FoldedWordsTests.Read(text));
    });

    [Fact]
    public void The_index_agrees_with_the_plain_reading()
    {
        // 10 million pairs in the long run.
        var (queriesAtOnce, documentsAtOnce) = Properties.IsLong ? (20, 5) : (10, 3);
        var agreed = 0L;
        var matches = 0L;
        var batch = Gen.Zip(Gen.ListOf(Generators.Query, queriesAtOnce), Gen.ListOf(Generators.Document, documentsAtOnce));
        Properties.Check(batch, pair =>
        {
            var queries = pair.Item1.Select((expression, number) => new Query($"q{number}", expression)).ToArray();
            var index = MatchIndex.Build(queries);
            var fits = new List<int>();
            foreach (var document in pair.Item2)
            {
                fits.Clear();
                index.Find(document, fits);
                fits.Sort();
                var plain = Enumerable.Range(0, queries.Length).Where(number => Evaluator.Holds(queries[number].Expression.Root, document)).ToList();
                agreed += queries.Length;
                matches += plain.Count;
                Assert.True(plain.SequenceEqual(fits), Difference(queries, plain, fits, document));
            }
        });
        Assert.True(matches > agreed / 50, $"only {matches} matches among {agreed} pairs");
    }

    [Fact]
    public void Every_span_lies_in_its_field_and_every_match_is_explained_by_its_spans() => Properties.Check(Gen.Zip(Generators.Query, Generators.Document), pair =>
    {
        var (query, document) = pair;
        if (!Evaluator.Holds(query.Root, document)) return;
        foreach (var span in Evaluator.Spans(query.Root, document))
        {
            var text = TextOf(document, span);
            Assert.True(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length, $"{query.Text}: {span} in «{text}»");
        }
    });

    [Fact]
    public void Spans_of_words_slice_to_text_that_folds_to_the_words_of_their_term() => Properties.Check(Gen.Zip(Generators.Query, Generators.Document), pair =>
    {
        var (query, document) = pair;
        if (query.Root is not WordsTerm term) return;
        foreach (var span in Evaluator.Spans(term, document))
        {
            var words = Words.Of(TextOf(document, span).AsSpan(span.Start, span.Length)).Select(word => word.Folded).ToArray();
            var isJoined = string.Concat(words) == string.Concat(term.Words.Select(word => word.Folded));
            var isEach = words.Length == term.Words.Count && words.Zip(term.Words).All(both => both.Second.IsPrefix ? both.First.StartsWith(both.Second.Folded, StringComparison.Ordinal) : both.First == both.Second.Folded);
            Assert.True(isJoined || isEach, $"{query.Text}: {string.Join('|', words)}");
        }
    });

    [Fact]
    public void De_Morgan_commutation_and_double_negation_hold() => Properties.Check(Gen.Zip(Gen.Zip(Generators.Query, Generators.Query), Generators.Document), pair =>
    {
        var (a, b, document) = (pair.Item1.Item1.Root, pair.Item1.Item2.Root, pair.Item2);
        Assert.Equal(Holds(new Not(All(a, b))), Holds(Any(new Not(a), new Not(b))));
        Assert.Equal(Holds(new Not(Any(a, b))), Holds(All(new Not(a), new Not(b))));
        Assert.Equal(Holds(All(a, b)), Holds(All(b, a)));
        Assert.Equal(Holds(Any(a, b)), Holds(Any(b, a)));
        Assert.Equal(Holds(All(a, b)), Holds(All(a, new Not(new Not(b)))));

        bool Holds(QueryNode node)
        {
            var holds = Evaluator.Holds(node, document);
            var fits = new List<int>();
            MatchIndex.Build([new("q", new QueryExpression("", node))]).Find(document, fits);
            Assert.Equal(holds, fits.Count == 1);
            return holds;
        }
    });

    /// <summary>What the long run found.</summary>
    [Theory]
    [InlineData("\"½ corp\"", "#½corp")]
    [InlineData("\"1 2corp\"", "#½corp")]
    [InlineData("@1.b", "@⒈b")]
    [InlineData("#ゟ", "#より")]
    [InlineData("#より", "#ゟ")]
    [InlineData("\"acme corp\"", "क\u200BAcmeCorp.ที่.STRASSE")]
    [InlineData("\"acme \u0301\"", "#acme")]
    public void The_index_agrees_on_what_once_was_wrong(string query, string body)
    {
        var expression = QueryParser.Parse(query).Expression!;

        Assert.Equal(Evaluator.Holds(expression.Root, Documents.Of(body)), MatchIndex.Build([new("q", expression)]).Match(Documents.Of(body)).Count == 1);
    }

    private static AllOf All(QueryNode one, QueryNode other) => new(new([one, other]));

    private static AnyOf Any(QueryNode one, QueryNode other) => new(new([one, other]));

    private static string TextOf(Document document, Span span) => span.Field switch
    {
        Field.Title => document.Title,
        Field.Body => document.Body,
        Field.Tags => document.Tags[span.Element],
        Field.Author => span.Element == 0 ? document.Author.Name : document.Author.Handle,
        Field.Url => document.Url,
        _ => document.Links.SelectMany(link => link.Hops).ElementAt(span.Element),
    };

    private static string Difference(Query[] queries, List<int> plain, List<int> fits, Document document)
    {
        var lost = plain.Except(fits).Select(number => "lost " + queries[number].Expression.Text);
        var invented = fits.Except(plain).Select(number => "invented " + queries[number].Expression.Text);
        return $"{string.Join('\n', lost.Concat(invented))}\nin {document}\nbody {string.Join(' ', document.Body.Select(c => ((int)c).ToString("X4")))}";
    }
}
