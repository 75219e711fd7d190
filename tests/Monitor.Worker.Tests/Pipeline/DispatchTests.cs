using Monitor.Core.Delivering;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class DispatchTests
{
    [Fact]
    public async Task Few_alerts_are_told_one_by_one_and_a_burst_as_one()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme 1", "Acme 2");
        await house.TellAsync();
        await house.LookAsync("Acme 3", "Acme 4", "Acme 5", "Acme 6");
        await house.TellAsync();

        Assert.Equal(["Acme 1", "Acme 2", "Acme 3+Acme 4+Acme 5+Acme 6"], house.Channel.Titles);
    }

    [Fact]
    public async Task A_failed_send_is_tried_again_with_the_same_id()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme 1");
        string? id = null;
        house.Channel.Answer = message =>
        {
            id = message.Id;
            throw new DeliveryException(DeliveryFault.Transient, "Connection refused.");
        };
        var failed = await house.TellAsync();
        house.Channel.Answer = _ => "ok";
        var early = await house.TellAsync();
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        var late = await house.TellAsync();

        Assert.Equal((new Dispatched(0, 1, 0), Dispatched.Nothing, new Dispatched(1, 0, 0)), (failed, early, late));
        Assert.Equal(id, house.Channel.Told.Single().Id);
    }

    [Fact]
    public async Task A_send_without_an_answer_is_uncertain_and_never_silently_sent()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme 1");
        house.Channel.Answer = _ => throw new DeliveryException(DeliveryFault.Uncertain, "The connection closed before the answer.");
        await house.TellAsync();

        var outbox = await house.Database.Outbox.SummarizeAsync(CancellationToken.None);

        Assert.Equal(1, outbox.Messages[DeliveryState.Uncertain]);
        Assert.Equal(0, outbox.Messages[DeliveryState.Sent]);
    }

    [Fact]
    public async Task A_refused_message_is_given_up_and_the_next_one_is_sent()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme 1", "Acme 2");
        var first = true;
        house.Channel.Answer = _ =>
        {
            if (!first) return "ok";
            first = false;
            throw new DeliveryException(DeliveryFault.Rejected, "Too long.");
        };

        var told = await house.TellAsync();

        Assert.Equal(new(1, 0, 1), told);
        Assert.Equal(["Acme 2"], house.Channel.Titles);
    }

    [Fact]
    public async Task A_dead_channel_is_asked_once_an_hour_and_loses_nothing()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme 1", "Acme 2");
        var tries = 0;
        house.Channel.Answer = _ =>
        {
            tries++;
            throw new DeliveryException(DeliveryFault.Denied, "The webhook is gone; make a new one.");
        };
        await house.TellAsync();
        await house.TellAsync();
        house.Channel.Answer = _ => "ok";
        house.Clock.Advance(TimeSpan.FromMinutes(61));
        await house.TellAsync();

        Assert.InRange(tries, 1, 2);
        Assert.Equal(["Acme 1", "Acme 2"], house.Channel.Titles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Quiet_hours_hold_alerts_back_and_release_them_as_one()
    {
        await using var house = await House.OpenAsync(quiet: QuietHours.Parse("11:00-14:00", TimeZoneInfo.Utc));
        await house.LookAsync();
        await house.LookAsync("Acme 1", "Acme 2", "Acme 3");
        await house.TellAsync();
        var during = house.Channel.Told.Count;
        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.TellAsync();

        Assert.Equal(0, during);
        Assert.Equal(["Acme 1+Acme 2+Acme 3"], house.Channel.Titles);
    }

    [Fact]
    public async Task What_goes_beyond_the_hourly_budget_waits_and_is_told_as_one()
    {
        await using var house = await House.OpenAsync(perHour: 2);
        await house.LookAsync();
        for (var i = 1; i <= 6; i++)
        {
            await house.LookAsync($"Acme {i}");
            await house.TellAsync();
        }

        house.Clock.Advance(TimeSpan.FromMinutes(61));
        await house.TellAsync();

        Assert.Equal(["Acme 1", "Acme 2", "Acme 3+Acme 4+Acme 5+Acme 6"], house.Channel.Titles);
    }
}
