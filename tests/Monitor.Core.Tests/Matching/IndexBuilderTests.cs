using System.Text;
using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

/// <summary>What an index makes of queries: what it waits for and what it asks then. It decides how fast the index is, not what matches.</summary>
public sealed class IndexBuilderTests
{
    [Theory]
    [InlineData("acme", "acme")]
    [InlineData("acme corporation", "corporation")]
    [InlineData("corporation acme", "corporation")]
    [InlineData("the acme", "acme")]
    [InlineData("the ab", "ab")]
    [InlineData("with acme", "acme")]
    [InlineData("about acmes", "about")]
    [InlineData("xq zvw", "zvw")]
    [InlineData("ac* acme", "acme")]
    [InlineData("ac* corpora*", "corpora*")]
    [InlineData("acme acmecorp*", "acmecorp*")]
    [InlineData("acmecorpora* acmecorporate*", "acmecorpora*")]
    [InlineData("acme lang:fr", "acme")]
    [InlineData("lang:fr acme", "acme")]
    [InlineData("score:>1 acme", "acme")]
    [InlineData("corp -acme", "corp")]
    [InlineData("-corporation corp", "corp")]
    [InlineData("NOT NOT acme", "acme")]
    [InlineData("acme #corporation", "#corporation")]
    [InlineData("acme @corporation", "@corporation")]
    [InlineData("acme tag:corporation", "tag:corporation")]
    [InlineData("tag:acme corporation", "corporation")]
    [InlineData("site:acme.com acme", "site:acme.com")]
    [InlineData("acme site:acme.com", "site:acme.com")]
    [InlineData("link:acme.com acmecorporation", "acmecorporation")]
    [InlineData("acme `++`", "acme")]
    [InlineData("`++` acme", "acme")]
    [InlineData("(acme corporation) OR inc", "corporation | inc")]
    [InlineData("(acme OR corporation) corp", "corp")]
    [InlineData("(acmes OR corporation) corp", "acmes | corporation")]
    [InlineData("(acme OR lang:fr) corp", "corp")]
    [InlineData("(acmes OR lang:fr) corp", "corp")]
    [InlineData("acme NEAR/3 corporation", "corporation")]
    [InlineData("(acme NEAR/3 corporation) corps", "corporation")]
    [InlineData("acme =Corporation", "Corporation")]
    [InlineData("acme 東京", "\"東京\"")]
    [InlineData("acme 東", "acme")]
    [InlineData("\"acme corp\" inca", "inca")]
    [InlineData("inca \"acme corporate\"", "\"acme corporate\"")]
    [InlineData("(a OR NOT b) acme", "acme")]
    [InlineData("lang:fr", "")]
    [InlineData("lang:fr score:>1", "")]
    [InlineData("`++`", "")]
    public void A_query_waits_for_what_is_rarest_among_what_it_cannot_do_without(string query, string awaited)
    {
        var tables = Build(query);

        Assert.Equal(awaited, string.Join(" | ", Awaited(tables)));
        Assert.Equal(awaited.Length == 0 ? [0] : [], tables.Always.Select(demand => demand.Query));
    }

    [Theory]
    [InlineData("\"of the acme\"", "acme", -1)]
    [InlineData("\"acme of the\"", "acme", 1)]
    [InlineData("\"of acme the\"", "acme", 1)]
    [InlineData("\"acme corporation\"", "corporation", -1)]
    [InlineData("\"acme acme\"", "acme", 1)]
    [InlineData("\"of corporat*\"", "of", 0)]
    [InlineData("\"corporat* of\"", "of", 0)]
    [InlineData("\"corporat* of acme\"", "acme", -1)]
    [InlineData("\"corporat* acme of\"", "acme", 1)]
    [InlineData("\"ac* of corporat*\"", "of", 0)]
    [InlineData("\"corp acmecorporation of\"", "acmecorporation", -1)]
    [InlineData("\"of acmecorporation corp\"", "acmecorporation", 1)]
    [InlineData("title:acme", "acme", 0)]
    public void A_phrase_is_looked_for_by_its_rarest_whole_word_and_a_whole_word_beside_it(string query, string word, int side)
    {
        var tables = Build(query);
        var leaf = tables.Leaves[Assert.Single(Waiting(tables))];
        var lead = Assert.Single(LeadsTo(tables.Triggers, WordHash.Of(FoldedBytes.Of(word))));

        Assert.Equal(word, TextOf(tables, tables.Sequences[leaf.TokenStart + leaf.Anchor]));
        Assert.Equal((leaf.Anchor, side), (lead.Offset, lead.Side));
        Assert.Equal(side == 0 ? 0 : tables.Sequences[leaf.TokenStart + leaf.Anchor + side].Hash, lead.Neighbour);
    }

    [Theory]
    [InlineData("acme", Lead.Alone)]
    [InlineData("acme -corp", Lead.Alone)]
    [InlineData("=Acme", Lead.Alone)]
    [InlineData("title:acme", 0)]
    [InlineData("\"of acme\"", 1)]
    public void A_word_that_is_all_of_a_term_of_the_whole_text_leaves_nothing_to_look_at(string query, int offset)
    {
        Assert.Equal(offset, Assert.Single(LeadsTo(Build(query).Triggers, HashOf("acme"))).Offset);
    }

    [Fact]
    public void A_word_that_many_terms_use_is_taken_for_a_common_one()
    {
        Assert.Equal("acme", Awaited(Build("acme corp"))[0]);
        Assert.Contains("corp", Awaited(Build("acme corp", "title:acme", "body:acme", "author:acme")));
    }

    [Fact]
    public void What_was_counted_goes_before_what_is_guessed()
    {
        var census = new WordCensus();
        census.Count(Documents.Of("corporation corporation corporation acme acme 東京 東京 京都 x"));

        Assert.Equal(["acme"], Awaited(Build(census, "corporation acme")));
        Assert.Equal(["the"], Awaited(Build(census, "acme the")));
        Assert.Equal(["ac*"], Awaited(Build(census, "acme ac*")));
        Assert.Equal(["acme"], Awaited(Build(new WordCensus(), "the acme")));
    }

    [Fact]
    public void Letters_that_are_words_are_looked_for_by_their_rarest_pair()
    {
        var census = new WordCensus();
        census.Count(Documents.Of("東東京 x 東東京 x 都内"));

        Assert.Equal(2, Assert.Single(LeadsOfPair(Build(census, "東東京都内"), "京", "都")).Offset);
        Assert.Equal(0, Assert.Single(LeadsOfPair(Build("東京都"), "東", "京")).Offset);
        Assert.Equal(1, Assert.Single(LeadsOfPair(Build("\"acme 東京\""), "東", "京")).Offset);
        Assert.All((string[])["\"東 acme 京\"", "\"東 ქართ*\"", "東", "\"é è\""], query => Assert.True(Build(query).Pairs.IsEmpty, query));
    }

    [Theory]
    [InlineData("acme", true, 0, false)]
    [InlineData("acme OR corp", false, 0, false)]
    [InlineData("acme corp", false, 1, false)]
    [InlineData("acme (corp OR -inc)", false, 2, false)]
    [InlineData("acme -corp", false, 1, false)]
    [InlineData("acme lang:fr", false, 0, true)]
    [InlineData("acme corp lang:fr", false, 1, true)]
    [InlineData("acme -(corp inc)", false, 0, true)]
    [InlineData("acme (corp OR lang:fr)", false, 0, true)]
    [InlineData("acme (corp OR (inc b))", false, 0, true)]
    [InlineData("acme (corp NEAR b)", false, 0, true)]
    [InlineData("=Acme", false, 0, true)]
    [InlineData("`acme`", false, 0, true)]
    [InlineData("acme NEAR corp", false, 0, true)]
    public void What_is_left_to_ask_are_clauses_of_terms_and_the_rest(string query, bool isDecided, int terms, bool hasRest)
    {
        var tables = Build(query);
        var demand = Assert.Single(tables.Triggered.Distinct());

        Assert.Equal((terms, hasRest), (tables.Clauses.Count(term => !term.IsCheck), tables.Checks.Length > 0));
        Assert.Equal(tables.Clauses.Length - terms, tables.Checks.Length);
        Assert.Equal((isDecided, isDecided ? -1 : 0), (demand.IsDecided, demand.Start));
        Assert.Equal(tables.Clauses.Length, demand.End - demand.Start);
    }

    [Fact]
    public void A_clause_says_of_each_term_without_which_word_it_does_not_stand()
    {
        var clauses = Build("acmecorporation (\"of inca\" OR -co* OR #inca OR inc OR `++`)").Clauses;

        Assert.Equal([false, true, false, false, false], clauses.Select(term => term.IsNegated));
        Assert.Equal([false, true, false, false, true], clauses.Select(term => term.IsOpen));
        Assert.Equal([false, false, false, false, true], clauses.Select(term => term.IsLast));
        Assert.Equal([HashOf("inca"), 0, HashOf("inca"), HashOf("inc"), 0], clauses.Select(term => term.Hash));
        Assert.Equal([HashOf("ofinca"), 0, HashOf("inca"), HashOf("inc"), 0], clauses.Select(term => term.Joined));
    }

    [Theory]
    [InlineData("acme", false, false, false)]
    [InlineData("title:#acme", false, false, false)]
    [InlineData("acme author:acme", true, false, false)]
    [InlineData("acme author:@acme", true, false, false)]
    [InlineData("acme url:acme", false, true, false)]
    [InlineData("acme site:acme.com", false, false, false)]
    [InlineData("acme #acme", false, false, true)]
    [InlineData("acme tag:acme", false, false, true)]
    public void Only_fields_that_a_query_looks_into_are_read(string query, bool author, bool url, bool tags)
    {
        var tables = Build(query);

        Assert.Equal((author, url, tags), (tables.SeesAuthor, tables.SeesUrl, tables.SeesTags));
    }

    [Fact]
    public void Words_that_begin_otherwise_than_all_prefixes_are_turned_away()
    {
        var prefixes = Build("acmecorporation*", "inc*").Prefixes;

        Assert.Equal([3, 8], prefixes.Lengths.ToArray());
        Assert.All((string[])["acmecorporations", "ac", "inc", "in"], word => Assert.True(MayBegin(prefixes, word), word));
        Assert.All((string[])["corp", "an", "a", "ca", "ni", "bc", "im"], word => Assert.False(MayBegin(prefixes, word), word));
    }

    [Fact]
    public void A_term_that_stands_twice_is_one()
    {
        Assert.Equal(2, Build("acme corp", "acme -corp", "Acme OR Corp").Leaves.Length);
        Assert.Equal(2, Build("acme", "=Acme").Leaves.Length);
        Assert.Equal(2, Build("acme", "`Acme`").Leaves.Length);
        Assert.Equal([0, 1], Build("acme", "Acme").Triggered.Select(demand => demand.Query));
        Assert.Single(LeadsTo(Build("acme", "Acme").Triggers, HashOf("acme")));
        Assert.Equal("acmecorp", Encoding.UTF8.GetString(Build("acme corp", "acme corp*", "title:acme").TokenBytes)[..8]);
    }

    private static IndexTables Build(params string[] queries) => Build(null, queries);

    private static IndexTables Build(WordCensus? census, params string[] queries) =>
        IndexBuilder.Build([.. queries.Select(text => new Query(text, QueryParser.Parse(text).Expression!))], census);

    private static List<string> Awaited(IndexTables tables) =>
        [.. Waiting(tables).Select(leaf => QueryPrinter.Print(tables.Nodes[leaf]))];

    /// <summary>The leaves that trigger a query.</summary>
    private static IEnumerable<int> Waiting(IndexTables tables) =>
        Enumerable.Range(0, tables.Leaves.Length).Where(leaf => tables.TriggeredStarts[leaf + 1] > tables.TriggeredStarts[leaf]);

    private static string TextOf(IndexTables tables, Token token) => Encoding.UTF8.GetString(tables.TokenBytes, token.Start, token.Length);

    private static Lead[] LeadsOfPair(IndexTables tables, string first, string second) => LeadsTo(tables.Pairs, WordHash.OfPair(HashOf(first), HashOf(second)));

    private static Lead[] LeadsTo(TriggerTable table, uint hash) => table.Find(hash).ToArray();

    private static unsafe bool MayBegin(PrefixTable prefixes, string word)
    {
        fixed (byte* start = FoldedBytes.Of(word + " of a text")) return prefixes.MayBegin(start);
    }

    private static uint HashOf(string word) => WordHash.Of(FoldedBytes.Of(word));
}
