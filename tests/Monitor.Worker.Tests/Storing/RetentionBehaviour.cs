using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class RetentionBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly DateTimeOffset Later = Sample.Noon.AddDays(100);

    [Fact]
    public async Task Forgets_old_documents_but_not_those_with_a_mention()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("m"))], others: Sample.Document("old")), default);
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Later, others: Sample.Document("new")), default);

        var swept = await Store.Retention.SweepAsync(Later, Sample.Noon, default);

        Assert.Equal(new Swept(1, 0, 0, 0), swept);
        Assert.Equal(["old"], await Store.Mentions.UnknownAsync(Sample.Press, ["m", "old", "new"], default));
    }

    [Fact]
    public async Task Keeps_a_document_that_its_source_still_lists()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("listed"), Sample.Document("gone")), default);
        Clock.StepTo(Later);
        await Store.Mentions.UnknownAsync(Sample.Press, ["listed"], default);

        var swept = await Store.Retention.SweepAsync(Later, Sample.Noon, default);

        Assert.Equal(1, swept.Documents);
        Assert.Equal(["gone"], await Store.Mentions.UnknownAsync(Sample.Press, ["listed", "gone"], default));
    }

    [Fact]
    public async Task Keeps_what_a_source_listed_last_though_nothing_changed_for_months()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("dropped")), default);
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Sample.Noon.AddDays(5), others: Sample.Document("last")), default);
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Later), default);

        Assert.Equal(1, (await Store.Retention.SweepAsync(Later, Sample.Noon, default)).Documents);
        Assert.Equal(["dropped"], [.. await Store.Mentions.UnknownAsync(Sample.Press, ["dropped", "last"], default)]);
    }

    [Fact]
    public async Task Forgets_all_old_documents_of_a_source_no_longer_looked_at()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(Sample.Document("last")), default);

        Assert.Equal(1, (await Store.Retention.SweepAsync(Later, Sample.Noon, default)).Documents);
    }

    [Fact]
    public async Task Forgets_an_old_mention_then_its_document()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]) with { Gaps = [new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "closed")] }, default);

        Assert.Equal(new Swept(1, 1, 0, 1), await Store.Retention.SweepAsync(Later, Later, default));
        Assert.Equal(new Swept(0, 0, 0, 0), await Store.Retention.SweepAsync(Later, Later, default));
        Assert.Empty(await Store.Reader.ListAsync(new MentionFilter(), default));
    }

    [Fact]
    public async Task Keeps_a_mention_as_long_as_its_alert_is_not_sent()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        Assert.Equal(0, (await Store.Retention.SweepAsync(Later, Later, default)).Mentions);

        var message = (await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        Assert.Equal(0, (await Store.Retention.SweepAsync(Later, Later, default)).Mentions);

        await Store.Outbox.SettleAsync(message, Sample.Sent(Sample.Noon), default);
        Assert.Equal(new Swept(1, 1, 1, 0), await Store.Retention.SweepAsync(Later, Later, default));
    }

    [Fact]
    public async Task Keeps_a_mention_as_long_as_its_digest_is_not_sent()
    {
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "a"), default);
        Assert.Equal(0, (await Store.Retention.SweepAsync(Later, Later, default)).Mentions);

        await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann, Sample.Bob], false, default);
        foreach (var recipient in (Recipient[])[Sample.Ann, Sample.Bob])
        {
            Assert.Equal(0, (await Store.Retention.SweepAsync(Sample.Noon, Later, default)).Mentions);
            await Store.Outbox.SettleAsync((await Store.Outbox.LeaseAsync(recipient, Sample.Terms(Later), default))!, Sample.Sent(Sample.Noon), default);
        }

        Assert.Equal(1, (await Store.Retention.SweepAsync(Later, Later, default)).Mentions);
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Bob, Sample.Terms(Later), default));
        Assert.NotNull(await Store.Digests.LastAsync("daily", default));
    }

    [Fact]
    public async Task Remembers_that_a_story_was_told_as_long_as_any_mention_tells_it()
    {
        await TellAsync(Sample.Document("first", url: "https://example.org/story"));
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("copy", url: "https://example.org/story", seen: Later))]), default);

        Assert.Equal(1, (await Store.Retention.SweepAsync(Later, Later, default)).Mentions);

        Assert.Equal(0, Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Copies);
        Assert.False(await TellAsync(Sample.Document("second copy", url: "https://example.org/story", seen: Later)));
        Assert.Equal(2, (await Store.Retention.SweepAsync(Later.AddDays(1), Later.AddDays(1), default)).Mentions);
        Assert.True(await TellAsync(Sample.Document("third copy", url: "https://example.org/story", seen: Later.AddDays(2))));
    }

    [Fact]
    public async Task Sweeps_thousands_between_what_must_stay()
    {
        await Store.Mentions.SaveAsync(
            Sample.Haul(
                [.. Enumerable.Range(0, 1_500).Select(number => Sample.Mention(Sample.Document($"m{number}"), digest: number % 2 == 0 ? "daily" : null))],
                others: [.. Enumerable.Range(0, 1_500).Select(number => Sample.Document($"d{number}"))]),
            default);

        Assert.Equal(new Swept(2_250, 750, 0, 0), await Store.Retention.SweepAsync(Later, Later, default));
        Assert.Equal(750, (await Store.Digests.PendingAsync("daily", default)).Count);
    }

    private async Task<bool> TellAsync(Core.Normalizing.Document document)
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(document, [Sample.Slack])], at: document.Seen), default);
        var message = await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(document.Seen), default);
        if (message is not null) await Store.Outbox.SettleAsync(message, Sample.Sent(document.Seen), default);
        return message is not null;
    }
}
