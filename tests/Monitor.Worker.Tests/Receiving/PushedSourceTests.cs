using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Receiving;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Pipeline;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Receiving;

public sealed class PushedSourceTests : IAsyncLifetime
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly PushOffer Offer = new(new Uri("https://hub.example.org/"), new Uri("https://press.example.org/feed"));

    private readonly ScratchFolder folder = new();
    private readonly VirtualClock clock = new(Sample.Noon);
    private readonly ScriptedSource source = new(Sample.Press);
    private SqliteDatabase store = null!;

    public async ValueTask InitializeAsync() => store = await SqliteDatabase.OpenAsync(folder.Path, clock, default);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Is_looked_at_as_configured_until_a_push_came_and_a_quarter_as_often_then()
    {
        await LookAsync();
        var callback = await VerifyAsync(TimeSpan.FromDays(10));
        Assert.Null(await LookAsync());
        await PushAsync(callback);
        Assert.Equal(4 * Every, await LookAsync());
        Assert.Equal(TimeSpan.FromHours(24), await LookAsync(TimeSpan.FromHours(20)));
        Assert.Equal(TimeSpan.FromDays(2), await LookAsync(wish: TimeSpan.FromDays(2)));
    }

    [Fact]
    public async Task Is_looked_at_when_its_lease_ends_and_as_configured_after_it()
    {
        await LookAsync();
        await PushAsync(await VerifyAsync(TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), await LookAsync());
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await LookAsync());
    }

    [Fact]
    public async Task Is_looked_at_as_configured_again_once_a_look_found_what_no_push_told_within_ten_minutes()
    {
        await LookAsync();
        var callback = await VerifyAsync(TimeSpan.FromDays(10));
        await PushAsync(callback);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(4 * Every, await LookAsync(items: Item("young", clock.GetUtcNow().AddMinutes(-9))));
        Assert.Equal(4 * Every, await LookAsync(items: Item("backdated", Sample.Noon.AddDays(-1))));
        Assert.Null(await LookAsync(items: Item("missed", clock.GetUtcNow().AddMinutes(-10))));
        Assert.Null(await LookAsync());
        clock.Advance(TimeSpan.FromMinutes(1));
        await PushAsync(callback);
        Assert.Equal(4 * Every, await LookAsync(items: Item("told", clock.GetUtcNow().AddMinutes(-30))));
    }

    private async Task<TimeSpan?> LookAsync(TimeSpan? every = null, TimeSpan? wish = null, params Item[] items)
    {
        source.Show(() => new Fetched(items, new Cursor("1")) { SaysPush = true, Push = Offer, LeastInterval = wish });
        var pushed = new PushedSource(source, every ?? Every, store, clock);
        return (await pushed.FetchAsync(new FetchRequest(Cursor.Start, SearchPlan.Nothing), default)).LeastInterval;
    }

    private async Task<string> VerifyAsync(TimeSpan lease)
    {
        var claimed = (await store.Subscriptions.ClaimAsync(clock.GetUtcNow(), _ => TimeSpan.FromMinutes(1), default))!;
        await store.Subscriptions.VerifiedAsync(claimed.Callback, clock.GetUtcNow(), lease, clock.GetUtcNow() + lease, default);
        return claimed.Callback;
    }

    private Task PushAsync(string callback) => store.Subscriptions.PushedAsync(callback, clock.GetUtcNow(), default);

    private static Item Item(string id, DateTimeOffset published) => new() { Id = id, Title = id, Url = $"https://example.org/{id}", Published = published };
}
