using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

public sealed class EntryWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Long_entries_fill_it_before_many_do()
    {
        var window = Filled(-1);

        Assert.True(window.IsFull);
        Assert.Equal(Enumerable.Range(0, 10), window.Drafts.Select(draft => int.Parse(draft.Id)));
        Assert.Contains($"more than {EntryWindow.MostText} characters", window.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_feed_that_ends_with_the_newest_the_last_are_kept()
    {
        var window = Filled(+1);

        Assert.False(window.IsFull);
        Assert.Equal(Enumerable.Range(10, 10), window.Drafts.Select(draft => int.Parse(draft.Id)));
        Assert.NotNull(window.Warning);
    }

    private static EntryWindow Filled(int direction)
    {
        var window = new EntryWindow();
        foreach (var number in Enumerable.Range(0, 20))
            window.Add(new EntryDraft { Id = $"{number}", Content = new RichText(new string('x', EntryWindow.MostText / 10), false, null), Published = Start.AddDays(direction * number) });
        return window;
    }
}
