using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Core.Tests.Storing;

public sealed class SightTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void Nothing_is_amiss_while_looks_come_as_they_should() => Assert.Null(Sight.Of(Seen(), Quarter, Noon.AddMinutes(74)).Unseen);

    [Fact]
    public void A_source_that_nobody_looks_at_is_unseen_without_a_reason()
    {
        var sight = Sight.Of(Seen() with { Problem = "A warning of the last look." }, Quarter, Noon.AddDays(3));

        Assert.Equal(new Gap(Noon, Noon.AddDays(3), "") { State = GapState.Open }, sight.Unseen);
        Assert.Equal(Noon.AddMinutes(75), sight.UnseenKnown);
    }

    [Fact]
    public void A_source_that_fails_is_unseen_for_its_problem() =>
        Assert.Equal("503", Sight.Of(Seen() with { Failures = 9, Problem = "503" }, Quarter, Noon.AddHours(1)).Unseen?.Reason);

    [Fact]
    public void An_open_gap_has_the_cause_that_every_language_has()
    {
        Assert.Equal(GapCause.Denied, Sight.Of(Seen() with { Failures = 9, Fault = SourceFault.Denied, Problem = "403" }, Quarter, Noon.AddHours(1)).Unseen?.Cause);
        Assert.Equal(GapCause.NotBelieved, Sight.Of(Seen() with { LastSuccess = Noon.AddHours(4), Due = Noon.AddHours(4.25), Problem = "empty" }, Quarter, Noon.AddHours(4.1)).Unseen?.Cause);
    }

    [Fact]
    public void A_source_that_is_not_believed_is_unseen_for_its_warning() =>
        Assert.Equal("empty", Sight.Of(Seen() with { LastSuccess = Noon.AddHours(4), Due = Noon.AddHours(4.25), Problem = "empty" }, Quarter, Noon.AddHours(4.1)).Unseen?.Reason);

    [Fact]
    public void A_publisher_who_wants_to_be_left_alone_for_a_day_is() =>
        Assert.Null(Sight.Of(Seen() with { Due = Noon.AddDays(1) }, Quarter, Noon.AddHours(24.5)).Unseen);

    [Fact]
    public void A_rare_look_is_missed_three_times() =>
        Assert.Equal(Noon.AddDays(4), Sight.Of(Seen() with { Due = Noon.AddDays(1) }, TimeSpan.FromDays(1), Noon.AddDays(9)).UnseenKnown);

    [Fact]
    public void A_clock_that_was_at_the_end_of_time_breaks_nothing()
    {
        var end = DateTimeOffset.MaxValue;

        Assert.Null(Sight.Of(Seen() with { Covered = new Stretch(Noon, end), Rhythm = Rhythm.Unknown.Restarted(end) }, Quarter, Noon).Unseen);
    }

    private static SourceMemory Seen() =>
        new(new SourceIdentity("press", "feed"), Cursor.Start, Noon, Noon, 0, null, null, Noon + Quarter) { Covered = new Stretch(Noon.AddDays(-1), Noon) };
}
