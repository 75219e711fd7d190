using Monitor.Core.Matching;
using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Matching;

/// <summary>What makes the index fast without changing what matches shows in what it allocates: nothing, where no word needs the slow way.</summary>
public sealed class IndexAllocationTests
{
    private const string Address = "https://example.org/1";

    private static readonly string[] Queries =
    [
        "acme", "\"acme corp\"", "acmec*", "東京", "#acme", "@acme", "author:acme", "url:acme", "site:acme.com", "link:acme.com", "nothing -acme", "=Nothing",
        "nothing NEAR acme",
    ];

    [Theory]
    [InlineData("a text of nine words that trigger no query")]
    [InlineData("Été à la plage, naïve Œuvre")]
    [InlineData("Ещё жизнь и слово")]
    [InlineData("大阪は雨 神戸")]
    [InlineData("서울 부산")]
    [InlineData("ที่นี่ กรุงเทพ")]
    [InlineData("مُحمد سلام")]
    [InlineData("हिन्दी कि भाषा")]
    [InlineData("🔥 rocket 🚀 ❤ ©")]
    [InlineData("a soft\u00ADhyphen")]
    [InlineData("acne acm acmae corp inc corporation-of-more-than-sixteen-letters internationalization")]
    public void A_document_that_triggers_no_query_allocates_nothing(string text)
    {
        Assert.Equal(0, AllocatedFor(Documents.Of(text, text, Address)));
        Assert.Equal(0, AllocatedFor(Documents.Of(string.Join(' ', Enumerable.Repeat(text, 400)), text, Address)));
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("HTTP://www.Example.org/corp.com")]
    [InlineData("https://example.org:8080/")]
    [InlineData("https://example.org?corp")]
    [InlineData("https://example-1.org#corp")]
    [InlineData("")]
    public void A_plain_address_is_read_without_allocating(string address) =>
        Assert.Equal(0, AllocatedFor(Documents.Of("text", url: address, links: [address, "https://example.org/2"])));

    [Fact]
    public void A_buffer_grows_with_a_text_and_not_far_beyond_it()
    {
        var text = Text(200_000, "ab c ");
        Assert.InRange(AllocatedBy(words => words.Append("a short text")), 0, 0);
        Assert.InRange(AllocatedBy(words => words.Append(text)), 2_000_000 - 50_000, 2_000_000 + 50_000);
        Assert.InRange(
            AllocatedBy(words =>
            {
                for (var number = 0; number < 2_000; number++) words.Append("a text of a few words, and one more word");
            }),
            0,
            2_000_000);
    }

    [Fact]
    public void Buffers_that_grew_past_all_measure_are_given_back_and_others_kept()
    {
        var words = new FoldedWords();
        words.Append(Text(5_000_000, "ab c "));
        words.Find();
        Assert.InRange(Allocated(words.Clear), 40_000, 50_000);
        Assert.Equal(0, Allocated(words.Clear));

        words.Append("a b");
        words.Find();
        Assert.Equal(2, words.Count);
        words.Append(Text(100_000, "ab c "));
        words.Find();
        Assert.Equal(0, Allocated(words.Clear));
    }

    [Fact]
    public void Room_for_the_words_of_a_long_document_is_kept_and_that_of_an_enormous_one_given_back() => OnAFreshThread(() =>
    {
        var index = MatchIndex.Build([.. Queries.Select(text => new Query(text, QueryParser.Parse(text).Expression!))]);
        var (small, large, enormous) = (Documents.Of("a text"), Documents.Of(Text(200_000, "a b ")), Documents.Of(Text(600_000, "a b ")));
        long Read(Document document) => Allocated(() => index.Find(document, []));

        // What is read, where each of up to a word for two characters stands, its hash, and which of the 100,000 lead somewhere.
        Read(small);
        Assert.InRange(Read(large), 3_600_000, 3_700_000);
        Assert.InRange(Read(small) + Read(large), 0, 200);

        Read(enormous);
        Assert.InRange(Read(small), 4 << 12, (4 << 12) + 200);
        Assert.InRange(Read(small), 0, 100);
    });

    // A thread has its own room.
    private static void OnAFreshThread(Action act)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(act));
        thread.Start();
        thread.Join();
        if (failure is not null) throw failure;
    }

    private static string Text(int length, string part) => string.Concat(Enumerable.Repeat(part, length / part.Length));

    private static long AllocatedBy(Action<FoldedWords> append)
    {
        var words = new FoldedWords();
        append(words);
        words.Clear();
        var fresh = new FoldedWords();
        return Allocated(() =>
        {
            append(fresh);
            fresh.Find();
        });
    }

    /// <summary>By the second reading: the first makes buffers and pages of the folding table.</summary>
    private static long AllocatedFor(Document document)
    {
        var index = MatchIndex.Build([.. Queries.Select(text => new Query(text, QueryParser.Parse(text).Expression!))]);
        var fits = new List<int>();
        index.Find(document, fits);
        Assert.Empty(fits);
        return Allocated(() => index.Find(document, fits));
    }

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
