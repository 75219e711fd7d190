using Monitor.Core.Fetching;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>A process that was paused in the middle of a look wakes after another one looked at the same source.</summary>
public sealed class OvertakenTests
{
    [Fact]
    public async Task The_older_look_puts_no_older_cursor_back_and_the_next_one_finds_what_it_found()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("a");
        house.Source.Show(() =>
        {
            // While this look is under way, another one is begun and saved.
            house.Source.Show("a", "b");
            house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None).GetAwaiter().GetResult();
            return new Fetched([new Item { Id = "c", Title = "acme c", Url = "https://example.org/c" }], new Cursor("older"));
        });

        var overtaken = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        var memory = await house.Database.Mentions.RecallAsync(house.Source.Identity, CancellationToken.None);
        var next = await house.LookAsync("a", "b", "c");

        Assert.True(overtaken.Saved.IsOvertaken);
        Assert.Equal(memory.Due, overtaken.Due);
        Assert.Equal(new Cursor("2"), memory.Cursor);
        Assert.Equal(1, next.Saved.Documents);
        Assert.Equal(new Cursor("2"), house.Source.Cursors[^1]);
    }

    [Fact]
    public async Task A_fault_that_comes_after_anothers_success_is_not_held_against_the_source()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("a");
        house.Source.Show(() =>
        {
            house.Source.Show("a", "b");
            house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None).GetAwaiter().GetResult();
            throw new SourceException(SourceFault.Transient, "cut off while it was paused");
        });

        var late = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        var memory = await house.Database.Mentions.RecallAsync(house.Source.Identity, CancellationToken.None);

        Assert.True(late.Saved.IsOvertaken);
        Assert.Equal((0, null, late.Due), (memory.Failures, memory.Fault, memory.Due));
    }
}
