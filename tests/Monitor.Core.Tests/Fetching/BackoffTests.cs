using Monitor.Core.Fetching;

namespace Monitor.Core.Tests.Fetching;

public sealed class BackoffTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(SourceFault.Transient, 1, 1)]
    [InlineData(SourceFault.Transient, 4, 8)]
    [InlineData(SourceFault.Transient, 400, 360)]
    [InlineData(SourceFault.RateLimited, 1, 15)]
    [InlineData(SourceFault.RateLimited, 400, 24 * 60)]
    [InlineData(SourceFault.Denied, 1, 60)]
    [InlineData(SourceFault.Gone, 400, 24 * 60)]
    [InlineData(SourceFault.Malformed, 1, 15)]
    [InlineData(SourceFault.Malformed, 400, 360)]
    public void Stays_away_longer_with_every_failure_up_to_a_bound(SourceFault fault, int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Backoff.After(new SourceException(fault, "no"), failures, Quarter, chance: 0));

    [Fact]
    public void Never_comes_back_before_the_publisher_allows()
    {
        var asked = TimeSpan.FromHours(2);
        var fault = new SourceException(SourceFault.RateLimited, "slow down", asked);

        Assert.Equal(asked, Backoff.After(fault, 1, Quarter, chance: 0));
        Assert.InRange(Backoff.After(fault, 1, Quarter, chance: 0.999), asked, asked + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Pauses_as_long_as_told_where_something_is_gone_for_good() =>
        Assert.Equal(TimeSpan.FromDays(1), Backoff.After(new SourceException(SourceFault.Gone, "410", TimeSpan.FromDays(1)), 1, Quarter, chance: 0));

    [Fact]
    public void A_rare_source_is_not_asked_more_often_because_it_failed() =>
        Assert.Equal(TimeSpan.FromDays(3), Backoff.After(new SourceException(SourceFault.Gone, "gone"), 1, TimeSpan.FromDays(3), chance: 0));
}
