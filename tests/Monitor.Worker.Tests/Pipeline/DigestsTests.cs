using Monitor.Core.Delivering;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class DigestsTests
{
    [Fact]
    public async Task A_new_installation_does_not_open_with_a_digest()
    {
        await using var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.LookAsync("Acme 1");
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();

        Assert.Empty(house.Channel.Told);
    }

    [Fact]
    public async Task A_slot_is_sent_once_however_often_it_is_asked_for()
    {
        await using var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.LookAsync("Acme 1");
        house.Clock.StepTo(DateTimeOffset.Parse("2026-11-23T08:00:00Z"));
        for (var i = 0; i < 3; i++) await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();
        house.Clock.StepTo(DateTimeOffset.Parse("2026-11-22T09:00:00Z"));
        await house.Digests.CloseDueAsync(CancellationToken.None);
        house.Clock.StepTo(DateTimeOffset.Parse("2026-11-23T09:00:00Z"));
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();

        Assert.Equal(new DateOnly(2026, 11, 23), Assert.IsType<DigestMessage>(Assert.Single(house.Channel.Told)).Digest.Slot.Date);
    }

    [Fact]
    public async Task Slots_missed_in_three_days_of_sleep_become_one()
    {
        await using var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.LookAsync("Acme 1");
        house.Clock.StepTo(House.Start.AddDays(3));
        await house.LookAsync("Acme 2");
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();

        var digest = house.Channel.Told.OfType<DigestMessage>().Single().Digest;
        Assert.Equal(new DateOnly(2026, 11, 25), digest.Slot.Date);
        Assert.Equal(2, digest.Mentions);
    }

    [Fact]
    public async Task A_digest_asked_for_does_not_replace_the_one_of_the_schedule()
    {
        await using var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        var digest = house.Watch.Value.Digests[0];
        await house.LookAsync("Acme 1");
        var asked = await house.Digests.CloseNowAsync(digest, CancellationToken.None);
        var empty = await house.Digests.CloseNowAsync(digest, CancellationToken.None);
        house.Clock.StepTo(DateTimeOffset.Parse("2026-11-23T07:00:00Z"));
        await house.LookAsync("Acme 2", "Acme 1");
        var early = await house.Digests.CloseNowAsync(digest, CancellationToken.None);
        await house.LookAsync("Acme 3");
        house.Clock.StepTo(DateTimeOffset.Parse("2026-11-23T08:00:00Z"));
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();

        Assert.Equal((true, false, true), (asked, empty, early));
        Assert.Equal(["Acme 1", "Acme 2", "Acme 3"], house.Channel.Titles.Where(title => !title.Contains('+', StringComparison.Ordinal)).Distinct());
        Assert.Equal(3, house.Channel.Told.OfType<DigestMessage>().Count());
    }

    [Fact]
    public async Task A_digest_tells_which_sources_fail()
    {
        await using var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.LookAsync("Acme 1");
        house.Source.Show(() => throw new SourceException(SourceFault.Denied, "401: the token is refused."));
        await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        await house.Digests.CloseNowAsync(house.Watch.Value.Digests[0], CancellationToken.None);
        await house.TellAsync();

        var digest = house.Channel.Told.OfType<DigestMessage>().Single().Digest;
        Assert.Equal("401: the token is refused.", Assert.Single(digest.Failing).Problem);
        Assert.Equal(1, digest.Sources);
    }
}
