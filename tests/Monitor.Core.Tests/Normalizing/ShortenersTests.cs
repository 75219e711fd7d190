using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class ShortenersTests
{
    [Theory]
    [InlineData("https://t.co/abc", true)]
    [InlineData("http://bit.ly/3xYz", true)]
    [InlineData("https://www.tinyurl.com/y6abc", true)]
    [InlineData("https://acme.lnk.to/album", true)]
    [InlineData("https://bit.ly/", false)]
    [InlineData("https://bit.ly:8443/abc", false)]
    [InlineData("https://acme.com/t.co/abc", false)]
    [InlineData("https://nytx.ms/3kXz9Q", true)]
    [InlineData("https://nytx.ms/pricing", false)]
    [InlineData("https://nytx.ms/Pricing", false)]
    [InlineData("https://nytx.ms/page2", false)]
    [InlineData("https://nytx.ms/2026/11", false)]
    [InlineData("https://x.com/A1b2C3", false)]
    [InlineData("https://acmecorp.example/3kXz9Q", false)]
    [InlineData("https://go.acme.example/abc", true)]
    [InlineData("https://acme.example/s/abc", true)]
    [InlineData("https://acme.example/s", false)]
    [InlineData("https://acme.example/shop", false)]
    [InlineData("http://127.0.0.1:8081/s/abc", true)]
    [InlineData("http://127.0.0.1:8082/s/abc", false)]
    public void Tells_short_links_from_others(string address, bool isShort) =>
        Assert.Equal(isShort, new Shorteners(["go.acme.example", "acme.example/s", "127.0.0.1:8081/s"], guess: true).Include(address));

    [Fact]
    public void Guesses_only_when_asked_to() => Assert.False(new Shorteners([], guess: false).Include("https://nytx.ms/3kXz9Q"));

    [Theory]
    [InlineData("go.acme.example", true)]
    [InlineData("acme.example/s", true)]
    [InlineData("127.0.0.1:8081/s", true)]
    [InlineData("https://acme.example", false)]
    [InlineData("acme.example?x=1", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    public void Says_which_places_can_be_read(string place, bool readable) => Assert.Equal(readable, Shorteners.IsPlace(place));

    [Theory]
    [InlineData(LinkOutcome.Found, 1, null, 30.0)]
    [InlineData(LinkOutcome.Gone, 1, null, 7.0)]
    [InlineData(LinkOutcome.Refused, 1, null, 7.0)]
    [InlineData(LinkOutcome.Astray, 1, null, 7.0)]
    [InlineData(LinkOutcome.Failed, 1, 1.0, null)]
    [InlineData(LinkOutcome.Failed, 3, 16.0, null)]
    [InlineData(LinkOutcome.Failed, 6, null, 1.0)]
    [InlineData(LinkOutcome.Limited, 1, 5.0, null)]
    public void Is_as_patient_as_the_answer_asks(LinkOutcome outcome, int attempts, double? minutes, double? days)
    {
        var patience = LinkPatience.After(new Resolution(outcome, []), attempts, new LinkRules(), chance: 0);

        Assert.Equal((minutes, days), (patience.AskAfter?.TotalMinutes, patience.BelieveFor?.TotalDays));
        Assert.Equal(outcome == LinkOutcome.Limited, patience.LeaveHostFor is not null);
    }

    [Fact]
    public void Leaves_a_host_alone_for_as_long_as_it_asks() =>
        Assert.Equal(TimeSpan.FromHours(2), LinkPatience.After(new Resolution(LinkOutcome.Limited, [], RetryAfter: TimeSpan.FromHours(2)), 1, new LinkRules(), 0).LeaveHostFor);
}
