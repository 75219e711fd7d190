using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class WorkLeaseBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task Work_is_leased_to_one_owner_until_the_lease_runs_out()
    {
        var first = await Take("first");
        Assert.Equal(new WorkLease("stream", "first", 1), first);

        Clock.Advance(Term - TimeSpan.FromMilliseconds(1));
        Assert.Null(await Take("second"));
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new WorkLease("stream", "second", 2), await Take("second"));
        Assert.Null(await Take("first"));
    }

    [Fact]
    public async Task A_renewed_lease_holds_for_another_term()
    {
        var lease = (await Take("first"))!;
        for (var round = 0; round < 5; round++)
        {
            Clock.Advance(Term / 2);
            Assert.True(await Store.Leases.RenewAsync(lease, Term, default));
            Assert.Null(await Take("second"));
        }
    }

    [Fact]
    public async Task Whoever_was_paused_beyond_the_lease_neither_renews_nor_releases_what_another_took()
    {
        var paused = (await Take("first"))!;
        Clock.Advance(Term * 2);
        var taken = (await Take("second"))!;

        Assert.False(await Store.Leases.RenewAsync(paused, Term, default));
        await Store.Leases.ReleaseAsync(paused, default);

        Assert.Null(await Take("third"));
        Assert.True(await Store.Leases.RenewAsync(taken, Term, default));
        Assert.True(taken.Fence > paused.Fence);
    }

    [Fact]
    public async Task Whoever_was_paused_and_missed_by_nobody_goes_on()
    {
        var paused = (await Take("first"))!;
        Clock.Advance(Term * 2);

        Assert.True(await Store.Leases.RenewAsync(paused, Term, default));
        Assert.Null(await Take("second"));
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once_and_not_to_be_renewed()
    {
        var lease = (await Take("first"))!;
        await Store.Leases.ReleaseAsync(lease, default);

        Assert.False(await Store.Leases.RenewAsync(lease, Term, default));
        Assert.Equal(2, (await Take("second"))!.Fence);
    }

    [Fact]
    public async Task Works_do_not_concern_each_other()
    {
        await Take("first");

        Assert.NotNull(await Store.Leases.TakeAsync("another", "second", Term, default));
    }

    [Fact]
    public async Task Of_many_who_ask_together_one_has_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => Take($"owner-{number}"))));

        Assert.Single(leases, lease => lease is not null);
    }

    [Fact]
    public async Task A_new_process_does_not_wait_for_the_leases_of_the_one_before()
    {
        await Take("before");
        await ReopenAsync();
        await Store.AbandonLeasesAsync(Clock.GetUtcNow(), default);

        Assert.NotNull(await Take("after"));
    }

    private Task<WorkLease?> Take(string owner) => Store.Leases.TakeAsync("stream", owner, Term, default);
}
