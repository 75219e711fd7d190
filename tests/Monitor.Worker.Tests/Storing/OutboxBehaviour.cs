using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class OutboxBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static DateTimeOffset After(int minutes) => Sample.Noon.AddMinutes(minutes);

    [Fact]
    public async Task Has_nothing_to_send_at_first()
    {
        Assert.Null(await LeaseAsync(0));
        var summary = await Store.Outbox.SummarizeAsync(default);
        Assert.Equal((0, null), (summary.Waiting, summary.Oldest));
        Assert.All(Enum.GetValues<DeliveryState>(), state => Assert.Equal(0, summary.Messages[state]));
    }

    [Fact]
    public async Task Forms_one_message_of_each_delivery_oldest_first()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack, Sample.Ann), default);

        var first = (await LeaseAsync(0))!;
        var second = (await LeaseAsync(0))!;

        Assert.Equal("a", Assert.Single(first.Mentions).Mention.Document.Id);
        Assert.Equal("b", Assert.Single(second.Mentions).Mention.Document.Id);
        Assert.Matches("^[0-9a-f]{32}$", first.Id);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((Sample.Slack, MessageKind.Alert, 1, false, (ClosedSlot?)null), (first.Recipient, first.Kind, first.Attempt, first.Uncertain, first.Slot));
        Assert.Null(await LeaseAsync(1));
        Assert.Equal(2, (await Store.Outbox.SummarizeAsync(default)).Waiting);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_and_one_taken_over_is_not_renewed()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var mine = (await LeaseAsync(0))!;

        Assert.True(await Store.Outbox.RenewAsync(mine, After(20), After(50), default));
        Assert.Null(await LeaseAsync(45));
        var taken = (await LeaseAsync(51))!;

        Assert.True(taken.Uncertain);
        Assert.False(await Store.Outbox.RenewAsync(mine, After(52), After(90), default));
        Assert.True(await Store.Outbox.SettleAsync(taken, new Settlement(DeliveryState.Sent, After(53), null, "ok"), default));
        Assert.False(await Store.Outbox.RenewAsync(taken, After(54), After(90), default));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 5)]
    [InlineData(700, 700)]
    public async Task A_burst_becomes_one_message(int waiting, int told)
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(Enumerable.Range(0, waiting).Select(number => $"{number:000}"), Sample.Slack), default);

        var message = (await LeaseAsync(0))!;

        Assert.Equal(Enumerable.Range(0, told).Select(number => $"{number:000}"), message.Mentions.Select(stored => stored.Mention.Document.Id));
        Assert.All(message.Mentions, stored => Assert.Single(stored.Mention.Matches));
        Assert.Equal(waiting - told, (await Store.Outbox.SummarizeAsync(default)).Waiting);
    }

    [Fact]
    public async Task A_retry_keeps_id_and_content_though_more_waits_meanwhile()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var first = (await LeaseAsync(0))!;
        Assert.True(await Store.Outbox.SettleAsync(first, new Settlement(DeliveryState.Pending, After(0), After(5), "503"), default));
        await Store.Mentions.SaveAsync(Sample.Alerts(["b", "c", "d", "e", "f"], Sample.Slack), default);

        var again = (await LeaseAsync(5))!;

        Assert.Equal((first.Id, 2, false), (again.Id, again.Attempt, again.Uncertain));
        Assert.Equal(first.Mentions.Select(stored => stored.Number), again.Mentions.Select(stored => stored.Number));
        Assert.True(again.Fence > first.Fence);
    }

    [Fact]
    public async Task A_message_waits_until_it_is_due()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await Store.Outbox.SettleAsync((await LeaseAsync(0))!, new Settlement(DeliveryState.Pending, After(0), After(5), "503"), default);

        Assert.Null(await LeaseAsync(4));
        Assert.NotNull(await LeaseAsync(5));
    }

    [Fact]
    public async Task The_oldest_message_due_goes_first()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
        var old = (await LeaseAsync(0))!;
        var young = (await LeaseAsync(0))!;
        await Store.Outbox.SettleAsync(young, new Settlement(DeliveryState.Pending, After(0), After(1), null), default);
        await Store.Outbox.SettleAsync(old, new Settlement(DeliveryState.Pending, After(0), After(3), null), default);

        Assert.Equal(old.Id, (await LeaseAsync(3))!.Id);
        Assert.Equal(young.Id, (await LeaseAsync(3))!.Id);
    }

    [Fact]
    public async Task What_ended_is_not_leased_again()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
        Assert.True(await Store.Outbox.SettleAsync((await LeaseAsync(0))!, Sample.Sent(After(0)), default));
        Assert.True(await Store.Outbox.SettleAsync((await LeaseAsync(0))!, new Settlement(DeliveryState.Dead, After(0), null, "channel_is_archived"), default));

        Assert.Null(await LeaseAsync(10_000));
        var summary = await Store.Outbox.SummarizeAsync(default);
        Assert.Equal((1, 1, 0, null), (summary.Messages[DeliveryState.Sent], summary.Messages[DeliveryState.Dead], summary.Waiting, summary.Oldest));
    }

    [Fact]
    public async Task A_lease_that_ran_out_comes_back_uncertain_and_fences_off_its_first_owner()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var paused = (await LeaseAsync(0))!;
        Assert.Null(await LeaseAsync(1));

        var taken = (await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(After(2), owner: "process-2"), default))!;

        Assert.Equal((paused.Id, 2, true), (taken.Id, taken.Attempt, taken.Uncertain));
        Assert.False(await Store.Outbox.SettleAsync(paused, Sample.Sent(After(2)), default));
        Assert.True(await Store.Outbox.SettleAsync(taken, Sample.Sent(After(3)), default));
        Assert.False(await Store.Outbox.SettleAsync(taken, Sample.Sent(After(3)), default));
    }

    [Fact]
    public async Task A_lease_that_ran_out_but_was_not_taken_over_can_still_be_settled()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var slow = (await LeaseAsync(0))!;

        Assert.True(await Store.Outbox.SettleAsync(slow, Sample.Sent(After(30)), default));
        Assert.Null(await LeaseAsync(60));
    }

    [Fact]
    public async Task Once_in_doubt_a_message_stays_in_doubt()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await Store.Outbox.SettleAsync((await LeaseAsync(0))!, new Settlement(DeliveryState.Uncertain, After(0), After(1), "no answer"), default);
        var second = (await LeaseAsync(1))!;
        Assert.Equal(0, (await Store.Outbox.SummarizeAsync(default)).Messages[DeliveryState.Uncertain]);
        await Store.Outbox.SettleAsync(second, new Settlement(DeliveryState.Pending, After(1), After(2), "503"), default);

        var third = (await LeaseAsync(2))!;

        Assert.Equal((true, true, 3), (second.Uncertain, third.Uncertain, third.Attempt));
    }

    [Fact]
    public async Task A_new_process_takes_what_an_earlier_one_had_leased_as_uncertain_at_once()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
        await Store.Outbox.SettleAsync((await LeaseAsync(0))!, Sample.Sent(After(0)), default);
        var lost = (await LeaseAsync(0))!;
        await ReopenAsync();

        Assert.Equal(1, await Store.AbandonLeasesAsync(After(1), default));
        var found = (await LeaseAsync(1))!;

        Assert.Equal((lost.Id, true, 2), (found.Id, found.Uncertain, found.Attempt));
        Assert.False(await Store.Outbox.SettleAsync(lost, Sample.Sent(After(1)), default));
        Assert.Null(await LeaseAsync(1));
    }

    [Fact]
    public async Task Recipients_do_not_see_each_others_messages()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Ann, Sample.Bob), default);

        var ann = (await Store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(), default))!;
        var bob = (await Store.Outbox.LeaseAsync(Sample.Bob, Sample.Terms(), default))!;

        Assert.NotEqual(ann.Id, bob.Id);
        Assert.Null(await LeaseAsync(0));
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(), default));
    }

    [Fact]
    public async Task Holds_alerts_while_the_hours_budget_is_spent_by_what_was_sent()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a", "b", "c", "d"], Sample.Slack, Sample.Ann), default);
        await Store.Outbox.SettleAsync((await LeaseAsync(0))!, new Settlement(DeliveryState.Dead, After(0), null, null), default);
        foreach (var minute in (int[])[1, 2]) await Store.Outbox.SettleAsync((await LeaseAsync(minute))!, Sample.Sent(After(minute)), default);

        Assert.Null(await BudgetedAsync(Sample.Slack, minutes: 60));
        Assert.NotNull(await BudgetedAsync(Sample.Ann, minutes: 60));
        Assert.NotNull(await BudgetedAsync(Sample.Slack, minutes: 62));

        Task<LeasedMessage?> BudgetedAsync(Recipient recipient, int minutes) => Store.Outbox.LeaseAsync(recipient, Sample.Terms(After(minutes)) with { PerHour = 2 }, default);
    }

    [Fact]
    public async Task Says_since_when_the_oldest_unsent_waits()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"), [Sample.Slack])], at: After(3)), default);
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("b"), [Sample.Slack])], at: After(7)), default);

        Assert.Equal(After(3), (await Store.Outbox.SummarizeAsync(default)).Oldest);
        var message = (await LeaseAsync(10))!;
        Assert.Equal(After(3), (await Store.Outbox.SummarizeAsync(default)).Oldest);
        await Store.Outbox.SettleAsync(message, Sample.Sent(After(10)), default);
        Assert.Equal(After(7), (await Store.Outbox.SummarizeAsync(default)).Oldest);
    }

    [Fact]
    public async Task Nobody_leases_what_another_has_leased()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(Enumerable.Range(0, 40).Select(number => $"{number}"), Sample.Slack), default);

        var leased = await Task.WhenAll(Enumerable.Range(0, 60).Select(number =>
            Task.Run(() => Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(burst: 1_000, owner: $"owner-{number}"), default))));

        var messages = leased.OfType<LeasedMessage>().ToList();
        Assert.Equal(40, messages.Count);
        Assert.Equal(40, messages.SelectMany(message => message.Mentions).Select(stored => stored.Number).Distinct().Count());
    }

    [Fact]
    public async Task Refuses_a_settlement_that_means_nothing()
    {
        await Store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        var message = (await LeaseAsync(0))!;

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Outbox.SettleAsync(message, new Settlement(DeliveryState.Leased, After(0), After(1), null), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Outbox.SettleAsync(message, new Settlement(DeliveryState.Pending, After(0), null, null), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Outbox.SettleAsync(message, new Settlement(DeliveryState.Sent, After(0), After(1), null), default));
    }

    private Task<LeasedMessage?> LeaseAsync(int minutes) => Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(After(minutes)), default);
}
