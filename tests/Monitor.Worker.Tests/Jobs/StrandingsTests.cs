using Monitor.Worker.Jobs;
using Quartz;

namespace Monitor.Worker.Tests.Jobs;

public sealed class StrandingsTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-22T12:00:00Z");
    private static readonly JobKey Job = new("press", "sources");

    private readonly Strandings strandings = new();
    private DateTimeOffset now = Noon;

    [Theory]
    [InlineData(TriggerState.Complete)]
    [InlineData(TriggerState.Blocked)]
    [InlineData(TriggerState.None)]
    public void A_job_that_nothing_fires_is_found_after_the_patience_and_once(TriggerState state)
    {
        TriggerHeader[] triggers = state == TriggerState.None ? [] : [Trigger(state)];

        Assert.Empty(Of(triggers));
        now += Strandings.Patience - TimeSpan.FromSeconds(1);
        Assert.Empty(Of(triggers));
        now += TimeSpan.FromSeconds(1);
        Assert.Equal([Job], Of(triggers));
        Assert.Empty(Of(triggers));
    }

    [Fact]
    public void A_job_that_is_being_done_or_will_be_is_left_alone()
    {
        for (var round = 0; round < 20; round++, now += TimeSpan.FromSeconds(3))
        {
            Assert.Empty(Of([Trigger(TriggerState.Normal)]));
            Assert.Empty(Of([Trigger(TriggerState.Complete)], Fire(FireInstanceState.Executing, Noon)));
            Assert.Empty(Of([], Fire(FireInstanceState.Executing, Noon)));
            Assert.Empty(Of([Trigger(TriggerState.Blocked)], Fire(FireInstanceState.Executing, Noon)));
        }
    }

    [Fact]
    public void A_job_that_came_to_life_in_between_is_no_suspect_any_more()
    {
        Of([Trigger(TriggerState.Complete)]);
        now += Strandings.Patience / 2;
        Of([Trigger(TriggerState.Normal)]);
        now += Strandings.Patience / 2;

        Assert.Empty(Of([Trigger(TriggerState.Complete)]));
    }

    [Fact]
    public void A_claim_that_nobody_follows_up_counts_as_nothing_until_the_trigger_is_written_anew()
    {
        var claim = Fire(FireInstanceState.Acquired, Noon);

        Assert.Empty(Of([Trigger(TriggerState.Normal)], claim));
        now += Strandings.Patience + TimeSpan.FromSeconds(1);
        Assert.Empty(Of([Trigger(TriggerState.Normal)], claim));
        now += Strandings.Patience;
        Assert.Equal([Job], Of([Trigger(TriggerState.Normal)], claim));
        for (var round = 0; round < 10; round++, now += TimeSpan.FromSeconds(3)) Assert.Empty(Of([Trigger(TriggerState.Normal, Noon.AddSeconds(20))], claim));
    }

    private IReadOnlyList<JobKey> Of(TriggerHeader[] triggers, params FireInstance[] fires) => strandings.Of([Job], triggers, fires, now);

    private static TriggerHeader Trigger(TriggerState state, DateTimeOffset? due = null) =>
        new(new TriggerKey("press", "sources"), Job, null, "SIMPLE", state, Noon, null, due ?? Noon, null, null, 5, null, null, 0);

    private static FireInstance Fire(FireInstanceState state, DateTimeOffset at) =>
        new("1", new TriggerKey("press", "sources"), state == FireInstanceState.Acquired ? null : Job, "node", state, at, at, null);
}
