using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class MentionStoreBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task Remembers_nothing_of_a_source_never_looked_at()
    {
        var memory = await Store.Mentions.RecallAsync(Sample.Press, default);

        Assert.Equal(SourceMemory.None(Sample.Press), memory);
    }

    [Fact]
    public async Task Remembers_the_cursor_and_the_first_contact_of_a_source()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(), default);
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Sample.Noon.AddHours(1)) with { Cursor = new Cursor("later"), Warnings = ["no dates", "no ids"] }, default);

        var memory = await Store.Mentions.RecallAsync(Sample.Press, default);

        Assert.Equal(new Cursor("later"), memory.Cursor);
        Assert.Equal(Sample.Noon, memory.FirstContact);
        Assert.Equal(Sample.Noon.AddHours(1), memory.LastSuccess);
        Assert.Equal(Sample.Noon.AddMinutes(70), memory.Due);
        Assert.Equal("no dates\nno ids", memory.Problem);
        Assert.Equal(0, memory.Failures);
        Assert.Null(memory.Fault);
    }

    [Fact]
    public async Task Counts_faults_in_a_row_and_keeps_the_cursor()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(), default);
        foreach (var minute in (int[])[1, 2])
            await Store.Mentions.RecordFaultAsync(Sample.Press, null, new SourceException(SourceFault.RateLimited, "asked to wait"), Sample.Noon.AddMinutes(minute), Sample.Noon.AddHours(minute), default);

        var memory = await Store.Mentions.RecallAsync(Sample.Press, default);

        Assert.Equal(new SourceMemory(Sample.Press, new Cursor("after"), Sample.Noon, Sample.Noon, 2, SourceFault.RateLimited, "asked to wait", Sample.Noon.AddHours(2)) { Look = memory.Look }, memory);
    }

    [Fact]
    public async Task A_fault_before_first_contact_is_no_contact_and_a_success_ends_the_row()
    {
        await Store.Mentions.RecordFaultAsync(Sample.Press, null, new SourceException(SourceFault.Gone, "404"), Sample.Noon, Sample.Noon.AddHours(1), default);
        var before = await Store.Mentions.RecallAsync(Sample.Press, default);
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Sample.Noon.AddHours(1)), default);
        var after = await Store.Mentions.RecallAsync(Sample.Press, default);

        Assert.Equal(new SourceMemory(Sample.Press, Cursor.Start, null, null, 1, SourceFault.Gone, "404", Sample.Noon.AddHours(1)), before);
        Assert.Equal((0, null, null), (after.Failures, after.Fault, after.Problem));
        Assert.Equal(Sample.Noon.AddHours(1), after.FirstContact);
    }

    [Fact]
    public async Task A_fault_of_an_older_look_than_the_last_success_is_not_recorded()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default);
        var older = (await Store.Mentions.RecallAsync(Sample.Press, default)).Look;
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("b")), default);
        var newer = await Store.Mentions.RecallAsync(Sample.Press, default);
        var fault = new SourceException(SourceFault.Transient, "cut off");

        Assert.False(await Store.Mentions.RecordFaultAsync(Sample.Press, older, fault, Sample.Noon, Sample.Noon.AddHours(1), default));
        Assert.Equal(newer, await Store.Mentions.RecallAsync(Sample.Press, default));
        Assert.True(await Store.Mentions.RecordFaultAsync(Sample.Press, newer.Look, fault, Sample.Noon, Sample.Noon.AddHours(1), default));
        Assert.True(await Store.Mentions.RecordFaultAsync(Sample.Forum, "", fault, Sample.Noon, Sample.Noon.AddHours(1), default));
        Assert.Equal(1, (await Store.Mentions.RecallAsync(Sample.Press, default)).Failures);
    }

    [Fact]
    public async Task Says_which_ids_are_unknown_in_order_and_each_once()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("b"), Sample.Document("d")), default);
        await Store.Mentions.SaveAsync(Sample.Haul([], Sample.Forum, null, Sample.Document("a", Sample.Forum)), default);

        var unknown = await Store.Mentions.UnknownAsync(Sample.Press, ["e", "b", "c", "a", "d", "c", "A"], default);

        Assert.Equal(["e", "c", "a", "A"], [.. unknown]);
    }

    [Fact]
    public async Task Asks_about_thousands_of_ids_at_once()
    {
        string[] ids = [.. Enumerable.Range(0, 5_000).Select(number => $"id-{number}")];
        await Store.Mentions.SaveAsync(Sample.Haul([.. ids.Where((_, index) => index % 2 == 0).Select(id => Sample.Document(id))]), default);

        var unknown = await Store.Mentions.UnknownAsync(Sample.Press, ids, default);

        Assert.Equal([.. ids.Where((_, index) => index % 2 == 1)], [.. unknown]);
    }

    [Fact]
    public async Task Gives_back_a_mention_with_everything_its_document_had()
    {
        var document = new Document
        {
            Id = "tag:example.org,2026:1",
            Source = Sample.Press,
            Type = ItemType.Comment,
            Url = "https://example.org/1",
            Title = "Acme 🏔 – 日本語",
            Body = "line\nline",
            Author = new Author("Ann", "ann@example.social", "https://example.social/@ann", 12),
            Language = "fr",
            Tags = ["été", "a\"b"],
            Links = [new Link(["https://t.example/x", "https://example.org/x"]), new Link("https://example.com/")],
            Score = -3,
            Published = new DateTimeOffset(1969, 12, 31, 23, 0, 0, TimeSpan.Zero),
            Seen = Sample.Noon,
            Fingerprint = 0xFEDC_BA98_7654_3210,
            Print = 0x9876_5432_10FE_DCBA,
        };
        Match[] matches = [new("second", [new Span(Field.Title, 0, 4, "Acme"), new Span(Field.Tags, 1, 2, "t\u00e9", 1)]), new("first", [])];
        await Store.Mentions.SaveAsync(Sample.Haul([new RoutedMention(new Mention(document, matches, Arrival.Late), [], [])]), default);

        var stored = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));

        Assert.Equivalent(new StoredMention(1, new Mention(document, matches, Arrival.Late), 0), stored, strict: true);
    }

    [Fact]
    public async Task Saving_a_haul_again_stores_and_tells_nothing_new()
    {
        var haul = Sample.Haul([Sample.Mention(Sample.Document("a"), [Sample.Slack, Sample.Ann], "daily")], others: Sample.Document("b"))
            with { Gaps = [new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "closed")] };

        var first = await Store.Mentions.SaveAsync(haul, default);
        var again = await Store.Mentions.SaveAsync(haul, default);

        Assert.Equal(new Saved(2, 1, 2), first);
        Assert.Equal(new Saved(0, 0, 0), again);
        Assert.Single(await Store.Digests.PendingAsync("daily", default));
        Assert.Single(await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default));
    }

    [Fact]
    public async Task A_haul_of_an_older_memory_is_refused_and_leaves_no_trace()
    {
        var start = await Store.Mentions.RecallAsync(Sample.Press, default);
        var newer = Sample.Haul([Sample.Mention(Sample.Document("a"))]) with { After = start.Look, Cursor = new Cursor("newer") };
        var older = Sample.Haul([Sample.Mention(Sample.Document("b"), [Sample.Slack])]) with { After = start.Look, Cursor = new Cursor("older"), Gaps = [new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "closed")] };

        Assert.Equal(new Saved(1, 1, 0), await Store.Mentions.SaveAsync(newer, default));
        var remembered = await Store.Mentions.RecallAsync(Sample.Press, default);
        Assert.Equal(Saved.Overtaken, await Store.Mentions.SaveAsync(older, default));

        Assert.Equal(remembered, await Store.Mentions.RecallAsync(Sample.Press, default));
        Assert.Equal(new Cursor("newer"), remembered.Cursor);
        Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));
        Assert.Empty(await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default));
        Assert.Equal(new Saved(1, 1, 1), await Store.Mentions.SaveAsync(older with { After = remembered.Look }, default));
    }

    [Fact]
    public async Task A_fault_between_does_not_make_a_memory_older()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default);
        var memory = await Store.Mentions.RecallAsync(Sample.Press, default);
        await Store.Mentions.RecordFaultAsync(Sample.Press, null, new SourceException(SourceFault.Transient, "502"), Sample.Noon, Sample.Noon, default);

        Assert.False((await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("b")) with { After = memory.Look }, default)).IsOvertaken);
    }

    [Fact]
    public async Task Leaves_a_stored_document_as_it_is()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]), default);
        var edited = Sample.Document("a") with { Title = "Edited" };

        var saved = await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(edited, [Sample.Slack])]), default);

        Assert.Equal(new Saved(0, 0, 0), saved);
        Assert.Equal("Acme and a", Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention.Document.Title);
    }

    [Fact]
    public async Task Of_two_items_with_one_id_keeps_the_one_that_fits_a_query()
    {
        var twin = Sample.Document("a") with { Title = "Nothing of interest", Url = "https://example.org/twin" };
        var haul = Sample.Haul([Sample.Mention(Sample.Document("a"))]);

        var saved = await Store.Mentions.SaveAsync(haul with { Documents = [twin, .. haul.Documents] }, default);

        Assert.Equal(new Saved(1, 1, 0), saved);
        Assert.Equal("Acme and a", Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention.Document.Title);
    }

    [Fact]
    public async Task Tells_a_story_once_to_each_recipient_whatever_source_it_comes_from()
    {
        var here = Sample.Mention(Sample.Document("a", url: "https://example.org/story"), [Sample.Slack]);
        var there = Sample.Mention(Sample.Document("z", Sample.Forum, "https://example.org/story"), [Sample.Slack, Sample.Ann]);

        var first = await Store.Mentions.SaveAsync(Sample.Haul([here]), default);
        var second = await Store.Mentions.SaveAsync(Sample.Haul([there], Sample.Forum), default);

        Assert.Equal(new Saved(1, 1, 1), first);
        Assert.Equal(new Saved(1, 1, 1), second);
        Assert.All(await Store.Reader.ListAsync(new MentionFilter(), default), stored => Assert.Equal(1, stored.Copies));
    }

    [Fact]
    public async Task Documents_without_an_address_are_stories_of_their_own()
    {
        var saved = await Store.Mentions.SaveAsync(
            Sample.Haul([Sample.Mention(Sample.Document("a", url: ""), [Sample.Slack]), Sample.Mention(Sample.Document("b", url: ""), [Sample.Slack])]), default);

        Assert.Equal(2, saved.Deliveries);
        Assert.All(await Store.Reader.ListAsync(new MentionFilter(), default), stored => Assert.Equal(0, stored.Copies));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_save_that_breaks_off_anywhere_stores_nothing(int written)
    {
        var whole = Sample.Haul(
            [.. Enumerable.Range(0, 8).Select(number => Sample.Mention(Sample.Document($"m{number}"), [Sample.Slack], "daily"))],
            others: [.. Enumerable.Range(0, 8).Select(number => Sample.Document($"d{number}"))]) with { Gaps = [new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "closed")] };

        await Assert.ThrowsAsync<BreakingOffException>(() => Store.Mentions.SaveAsync(whole with { Mentions = new BreakingOff<RoutedMention>(whole.Mentions, written) }, default));
        await Assert.ThrowsAsync<BreakingOffException>(() => Store.Mentions.SaveAsync(whole with { Documents = new BreakingOff<Document>(whole.Documents, written) }, default));

        Assert.Equal(SourceMemory.None(Sample.Press), await Store.Mentions.RecallAsync(Sample.Press, default));
        Assert.Empty(await Store.Reader.ListAsync(new MentionFilter(), default));
        Assert.Empty(await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default));
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));
        Assert.Equal(new Saved(16, 8, 8), await Store.Mentions.SaveAsync(whole, default));
    }

    [Fact]
    public async Task A_cancelled_save_stores_nothing_and_leaves_the_store_usable()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), cancelled.Token));

        Assert.Equal(1, (await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default)).Documents);
    }

    [Fact]
    public async Task Scans_of_many_sources_save_side_by_side()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var source = new SourceIdentity($"source-{number}", "feed");
            for (var round = 0; round < 5; round++)
            {
                var haul = Sample.Haul([.. Enumerable.Range(0, 10).Select(item => Sample.Mention(Sample.Document($"{round}-{item}", source, $"https://example.org/{round}-{item}"), [Sample.Slack]))], source);
                await Store.Mentions.SaveAsync(haul, default);
                await Store.Reader.ListAsync(new MentionFilter(), default);
            }
        })));

        var stored = await Store.Reader.ListAsync(new MentionFilter(Limit: 1_000), default);
        Assert.Equal(400, stored.Count);
        Assert.All(stored, mention => Assert.Equal(7, mention.Copies));
        Assert.Equal(50, (await Store.Outbox.SummarizeAsync(default)).Waiting);
    }

    [Fact]
    public async Task Stores_valid_text_whatever_a_stranger_wrote()
    {
        var document = Sample.Document("a\uD800\0") with { Title = "Acme \uDC00\uD83C\uDFD4\0!", Tags = ["\uD800"], Author = new Author("\uDFFF") };
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(document)]) with { Cursor = new Cursor("\uD800\0after"), Warnings = ["\0"] }, default);

        var stored = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention.Document;

        Assert.Equal(new Cursor("\uFFFD\uFFFDafter"), (await Store.Mentions.RecallAsync(Sample.Press, default)).Cursor);
        Assert.Equal("Acme \uFFFD\uD83C\uDFD4\uFFFD!", stored.Title);
        Assert.Equal(["\uFFFD"], stored.Tags);
        Assert.Equal("\uFFFD", stored.Author.Name);
        Assert.Empty(await Store.Mentions.UnknownAsync(Sample.Press, [document.Id], default));
        Assert.Equal(["b\uD800"], await Store.Mentions.UnknownAsync(Sample.Press, ["b\uD800"], default));
    }

    [Fact]
    public async Task Takes_what_no_source_should_give()
    {
        var far = Sample.Document("far", url: "") with { Published = DateTimeOffset.MaxValue, Score = long.MaxValue, Author = new Author(Followers: long.MinValue), Body = new string('é', 1 << 20) };
        var near = Sample.Document("FAR", url: "") with { Published = DateTimeOffset.MinValue };
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(far), Sample.Mention(near)]), default);

        var stored = (await Store.Reader.ListAsync(new MentionFilter(), default)).Select(mention => mention.Mention.Document).ToList();

        Assert.Equal(9999, stored[1].Published!.Value.Year);
        Assert.Equal((far.Score, far.Author.Followers, far.Body), (stored[1].Score, stored[1].Author.Followers, stored[1].Body));
        Assert.Equal(near.Published, stored[0].Published);
    }

    [Fact]
    public async Task Is_all_there_after_a_restart()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"), [Sample.Slack], "daily")]), default);

        await ReopenAsync();

        Assert.Equal(new Cursor("after"), (await Store.Mentions.RecallAsync(Sample.Press, default)).Cursor);
        Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));
        Assert.NotNull(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));
    }

    [Fact]
    public async Task Takes_a_hundred_thousand_documents_and_still_answers()
    {
        for (var batch = 0; batch < 100; batch++)
        {
            var first = batch * 1_000;
            await Store.Mentions.SaveAsync(
                Sample.Haul([Sample.Mention(Sample.Document($"m{batch}"))], others: [.. Enumerable.Range(first, 999).Select(number => Sample.Document($"d{number}"))]), default);
        }

        Assert.Equal(["new"], await Store.Mentions.UnknownAsync(Sample.Press, ["d99", "d50000", "new", "d99998"], default));
        Assert.Equal(100, (await Store.Reader.ListAsync(new MentionFilter(Limit: 200), default)).Count);
    }
}
