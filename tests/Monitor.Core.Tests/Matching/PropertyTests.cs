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
        var batch = Gen.Zip(Gen.Zip(Gen.ListOf(Generators.Query, queriesAtOnce), Gen.ListOf(Generators.Document, documentsAtOnce)), Gen.Elements(null, Census()));
        Properties.Check(batch, drawn =>
        {
            var ((expressions, documents), census) = drawn;
            var queries = expressions.Select((expression, number) => new Query($"q{number}", expression)).ToArray();
            var index = MatchIndex.Build(queries, census);
            var fits = new List<int>();
            foreach (var document in documents)
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
    public void Every_span_lies_in_its_field() => Properties.Check(Gen.Zip(Generators.Query, Generators.Document), pair =>
    {
        var (query, document) = pair;
        foreach (var span in Evaluator.Spans(query.Root, document))
        {
            var text = Documents.TextOf(document, span);
            Assert.True(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length, $"{query.Text}: {span} in «{text}»");
        }
    });

    [Fact]
    public void Every_match_that_has_a_place_shows_it() => Properties.Check(Gen.Zip(Generators.Query, Gen.ListOf(Generators.Document, 4)), pair =>
    {
        var (query, documents) = pair;
        foreach (var document in documents)
        {
            var hasPlace = Explanation.Of(query.Root, document) is { Holds: true } explanation && explanation.Causes().Any(cause => cause.Found.Count > 0);
            if (hasPlace) Assert.NotEmpty(Evaluator.Spans(query.Root, document));
        }
    });

    [Fact]
    public void Spans_of_words_slice_to_text_that_folds_to_the_words_of_their_term()
    {
        var spans = 0;
        Properties.Check(Gen.Zip(Generators.Query, Gen.ListOf(Generators.Document, 4)), pair =>
        {
            foreach (var term in QueryTree.Terms(pair.Item1.Root).OfType<WordsTerm>())
            {
                foreach (var document in pair.Item2)
                {
                    foreach (var span in Evaluator.Spans(term, document))
                    {
                        spans++;
                        var words = Words.Of(Documents.TextOf(document, span).AsSpan(span.Start, span.Length)).Select(word => word.Folded).ToArray();
                        Assert.True(AreOf(term, words), $"{pair.Item1.Text}: {string.Join('|', words)}");
                    }
                }
            }
        });
        Assert.True(spans >= Properties.Cases, $"only {spans} spans in {Properties.Cases} cases");
    }

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

    /// <summary>Whether the words of a text are those of the term, one by one, or joined as in a hashtag.</summary>
    private static bool AreOf(WordsTerm term, string[] words)
    {
        if (string.Concat(words) == string.Concat(term.Words.Select(word => word.Folded))) return true;
        return words.Length == term.Words.Count
            && words.Zip(term.Words).All(both => both.Second.IsPrefix ? both.First.StartsWith(both.Second.Folded, StringComparison.Ordinal) : both.First == both.Second.Folded);
    }

    /// <summary>Rarities other than the guessed ones, so that the index chooses other words to wait for.</summary>
    private static WordCensus Census()
    {
        var census = new WordCensus();
        census.Count(Documents.Of("Acme acme Corp 東 京 l d", "apple js ещё 🔥 한"));
        return census;
    }

    private static AllOf All(QueryNode one, QueryNode other) => new(new([one, other]));

    private static AnyOf Any(QueryNode one, QueryNode other) => new(new([one, other]));

    private static string Difference(Query[] queries, List<int> plain, List<int> fits, Document document)
    {
        var lost = plain.Except(fits).Select(number => "lost " + queries[number].Expression.Text);
        var invented = fits.Except(plain).Select(number => "invented " + queries[number].Expression.Text);
        return $"{string.Join('\n', lost.Concat(invented))}\nin {document}\nbody {string.Join(' ', document.Body.Select(c => ((int)c).ToString("X4")))}";
    }
}
