using FsCheck.Fluent;
using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Text made to hurt: nothing crashes.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void Any_text_is_either_a_query_or_an_error() => Properties.Check(
        Gen.ListOf(Gen.Elements("(", ")", "\"", "`", "-", "!", "|", " ", "*", "=", "#", "@", ":", "AND", "OR", "NOT", "NEAR/3", "NEAR/", "title:", "site:", "lang:", "a", "acme", "\uD800", "\0", "“", "»", "\u0301", "🔥", "\n")),
        pieces =>
        {
            var text = string.Concat(pieces);
            var parsed = QueryParser.Parse(text);
            Assert.Equal(parsed.Expression is null, parsed.Errors.Any());
            foreach (var problem in parsed.Problems)
            {
                Assert.InRange(problem.Position, 0, text.Length);
                Assert.NotEmpty(problem.Point(text));
            }
        });

    [Fact]
    public void One_index_serves_many_threads()
    {
        var index = Build("acme corp", "\"acme corp\"", "acme NEAR/9 corp", "pre*");
        var documents = Enumerable.Range(0, 2_000).Select(number => Documents.Of(number % 3 == 0 ? "acme and corp" : "prefix")).ToArray();

        Parallel.ForEach(documents, document => Assert.Equal(document.Body == "prefix" ? ["pre*"] : ["acme corp", "acme NEAR/9 corp"], index.Match(document).Select(match => match.Query)));
    }

    private static MatchIndex Build(params string[] queries) =>
        MatchIndex.Build([.. queries.Select(query => new Query(query, QueryParser.Parse(query).Expression!))]);
}
