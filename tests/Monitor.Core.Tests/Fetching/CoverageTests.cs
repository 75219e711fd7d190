using Monitor.Core.Fetching;

namespace Monitor.Core.Tests.Fetching;

public sealed class CoverageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_look_that_begins_where_the_last_one_ended_leaves_no_gap()
    {
        var coverage = Coverage.Of(Saw(0, 1), Stretch(-5, 0), open: null, Noon.AddHours(1));

        Assert.Equal([Stretch(0, 1)], coverage.Seen);
        Assert.Empty(coverage.Gaps);
    }

    [Fact]
    public void What_lies_between_two_looks_is_lost_for_the_reason_it_was_open()
    {
        var open = new Gap(Noon, Noon.AddHours(70), "503") { State = GapState.Open };

        var coverage = Coverage.Of(Saw(60, 72), Stretch(-5, 0), open, Noon.AddHours(72));

        Assert.Equal([new Gap(Noon, Noon.AddHours(60), "503")], coverage.Gaps);
    }

    [Fact]
    public void The_sources_own_reason_is_told_and_not_doubled()
    {
        // What was stored has lost what is finer than a millisecond.
        var own = new Gap(Noon.AddTicks(9), Noon.AddHours(2), "The feed turned over.");

        var coverage = Coverage.Of(Saw(2, 4) with { Gaps = [own] }, Stretch(-5, 0), open: null, Noon.AddHours(4));

        Assert.Equal([own], coverage.Gaps);
        Assert.Equal([Stretch(2, 4)], coverage.Seen);
    }

    [Fact]
    public void An_open_gap_that_the_look_covers_by_looking_back_is_made_good()
    {
        var open = new Gap(Noon, Noon.AddHours(70), "") { State = GapState.Open };

        var gap = Assert.Single(Coverage.Of(Saw(0, 72), Stretch(-5, 0), open, Noon.AddHours(72)).Gaps);

        Assert.Equal((Noon, Noon.AddHours(72), GapState.MadeGood), (gap.From, gap.To, gap.State));
    }

    [Fact]
    public void A_look_that_is_not_believed_saw_nothing()
    {
        var coverage = Coverage.Of(new Fetched([], Cursor.Start), Stretch(-5, 0), open: null, Noon);

        Assert.Empty(coverage.Seen);
        Assert.Empty(coverage.Gaps);
    }

    [Fact]
    public void What_is_lost_within_a_look_is_not_seen()
    {
        Assert.Equal([Stretch(0, 1), Stretch(2, 4), Stretch(5, 6)], Stretch(0, 6).Without([Stretch(4, 5), Stretch(1, 2)]));
        Assert.Equal([Stretch(3, 6)], Stretch(0, 6).Without([Stretch(-3, 2), Stretch(1, 3), Stretch(1, 2), Stretch(7, 9)]));
        Assert.Empty(Stretch(0, 6).Without([Stretch(-1, 7)]));
        Assert.Equal([Stretch(3, 3)], Stretch(3, 3).Without([]));
    }

    [Fact]
    public void A_clock_that_went_back_covers_nothing_backwards() =>
        Assert.Equal(Stretch(0, 0), Core.Fetching.Stretch.Until(Noon, Noon.AddDays(1)));

    private static Stretch Stretch(int from, int to) => new(Noon.AddHours(from), Noon.AddHours(to));

    private static Fetched Saw(int from, int to) => new([], Cursor.Start) { Covered = Stretch(from, to) };
}
