using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>Nothing is missed silently: what happened to the source, and what the reader of the digest is told.</summary>
public sealed class CoverageTests
{
    private static readonly DateTimeOffset Noon = House.Start;

    [Fact]
    public async Task A_service_that_stood_still_for_three_days_says_so_until_it_has_looked_back()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        house.Clock.StepTo(Noon.AddDays(3));
        await house.Digests.CloseDueAsync(CancellationToken.None);
        var before = await ToldAsync(house);
        await LookAsync(house);
        house.Clock.StepTo(Noon.AddDays(4));
        await LookAsync(house, "Acme 1");
        var after = await ToldAsync(house);

        var open = Assert.Single(before.Gaps).Gap;
        Assert.Equal((Noon, GapState.Open, ""), (open.From, open.State, open.Reason));
        Assert.Equal([(Noon, Noon.AddDays(3), GapState.MadeGood)], after.Gaps.Where(gap => gap.Noted < Noon.AddDays(4)).Select(Short));
        Assert.Equal(0, before.Mentions);
    }

    [Fact]
    public async Task A_feed_that_turned_over_meanwhile_is_a_gap_though_its_end_lies_before_the_digest()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        house.Clock.StepTo(Noon.AddDays(3));
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await ToldAsync(house);
        var gap = new Gap(Noon, Noon.AddDays(2), "The feed turned over.");
        house.Source.Show(() => Saw(house, Noon.AddDays(2)) with { Gaps = [gap] });
        await ScanAsync(house);
        house.Clock.StepTo(Noon.AddDays(3).AddHours(20));
        await LookAsync(house, from: Noon.AddDays(3));
        var digest = await ToldAsync(house);

        Assert.Equal((Noon, Noon.AddDays(2), GapState.Lost), Short(digest.Gaps[0]));
        Assert.Equal("The feed turned over.", digest.Gaps[0].Gap.Reason);
    }

    [Fact]
    public async Task A_source_that_failed_for_hours_and_looks_back_is_made_good()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        await FailAsync(house, hours: 6);
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await LookAsync(house, from: Noon);

        var gap = Assert.Single(await house.Database.Reader.GapsAsync(DateTimeOffset.MinValue, CancellationToken.None));
        Assert.Equal((Noon, house.Clock.GetUtcNow(), GapState.MadeGood), Short(gap));
        Assert.Equal("503", gap.Gap.Reason);
    }

    [Fact]
    public async Task A_source_that_failed_for_hours_and_does_not_look_back_is_lost_for_the_reason_it_failed()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        await FailAsync(house, hours: 6);
        await LookAsync(house, from: Noon.AddHours(5));

        var gap = Assert.Single(await house.Database.Reader.GapsAsync(DateTimeOffset.MinValue, CancellationToken.None));
        Assert.Equal((Noon, Noon.AddHours(5), GapState.Lost), Short(gap));
        Assert.Equal("503", gap.Gap.Reason);
    }

    [Fact]
    public async Task A_short_failure_is_not_worth_a_word()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        house.Source.Show(() => throw new SourceException(SourceFault.Transient, "503"));
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        await ScanAsync(house);
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        await LookAsync(house, from: Noon);

        Assert.Empty(await house.Database.Reader.GapsAsync(DateTimeOffset.MinValue, CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_that_is_not_believed_is_an_open_gap_though_every_look_succeeds()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        for (var look = 0; look < 10; look++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(15));
            house.Source.Show(() => new Fetched([], new Cursor("1")) { Warnings = ["Empty."] });
            await ScanAsync(house);
        }

        var sight = Assert.Single((await OutlookAsync(house)).Sights);
        Assert.Equal((SightState.Unseen, Noon, "Empty."), (sight.State, sight.Unseen!.From, sight.Unseen.Reason));
    }

    [Fact]
    public async Task A_digest_that_is_skipped_when_empty_tells_of_a_gap_once()
    {
        await using var house = await OpenAsync();
        await LookAsync(house);
        for (var day = 1; day <= 4; day++)
        {
            house.Clock.StepTo(Noon.AddDays(day));
            house.Source.Show(() => throw new SourceException(SourceFault.Denied, "401"));
            await ScanAsync(house);
            await house.Digests.CloseDueAsync(CancellationToken.None);
            await house.TellAsync();
        }

        var digest = Assert.IsType<DigestMessage>(Assert.Single(house.Channel.Told)).Digest;
        Assert.Equal(new DateOnly(2026, 11, 23), digest.Slot.Date);
        Assert.True(digest.IsIncomplete);
    }

    [Fact]
    public async Task A_night_of_a_digest_without_gap_or_mention_stays_silent()
    {
        await using var house = await OpenAsync();
        for (var quarter = 0; quarter < 4 * 48; quarter++)
        {
            await LookAsync(house, from: house.Clock.GetUtcNow() - TimeSpan.FromMinutes(15));
            await house.Digests.CloseDueAsync(CancellationToken.None);
            house.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        await house.TellAsync();
        Assert.Empty(house.Channel.Told);
    }

    [Theory]
    [InlineData("2026-03-28T23:00:00Z")]
    [InlineData("2026-10-24T22:00:00Z")]
    public async Task The_night_the_clocks_change_is_neither_a_gap_nor_told_twice(string evening)
    {
        await using var house = await House.OpenAsync();
        var watch = house.Watch.Value;
        house.Watch.Replace(watch with { Digests = [watch.Digests[0] with { Times = new DigestTimes(new TimeOnly(2, 30), Enum.GetValues<DayOfWeek>().ToHashSet(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")) }] });
        house.Clock.StepTo(DateTimeOffset.Parse(evening).AddDays(-1));
        await LookAsync(house);
        await house.Digests.CloseDueAsync(CancellationToken.None);
        for (var quarter = 0; quarter < 4 * 48; quarter++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(15));
            await LookAsync(house, from: house.Clock.GetUtcNow() - TimeSpan.FromMinutes(15));
            await house.Digests.CloseDueAsync(CancellationToken.None);
        }

        await house.TellAsync();
        var memory = Assert.Single(await house.Database.Reader.SourcesAsync(CancellationToken.None));
        Assert.Equal(TimeSpan.FromHours(48), memory.Covered!.To - memory.Covered.From);
        Assert.Empty(house.Channel.Told);
    }

    [Fact]
    public async Task A_silence_unlike_the_source_is_told_once_and_taken_back_when_it_speaks()
    {
        await using var house = await OpenAsync();
        var spoken = 0;
        await DayByDayAsync(house, days: 30, speaks: hour => hour % 4 == 0, () => $"weather {++spoken}");
        var usual = house.Channel.Told.Count;
        await DayByDayAsync(house, days: 3, speaks: _ => false, () => "");
        var quiet = house.Channel.Told.OfType<DigestMessage>().Skip(usual).ToList();
        await DayByDayAsync(house, days: 1, speaks: hour => hour % 4 == 1, () => $"weather {++spoken}");
        var unseen = await OutlookAsync(house);

        Assert.Equal(0, usual);
        var silence = Assert.Single(Assert.Single(quiet).Digest.Silences).Silence;
        Assert.Null(silence.Until);
        Assert.InRange(silence.Usual, TimeSpan.FromHours(3.9), TimeSpan.FromHours(4.1));
        Assert.NotNull(Assert.Single(unseen.Silences).Silence.Until);
    }

    [Fact]
    public async Task A_year_of_looks_is_a_row()
    {
        await using var house = await OpenAsync();
        for (var look = 0; look < 1_000; look++)
        {
            await LookAsync(house, from: house.Clock.GetUtcNow() - TimeSpan.FromMinutes(5));
            house.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var memory = Assert.Single(await house.Database.Reader.SourcesAsync(CancellationToken.None));
        Assert.Equal(new Stretch(Noon.AddMinutes(-5), Noon.AddMinutes(4_995)), memory.Covered);
    }

    private static async Task DayByDayAsync(House house, int days, Func<int, bool> speaks, Func<string> text)
    {
        for (var hour = 1; hour <= days * 24; hour++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            await LookAsync(house, speaks(hour) ? text() : null, house.Clock.GetUtcNow().AddHours(-1));
            await house.Digests.CloseDueAsync(CancellationToken.None);
            await house.TellAsync();
        }
    }

    /// <summary>With the slot of the day closed already.</summary>
    private static async Task<House> OpenAsync()
    {
        var house = await House.OpenAsync();
        await house.Digests.CloseDueAsync(CancellationToken.None);
        return house;
    }

    private static Task<Scanned> LookAsync(House house, string? text = null, DateTimeOffset? from = null)
    {
        house.Source.Show(() => Saw(house, from ?? Noon) with { Items = text is null ? [] : [new Item { Id = text, Title = text, Url = $"https://example.org/{text}" }] });
        return ScanAsync(house);
    }

    private static Fetched Saw(House house, DateTimeOffset from) => new([], new Cursor("1")) { Covered = Stretch.Until(house.Clock.GetUtcNow(), from) };

    private static Task<Scanned> ScanAsync(House house) => house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);

    private static async Task FailAsync(House house, int hours)
    {
        house.Source.Show(() => throw new SourceException(SourceFault.Transient, "503"));
        for (var hour = 0; hour < hours; hour++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            await ScanAsync(house);
        }
    }

    private static async Task<Digest> ToldAsync(House house)
    {
        await house.Digests.CloseDueAsync(CancellationToken.None);
        await house.TellAsync();
        return house.Channel.Told.OfType<DigestMessage>().Last().Digest;
    }

    private static Task<Unseen> OutlookAsync(House house) =>
        new Outlook(house.Database.Reader, house.Watch).WithinAsync(house.Clock.GetUtcNow().AddDays(-1), house.Clock.GetUtcNow(), CancellationToken.None);

    private static (DateTimeOffset From, DateTimeOffset To, GapState State) Short(SourceGap gap) => (gap.Gap.From, gap.Gap.To, gap.Gap.State);
}
