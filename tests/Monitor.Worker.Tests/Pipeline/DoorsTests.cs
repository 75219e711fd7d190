using System.Collections.Concurrent;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>Channels that lead to one place keep its pace together.</summary>
public sealed class DoorsTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Channels_with_one_door_tell_one_after_the_other_at_its_pace()
    {
        await using var house = await House.OpenAsync();
        var told = await TellAsync(house, new Secret("https://hooks.example.org/1"), new Secret("https://hooks.example.org/1"));

        Assert.Equal([0, 1, 2, 3], told.Select(Seconds));
    }

    [Fact]
    public async Task A_door_that_refuses_is_left_alone_for_its_pace_too()
    {
        await using var house = await House.OpenAsync();
        var door = new Secret("https://hooks.example.org/1");
        var told = await TellAsync(house, door, door, _ => throw new DeliveryException(DeliveryFault.RateLimited, "429", TimeSpan.FromHours(1)));

        Assert.Equal([0, 1], told.Select(Seconds));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("https://hooks.example.org/1", "https://hooks.example.org/2")]
    [InlineData(null, null)]
    public async Task Channels_with_doors_of_their_own_do_not_wait_for_each_other(string? one, string? other)
    {
        await using var house = await House.OpenAsync();
        var (channels, told) = await FillAsync(house, one is null ? null : new Secret(one), other is null ? null : new Secret(other));

        var first = house.Dispatch.RunAsync(channels[0], CancellationToken.None);
        while (!house.Clock.IsAwaited) await Task.Yield();
        var second = house.Dispatch.RunAsync(channels[1], CancellationToken.None);
        while (told.Count < 2) await Task.Yield();
        Assert.Equal([0, 0], told.Select(Seconds));
        await EndAsync(house, first, second);
    }

    [Fact]
    public async Task Who_waits_at_a_door_ends_with_the_service()
    {
        var doors = new Doors();
        var door = new Secret("x");
        using var first = await doors.EnterAsync(door, TestContext.Current.CancellationToken);
        using var stopping = new CancellationTokenSource();
        var waiting = doors.EnterAsync(door, stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>When two channels, each with two mentions to tell, told them.</summary>
    private static async Task<IReadOnlyCollection<DateTimeOffset>> TellAsync(House house, Secret one, Secret other, Action<Message>? answer = null)
    {
        var (channels, told) = await FillAsync(house, one, other, answer);
        await EndAsync(house, [.. channels.Select(channel => house.Dispatch.RunAsync(channel, CancellationToken.None))]);
        return told;
    }

    private static async Task<(IReadOnlyList<TellingChannel> Channels, ConcurrentQueue<DateTimeOffset> Told)> FillAsync(House house, Secret? one, Secret? other, Action<Message>? answer = null)
    {
        var told = new ConcurrentQueue<DateTimeOffset>();
        void Tell(Message message)
        {
            told.Enqueue(house.Clock.GetUtcNow());
            answer?.Invoke(message);
        }

        IReadOnlyList<TellingChannel> channels = [.. new[] { new PacedChannel("team", one, Tell), new PacedChannel("desk", other, Tell) }.Select(channel => new TellingChannel(channel, 100, Burst: 10, Quiet: null))];
        var query = new Query("acme", QueryParser.Parse("acme").Expression!);
        house.Watch.Replace(house.Watch.Value with
        {
            Queries = new StandingQueries([new StandingQuery(query, "Acme", [.. channels.SelectMany(channel => channel.Recipients)], [])]),
            Channels = channels,
        });
        await house.LookAsync();
        await house.LookAsync("Acme 1", "Acme 2");
        return (channels, told);
    }

    /// <summary>Moves the clock whenever somebody waits for it.</summary>
    private static async Task EndAsync(House house, params Task[] rounds)
    {
        var all = Task.WhenAll(rounds);
        while (!all.IsCompleted)
        {
            if (house.Clock.IsAwaited) house.Clock.Advance(Pace);
            await Task.Yield();
        }

        await all;
    }

    private static double Seconds(DateTimeOffset moment) => (moment - House.Start).TotalSeconds;

    private sealed class PacedChannel(string name, Secret? door, Action<Message> tell) : IChannel
    {
        public string Name => name;

        public IReadOnlyList<string> Addresses { get; } = [""];

        public TimeSpan Pace => DoorsTests.Pace;

        public Secret? Door => door;

        public Task<string> ProbeAsync(CancellationToken cancellation) => Task.FromResult("ok");

        public Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation)
        {
            tell(message);
            return Task.FromResult("ok");
        }
    }
}
