using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class CoverageBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task Remembers_nothing_seen_before_first_contact()
    {
        await Store.Mentions.RecordFaultAsync(Sample.Press, null, new SourceException(SourceFault.Transient, "503"), Sample.Noon, Sample.Noon, default);

        Assert.Null((await RecallAsync()).Covered);
        Assert.Equal(Rhythm.Unknown, (await RecallAsync()).Rhythm);
    }

    [Fact]
    public async Task A_gap_keeps_the_cause_that_every_language_has()
    {
        var gap = new Gap(Sample.Noon.AddHours(-1), Sample.Noon, "Too many.") { Cause = GapCause.TooMuch };
        await Store.Mentions.SaveAsync(Sample.Haul() with { Gaps = [gap] }, default);

        Assert.Equal(gap, Assert.Single(await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default)).Gap);
    }

    [Fact]
    public async Task Looks_that_touch_are_one_stretch()
    {
        for (var look = 0; look < 20; look++) await SeeAsync(look, look + 1);

        Assert.Equal(Stretch(0, 20), (await RecallAsync()).Covered);
    }

    [Fact]
    public async Task A_hole_begins_another_stretch_and_the_last_one_counts()
    {
        await SeeAsync(0, 1);
        await SeeAsync(5, 6);
        await SeeAsync(6, 7);

        Assert.Equal(Stretch(5, 7), (await RecallAsync()).Covered);
        Assert.Equal(Stretch(5, 7), Assert.Single(await Store.Reader.SourcesAsync(default)).Covered);
    }

    [Fact]
    public async Task A_look_back_over_a_hole_makes_one_stretch_of_two()
    {
        await SeeAsync(0, 1);
        await SeeAsync(5, 6);
        await SeeAsync(1, 7);

        Assert.Equal(Stretch(0, 7), (await RecallAsync()).Covered);
    }

    [Fact]
    public async Task Each_source_has_stretches_of_its_own()
    {
        await SeeAsync(0, 1);
        await Store.Mentions.SaveAsync(Sample.Haul() with { Source = Sample.Forum, At = Hour(9), Covered = [Stretch(1, 9)] }, default);

        Assert.Equal(Stretch(0, 1), (await RecallAsync()).Covered);
    }

    [Fact]
    public async Task A_clock_that_went_back_leaves_no_coverage_of_the_future()
    {
        await SeeAsync(0, 9_000);
        await Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(2), Covered = [Stretch(2, 2)] }, default);

        Assert.Equal(Stretch(0, 2), (await RecallAsync()).Covered);
    }

    [Fact]
    public async Task A_gap_is_made_good_by_what_covers_it_and_shortened_by_what_covers_its_end()
    {
        await Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(9), Gaps = [Gap(1, 3), Gap(4, 8)] }, default);
        await SeeAsync(0, 3, at: 10);
        await SeeAsync(6, 11);

        var gaps = await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default);

        Assert.Equal([Gap(1, 3) with { State = GapState.MadeGood }, Gap(4, 6)], gaps.Select(gap => gap.Gap));
        Assert.Equal([Hour(10), Hour(9)], gaps.Select(gap => gap.Noted));
    }

    [Fact]
    public async Task A_gap_that_was_made_good_at_once_is_noted_as_such()
    {
        await Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(9), Covered = [Stretch(1, 9)], Gaps = [Gap(1, 9) with { State = GapState.MadeGood }] }, default);

        Assert.Equal(GapState.MadeGood, Assert.Single(await Store.Reader.GapsAsync(Hour(9), default)).Gap.State);
    }

    [Fact]
    public async Task A_gap_that_goes_on_is_one_gap_and_as_old_as_it_was()
    {
        for (var look = 3; look < 8; look++) await Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(look), Gaps = [Gap(1, look)] }, default);

        var gap = Assert.Single(await Store.Reader.GapsAsync(DateTimeOffset.MinValue, default));

        Assert.Equal((Hour(1), Hour(7), Hour(3)), (gap.Gap.From, gap.Gap.To, gap.Noted));
    }

    [Fact]
    public async Task A_rhythm_comes_back_as_it_was_learnt_and_a_fault_leaves_it()
    {
        var rhythm = Enumerable.Range(1, 300).Aggregate(Rhythm.Unknown.Restarted(Hour(0)), (rhythm, count) => rhythm.Heard(Hour(4 * count))).Heard(Hour(5_000));
        await Store.Mentions.SaveAsync(Sample.Haul() with { Rhythm = rhythm }, default);
        await Store.Mentions.RecordFaultAsync(Sample.Press, null, new SourceException(SourceFault.Transient, "503"), Sample.Noon, Sample.Noon, default);
        await ReopenAsync();

        Assert.NotNull(rhythm.Broken);
        Assert.Equivalent(rhythm, (await RecallAsync()).Rhythm, strict: true);
    }

    [Fact]
    public async Task Forgets_old_gaps_and_stretches_but_never_the_last_one()
    {
        await SeeAsync(0, 1);
        await Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(4), Covered = [Stretch(3, 4)], Gaps = [Gap(1, 3)] }, default);

        var swept = await Store.Retention.SweepAsync(Hour(100), Hour(100), default);

        Assert.Equal(1, swept.Gaps);
        Assert.Equal(Stretch(3, 4), (await RecallAsync()).Covered);
        await SeeAsync(0, 5);
        Assert.Equal(Stretch(0, 5), (await RecallAsync()).Covered);
    }

    private Task<SourceMemory> RecallAsync() => Store.Mentions.RecallAsync(Sample.Press, default);

    private Task<Saved> SeeAsync(int from, int to, int? at = null) =>
        Store.Mentions.SaveAsync(Sample.Haul() with { At = Hour(at ?? to), Covered = [Stretch(from, to)] }, default);

    private static Stretch Stretch(int from, int to) => new(Hour(from), Hour(to));

    private static Gap Gap(int from, int to) => new(Hour(from), Hour(to), "It was down.");

    private static DateTimeOffset Hour(int hour) => Sample.Noon.AddHours(hour);
}
