using System.Globalization;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>The index says of every query and document what the plain reading says, on the edges of how it works.</summary>
public sealed class IndexAgreementTests
{
    private static readonly Query[] Asked = [.. IndexCases.Queries.Select(QueryOf)];

    private static readonly Query[] Queries =
    [
        .. Asked,
        .. Asked.Where((_, number) => number % 4 == 0).Select(query => new Query($"not {query.Name}", new("", new Not(query.Expression.Root)))),
    ];

    private static readonly (Document Document, int[] Fits)[] Expected = [.. IndexCases.All.Select(document => (document, PlainFits(document)))];

    [Fact]
    public void Many_queries_in_one_index_agree() => Agree(MatchIndex.Build(Queries));

    [Fact]
    public void Rarity_does_not_change_what_matches()
    {
        var census = new WordCensus();
        census.Count(Documents.Of("last inc acme acme corp a a a a b of of of of the the 京 東 東京 都", "acme last nothing"));

        Agree(MatchIndex.Build(Queries, census));
    }

    [Fact]
    public void The_order_of_queries_does_not_matter()
    {
        var index = MatchIndex.Build([.. Queries.Reverse()]);

        foreach (var (document, fits) in Expected)
            Assert.True(fits.SequenceEqual(Fits(index, document).Select(number => Queries.Length - 1 - number).Order()), document.ToString());
    }

    [Fact]
    public void Each_query_alone_agrees()
    {
        for (var number = 0; number < Queries.Length; number++)
        {
            var index = MatchIndex.Build([Queries[number]]);
            foreach (var (document, fits) in Expected.Where((_, document) => (document + number) % 3 == 0))
                Assert.True(fits.Contains(number) == (Fits(index, document) is [0]), $"{Queries[number].Name} on {document}");
        }
    }

    /// <summary>What a document found out is remembered under a number of 16 bits, 0 left out, which is another document's some time later.</summary>
    [Fact]
    public void What_was_found_out_of_a_document_is_forgotten_before_its_number_comes_again()
    {
        var index = MatchIndex.Build([.. new[] { "acme", "acme -corp", "=Acme", "#acme", "\"acme inc\"" }.Select(QueryOf)]);
        var (one, nothing, other) = (Documents.Of("Acme inc #acme"), Documents.Of("-"), Documents.Of("acme inc"));
        foreach (var (before, after, fits) in new[] { (one, other, new[] { 0, 1, 4 }), (other, one, [0, 1, 2, 3, 4]) })
        {
            Fits(index, before);
            for (var number = 0; number < ushort.MaxValue - 1; number++) Assert.Empty(Fits(index, nothing));

            Assert.Equal(fits, Fits(index, after));
        }
    }

    [Fact]
    public void A_document_after_another_is_read_as_if_it_were_the_first()
    {
        var index = MatchIndex.Build(Queries);
        foreach (var (before, _) in Expected.Where((_, number) => number % 24 == 0))
        {
            foreach (var (document, fits) in Expected.Where((_, number) => number % 9 == 0))
            {
                Fits(index, before);
                Assert.Equal(fits, Fits(index, document));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(191)]
    [InlineData(192)]
    [InlineData(193)]
    [InlineData(342)]
    [InlineData(3_000)]
    public void Every_word_of_an_index_is_found_and_no_other(int count)
    {
        var index = MatchIndex.Build([.. Enumerable.Range(0, count).Select(number => QueryOf(Word(number)))]);
        var body = string.Join(' ', Enumerable.Range(0, count + 500).Select(Word));

        Assert.Equal(Enumerable.Range(0, count), Fits(index, Documents.Of(body)));
        Assert.Empty(Fits(index, Documents.Of(string.Join(' ', Enumerable.Range(count, 1_000).Select(Word)))));
        if (count > 0) Assert.Equal([count - 1], Fits(index, Documents.Of(Word(count - 1), Word(count))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(300)]
    public void A_word_leads_to_all_the_phrases_it_begins(int count)
    {
        var index = MatchIndex.Build([.. Enumerable.Range(0, count).Select(number => QueryOf($"\"acmes {Word(number % 20)} {Word(number)}\""))]);

        for (var number = 0; number < count; number++)
            Assert.Equal([number], Fits(index, Documents.Of($"x acmes {Word(number % 20)} {Word(number)} x")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public void Pairs_of_Han_letters_lead_to_all_their_names(int count)
    {
        var index = MatchIndex.Build([.. Enumerable.Range(0, count).Select(number => QueryOf($"{Han(number)}{Han(number + 1)}{Han(number + 2)}"))]);

        for (var number = 0; number < count; number++)
            Assert.Equal([number], Fits(index, Documents.Of($"{Han(number)} {Han(number)}{Han(number + 1)}{Han(number + 2)}{Han(number)}")));
        Assert.Empty(Fits(index, Documents.Of(string.Concat(Enumerable.Range(0, count + 2).Reverse().Select(Han)))));
    }

    [Fact]
    public void A_query_is_given_once_however_often_it_is_triggered()
    {
        var index = MatchIndex.Build([QueryOf("acme OR corp OR ac* OR \"acme corp\" OR #acme"), QueryOf("acme"), QueryOf("acme"), QueryOf("acme -nothing")]);

        Assert.Equal([0, 1, 2, 3], Fits(index, Documents.Of("acme corp acme corp #acme acme")));
    }

    [Fact]
    public void Matches_come_in_the_order_of_the_queries_and_not_of_the_text()
    {
        var index = MatchIndex.Build([.. ((string[])["inc", "acme", "lang:fr", "co*", "corp"]).Select(QueryOf)]);

        Assert.Equal(["inc", "acme", "lang:fr", "co*", "corp"], index.Match(Documents.Of("corp b acme inc", language: "fr")).Select(match => match.Query));
    }

    private static void Agree(MatchIndex index)
    {
        foreach (var (document, fits) in Expected)
        {
            var found = Fits(index, document);
            Assert.True(fits.SequenceEqual(found), $"lost {Names(fits.Except(found))}, invented {Names(found.Except(fits))} in {document}");
        }
    }

    private static string Names(IEnumerable<int> numbers) => string.Join(" | ", numbers.Select(number => Queries[number].Name));

    private static int[] PlainFits(Document document)
    {
        var view = new DocumentView(document);
        return [.. Enumerable.Range(0, Queries.Length).Where(number => Evaluator.Holds(Queries[number].Expression.Root, view))];
    }

    private static List<int> Fits(MatchIndex index, Document document)
    {
        var fits = new List<int>();
        index.Find(document, fits);
        fits.Sort();
        return fits;
    }

    private static Query QueryOf(string text) => new(text, QueryParser.Parse(text).Expression!);

    private static string Word(int number) => "w" + (number * 7_919L % 1_000_003).ToString(CultureInfo.InvariantCulture);

    private static string Han(int number) => ((char)(0x4E00 + number)).ToString();
}
