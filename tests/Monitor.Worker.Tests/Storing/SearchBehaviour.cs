using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Both engines find the same: the words of the query language, whatever an engine takes for a letter.</summary>
public abstract class SearchBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Theory]
    [InlineData("acme", "l’annonce d’ACME")]
    [InlineData("ACMÉ", "acme")]
    [InlineData("l'oréal", "Chez L’Oreal")]
    [InlineData("strasse", "Die Straße")]
    [InlineData("coeur oeuvre", "Œuvre et cœur")]
    [InlineData("acme.com", "see acme.com/blog")]
    [InlineData("東京", "新しい東京タワー")]
    [InlineData("क्षि", "यह क्षि है")]
    [InlineData("🏔️", "up the 🏔 now")]
    [InlineData("#️⃣", "press #️⃣ twice")]
    [InlineData("مدرسة", "في مَدْرَسَة كبيرة")]
    [InlineData("𝕒𝕔𝕞𝕖", "Acme")]
    [InlineData("1e5 .5", "from 1e5 to .5")]
    [InlineData("foo_bar", "foo bar")]
    public async Task Finds_words_as_the_query_language_reads_them(string text, string title)
    {
        await SaveAsync(("a", title), ("other", "Nothing of the kind"));

        Assert.Equal(["a"], await FindAsync(text));
    }

    [Fact]
    public async Task All_words_must_be_there_in_any_field_and_the_newest_comes_first()
    {
        var tagged = Document("tagged", "Corp") with { Tags = ["Acmé news"] };
        var written = Document("written", "corp") with { Author = new Author("Acme Bot", "bot@example.social") };
        await SaveAsync(Document("both", "Acme corp"), Document("one", "Acme only"), tagged, written);

        Assert.Equal(["written", "tagged", "both"], await FindAsync("corp acme"));
        Assert.Equal(["written"], await FindAsync("bot corp"));
    }

    [Fact]
    public async Task A_phrase_stands_in_one_field_and_in_order()
    {
        var split = Document("split", "the acme") with { Body = "corp of today" };
        await SaveAsync(Document("yes", "an Acme-Corp, maybe"), Document("turned", "corp acme"), Document("apart", "acme the corp"), split, Document("longer", "acme corporation"));

        Assert.Equal(["yes"], await FindAsync("\"acme corp\""));
        Assert.Equal(["yes"], await FindAsync("acme-corp"));
        Assert.Equal(["longer", "yes"], await FindAsync("\"acme cor*\""));
        Assert.Equal(["yes"], await FindAsync("“ACME Córp” maybe"));
    }

    [Fact]
    public async Task A_star_begins_words()
    {
        await SaveAsync(("a", "recrutement"), ("b", "ils recrutent"), ("c", "la recrue"), ("d", "prerecrutement"));

        Assert.Equal(["b", "a"], await FindAsync("recrut*"));
        Assert.Equal(["c", "b", "a"], await FindAsync("récru*"));
        Assert.Equal(["a"], await FindAsync("recrute* recrutem*"));
        Assert.Empty(await FindAsync("r*"));
    }

    [Fact]
    public async Task Finds_a_phrase_however_late_and_often_its_words_come()
    {
        var late = Document("late", "") with { Body = $"{string.Concat(Enumerable.Repeat("acme is not corp ", 20_000))} acme corp" };
        await SaveAsync(late, late with { Id = "never", Body = late.Body[..^5] });

        Assert.Equal(["late"], await FindAsync("\"acme corp\""));
    }

    [Fact]
    public async Task Takes_texts_that_no_index_should_be_given()
    {
        var words = string.Join(' ', Enumerable.Range(0, 200_000).Select(number => $"слово{number}"));
        var document = Document("vast", new string('x', 100_000)) with { Body = $"acme ' \\ \" : & | ! <-> * {words}" };
        await SaveAsync(document, document with { Id = "empty", Title = "", Body = "" });

        Assert.Equal(["vast"], await FindAsync("acme слово77"));
        Assert.Equal(["vast"], await FindAsync(new string('x', 900)));
        Assert.Empty(await FindAsync("слово199999"));
    }

    [Fact]
    public async Task All_filters_hold_together_page_by_page()
    {
        await Store.Mentions.SaveAsync(
            Sample.Haul([.. Enumerable.Range(1, 30).Select(minute => Sample.Mention(
                Sample.Document($"{minute}", seen: Sample.Noon.AddMinutes(minute)) with { Title = minute % 2 == 0 ? "even" : "odd" }, null, null, minute % 3 == 0 ? ["acme", "third"] : ["acme"]))]),
            default);
        Assert.True(SearchText.TryParse("even", out var text, out _));

        var first = await Store.Reader.ListAsync(new MentionFilter("third", Before: 30, Since: Sample.Noon.AddMinutes(10), Limit: 2, text), default);
        var second = await Store.Reader.ListAsync(new MentionFilter("third", Before: first[^1].Number, Since: Sample.Noon.AddMinutes(10), Limit: 2, text), default);

        Assert.Equal(["24", "18", "12"], [.. first.Concat(second).Select(stored => stored.Mention.Document.Id)]);
    }

    [Fact]
    public async Task Finds_only_mentions_and_forgets_them_with_retention()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Document("a", "findable"))], others: Document("b", "findable")), default);
        Assert.Equal(["a"], await FindAsync("findable"));

        await Store.Retention.SweepAsync(Sample.Noon, Sample.Noon.AddDays(1), default);

        Assert.Empty(await FindAsync("findable"));
    }

    [Fact]
    public async Task Finds_the_newest_text_of_what_was_edited()
    {
        await SaveAsync(Document("a", "before") with { Print = 1 });
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Document("b", "none") with { Print = 1 })], others: Document("c", "before") with { Print = 1 }), default);

        Edit[] edits = [new(Document("a", "after") with { Print = 2 }, null), new(Document("c", "after") with { Print = 2 }, Sample.Mention(Document("c", "after") with { Print = 2 }))];
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Sample.Noon.AddHours(1)) with { Edits = edits }, default);

        Assert.Empty(await FindAsync("before"));
        Assert.Equal(["c", "a"], await FindAsync("after"));
    }

    [Fact]
    public async Task What_is_typed_is_never_an_error()
    {
        await SaveAsync(("a", "Acme"));
        var random = new Random(20261122);
        const string Letters = "aé*\"'\\:()&|!<>-^{}[]+~%_#@ \t\n\0;,.?=$`«»“”¦日🏔\u200d\ufe0f\u0301\ud83c\udf00NEAR AND OR NOT";
        for (var round = 0; round < 500; round++)
        {
            var typed = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Letters[random.Next(Letters.Length)]));
            if (SearchText.TryParse(typed, out var text, out var problem)) await Store.Reader.ListAsync(new MentionFilter(Text: text), default);
            else Assert.NotEmpty(problem);
        }

        foreach (var typed in (string[])["acme AND", "NEAR(acme, 3)", "acme OR", "words:acme", "^acme", "acme'; DROP TABLE mentions; --", "\"acme", "acme\""])
            await FindAsync(typed);
        Assert.Equal(["a"], await FindAsync("\"acme"));
    }

    private static Document Document(string id, string title) => Sample.Document(id) with { Title = title, Body = "" };

    private Task SaveAsync(params (string Id, string Title)[] documents) => SaveAsync([.. documents.Select(document => Document(document.Id, document.Title))]);

    private Task SaveAsync(params Document[] documents) =>
        Store.Mentions.SaveAsync(Sample.Haul([.. documents.Select(document => Sample.Mention(document with { Url = $"https://example.org/{document.Id}" }))]), default);

    private async Task<IReadOnlyList<string>> FindAsync(string typed)
    {
        Assert.True(SearchText.TryParse(typed, out var text, out var problem), problem);
        return [.. (await Store.Reader.ListAsync(new MentionFilter(Text: text), default)).Select(stored => stored.Mention.Document.Id)];
    }
}
