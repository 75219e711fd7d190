using Monitor.Core.Fetching;

namespace Monitor.Core.Tests.Fetching;

public sealed class SeenItemsTests
{
    private static readonly Item First = new() { Id = "1", Body = "Acme opens", Published = DateTimeOffset.UnixEpoch.AddDays(1) };
    private static readonly Item Second = new() { Id = "2", Body = "Acme closes", Published = DateTimeOffset.UnixEpoch.AddDays(2) };

    [Fact]
    public void Hands_over_what_is_new_once_and_oldest_first() =>
        Assert.Equal(["1", "2"], SeenItems.None.New([Second, First, Second]).Select(item => item.Id));

    [Fact]
    public void Passes_over_what_was_seen_unless_it_was_edited()
    {
        var seen = SeenItems.Only([First, Second]);

        Assert.Empty(seen.New([First, Second]));
        Assert.Equal(["2"], seen.New([First, Second with { Body = "Acme closes again" }]).Select(item => item.Id));
    }

    [Fact]
    public void A_new_score_is_no_edit() => Assert.Empty(SeenItems.Only([First]).New([First with { Score = 7 }]));

    [Fact]
    public void Forgets_or_keeps_the_earlier_as_it_is_told()
    {
        Assert.Equal(["1"], SeenItems.Only([Second]).New([First, Second]).Select(item => item.Id));
        Assert.Empty(SeenItems.Only([First]).And([Second]).New([First, Second]));
    }
}
