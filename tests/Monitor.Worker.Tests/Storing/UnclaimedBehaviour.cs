using Monitor.Core.Storing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class UnclaimedBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly DateTimeOffset TooLate = Sample.Noon + Unclaimed.Grace;

    [Fact]
    public async Task What_waits_for_a_channel_that_was_taken_out_is_given_up_after_the_grace_with_a_reason()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b", "c"], Sample.Slack, Sample.Ann), default);
        var tried = (await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        await Store.Outbox.SettleAsync(tried, new Settlement(DeliveryState.Pending, Sample.Noon, Sample.Noon, "503"), default);

        var first = await SweepAsync(Sample.Noon);
        var early = await SweepAsync(TooLate.AddMinutes(-1));
        var last = await SweepAsync(TooLate);

        Assert.Equal([new UnclaimedWork(Sample.Slack, null, 3, Sample.Noon)], first.Noticed);
        Assert.Equal((0, 0, 0), (first.GivenUp.Count, early.Noticed.Count, early.GivenUp.Count));
        Assert.Equal([new UnclaimedWork(Sample.Slack, null, 3, Sample.Noon)], last.GivenUp);
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(TooLate), default));
        Assert.NotNull(await Store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(TooLate), default));
        Assert.Equal(2, (await Store.Outbox.SummarizeAsync(default)).Messages[DeliveryState.Dead]);
        Assert.Equal((0, 0), Counts(await SweepAsync(TooLate.AddDays(2))));
    }

    [Fact]
    public async Task A_story_that_was_given_up_is_not_told_when_the_channel_comes_back_but_the_next_one_is()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await SweepAsync(Sample.Noon);
        await SweepAsync(TooLate);

        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("copy", Sample.Forum, "https://example.org/a"), [Sample.Slack]), Sample.Mention(Sample.Document("b", Sample.Forum), [Sample.Slack])], Sample.Forum), default);

        Assert.Equal(["b"], (await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(TooLate), default))!.Mentions.Select(stored => stored.Mention.Document.Id));
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(TooLate), default));
    }

    [Fact]
    public async Task Entries_of_a_digest_that_was_taken_out_are_given_up_and_let_their_mentions_grow_old()
    {
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "a", "b"), default);
        await Store.Mentions.SaveAsync(Sample.Entries("weekly", "c"), default);
        await Store.Digests.CloseAsync(Sample.Slot("monthly", 2), [Sample.Ann], true, default);

        Assert.Equal([new UnclaimedWork(null, "daily", 2, Sample.Noon)], (await SweepAsync(Sample.Noon, "weekly")).Noticed);
        Assert.Equal([new UnclaimedWork(null, "daily", 2, Sample.Noon)], (await SweepAsync(TooLate, "weekly")).GivenUp);

        Assert.Empty(await Store.Digests.PendingAsync("daily", default));
        Assert.Single(await Store.Digests.PendingAsync("weekly", default));
        Assert.Equal(2, (await Store.Retention.SweepAsync(TooLate, TooLate, default)).Mentions);
    }

    [Fact]
    public async Task Who_comes_back_in_time_gets_everything_also_when_it_rests()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await SweepAsync(Sample.Noon);
        await Store.Unclaimed.SweepAsync(new Claims([Sample.Ann], [Sample.Slack.Channel], []), Sample.Noon.AddHours(1), default);

        Assert.Equal((1, 0), Counts(await SweepAsync(TooLate.AddDays(3))));
        Assert.NotNull(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(TooLate), default));
    }

    [Fact]
    public async Task What_is_being_sent_is_left_to_who_sends_it()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var message = (await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;

        Assert.Equal((0, 0), Counts(await SweepAsync(Sample.Noon)));
        Assert.Equal((0, 0), Counts(await SweepAsync(TooLate)));
        Assert.True(await Store.Outbox.SettleAsync(message, Sample.Sent(TooLate), default));
    }

    [Fact]
    public async Task A_look_from_outside_sees_what_waits_for_nobody_and_changes_nothing()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack, Sample.Ann), default);
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "c"), default);

        var before = await LookAsync(Sample.Noon.AddHours(3));
        await SweepAsync(Sample.Noon.AddHours(4));
        var after = await LookAsync(Sample.Noon.AddHours(5));

        Assert.Equal([new UnclaimedWork(Sample.Slack, null, 2, Sample.Noon.AddHours(3)), new UnclaimedWork(null, "daily", 1, Sample.Noon.AddHours(3))], before);
        Assert.Equal([new UnclaimedWork(Sample.Slack, null, 2, Sample.Noon.AddHours(4)), new UnclaimedWork(null, "daily", 1, Sample.Noon.AddHours(4))], after);
    }

    private async Task<IReadOnlyList<UnclaimedWork>> LookAsync(DateTimeOffset now)
    {
        await using var reader = await ReadBesideAsync();
        return await reader.UnclaimedAsync(new Claims([Sample.Ann], [], []), now, default);
    }

    private static (int Noticed, int GivenUp) Counts(UnclaimedSweep sweep) => (sweep.Noticed.Count, sweep.GivenUp.Count);

    /// <summary>With nobody configured but Ann, and these digests.</summary>
    private Task<UnclaimedSweep> SweepAsync(DateTimeOffset now, params string[] digests) => Store.Unclaimed.SweepAsync(new Claims([Sample.Ann], [], digests), now, default);
}
