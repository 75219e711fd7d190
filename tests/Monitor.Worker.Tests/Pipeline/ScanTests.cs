using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

public sealed class ScanTests
{
    [Fact]
    public async Task The_first_look_is_a_baseline_and_the_second_alarms()
    {
        await using var house = await House.OpenAsync();

        var first = await house.LookAsync("Acme opens", "weather");
        var second = await house.LookAsync("Acme closes", "Acme opens", "weather");

        Assert.Equal(new Saved(2, 1, 0), first.Saved);
        Assert.Equal(new Saved(1, 1, 1), second.Saved);
        Assert.Equal([Arrival.Fresh, Arrival.Baseline], (await ListAsync(house)).Select(mention => mention.Mention.Arrival));
    }

    [Fact]
    public async Task What_was_seen_is_neither_stored_nor_told_again()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        await house.LookAsync("Acme opens");

        var again = await house.LookAsync("Acme opens");
        await house.TellAsync();

        Assert.Equal(new Saved(0, 0, 0), again.Saved);
        Assert.Equal(["Acme opens"], house.Channel.Titles);
    }

    [Fact]
    public async Task An_old_item_that_turns_up_late_informs_and_does_not_alarm()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        house.Source.Show(new Item { Id = "old", Title = "Acme in spring", Published = House.Start.AddDays(-200) });

        var scanned = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);

        Assert.Equal(new Saved(1, 1, 0), scanned.Saved);
        Assert.Equal(Arrival.Late, (await ListAsync(house))[0].Mention.Arrival);
    }

    [Fact]
    public async Task An_edit_that_brings_the_brand_informs_and_does_not_alarm()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        var item = new Item { Id = "a", Title = "News", Body = "Nothing yet.", Url = "https://example.org/a" };
        await LookAsync(house, item);

        var edited = await LookAsync(house, item with { Body = "It is Acme!" });
        var again = await LookAsync(house, item with { Body = "It is Acme, indeed!" });
        await house.TellAsync();

        Assert.Equal(new Saved(0, 1, 0) { Edits = 1 }, edited.Saved);
        Assert.Equal(new Saved(0, 0, 0), again.Saved);
        var mention = Assert.Single(await ListAsync(house)).Mention;
        Assert.Equal((Arrival.Edited, "It is Acme!"), (mention.Arrival, mention.Document.Body));
        Assert.Empty(house.Channel.Told);
    }

    [Fact]
    public async Task A_counter_in_the_text_is_one_mention_and_one_edit_a_day()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync();
        var edits = 0;
        for (var look = 0; look < 96; look++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(15));
            edits += (await LookAsync(house, new Item { Id = "a", Title = "Acme", Body = $"{look} views" })).Saved.Edits;
        }

        await house.TellAsync();

        Assert.Equal(1, edits);
        Assert.Single(await ListAsync(house));
        Assert.Single(house.Channel.Told);
    }

    [Fact]
    public async Task The_cursor_of_the_last_success_comes_back_and_a_failure_keeps_it()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("a", "b");
        house.Source.Show(() => throw new SourceException(SourceFault.Transient, "The network is away."));
        var failed = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        await house.LookAsync("a");

        Assert.Equal(SourceFault.Transient, failed.Fault!.Fault);
        Assert.Equal([Cursor.Start, new Cursor("2"), new Cursor("2")], house.Source.Cursors);
    }

    [Fact]
    public async Task A_failure_is_remembered_with_its_reason_until_the_next_success()
    {
        await using var house = await House.OpenAsync();
        house.Source.Show(() => throw new SourceException(SourceFault.RateLimited, "Slow down.", TimeSpan.FromHours(2)));

        var failed = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        var remembered = await house.Database.Reader.SourcesAsync(CancellationToken.None);
        await house.LookAsync();
        var mended = await house.Database.Reader.SourcesAsync(CancellationToken.None);

        Assert.InRange(failed.Due, House.Start.AddHours(2), House.Start.AddHours(2).AddSeconds(5));
        Assert.Equal((1, "Slow down."), (remembered[0].Failures, remembered[0].Problem));
        Assert.Equal((0, null), (mended[0].Failures, mended[0].Fault));
    }

    [Fact]
    public async Task The_publishers_wish_to_be_left_alone_longer_is_obeyed_and_a_shorter_one_is_not()
    {
        await using var house = await House.OpenAsync();
        house.Source.Show(() => new Fetched([], new Cursor("1")) { LeastInterval = TimeSpan.FromHours(1) });
        var slow = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
        house.Source.Show(() => new Fetched([], new Cursor("2")) { LeastInterval = TimeSpan.FromMinutes(1) });
        var fast = await house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);

        Assert.Equal(House.Start.AddHours(1), slow.Due);
        Assert.Equal(House.Start.AddMinutes(15), fast.Due);
    }

    private static Task<IReadOnlyList<StoredMention>> ListAsync(House house) =>
        house.Database.Reader.ListAsync(new MentionFilter(), CancellationToken.None);

    private static Task<Scanned> LookAsync(House house, params Item[] items)
    {
        house.Source.Show(items);
        return house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
    }
}
