using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class DigestStoreBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task Has_no_last_slot_before_the_first()
    {
        Assert.Null(await Store.Digests.LastAsync("daily", default));
        Assert.Empty(await Store.Digests.PendingAsync("daily", default));
    }

    [Fact]
    public async Task Closes_a_slot_once_and_tells_it_to_each_recipient()
    {
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "a", "b"), default);
        var slot = Sample.Slot("daily", 3, Sample.Noon);

        Assert.True(await Store.Digests.CloseAsync(slot, [Sample.Ann, Sample.Bob, Sample.Ann], false, default));
        Assert.False(await Store.Digests.CloseAsync(slot, [Sample.Ann, Sample.Bob], true, default));

        var ann = (await LeaseAsync(Sample.Ann))!;
        var bob = (await LeaseAsync(Sample.Bob))!;
        Assert.Equal(slot, await Store.Digests.LastAsync("daily", default));
        Assert.Equal((MessageKind.Digest, slot, 1), (ann.Kind, ann.Slot!, ann.Attempt));
        Assert.Equal(["a", "b"], ann.Mentions.Select(stored => stored.Mention.Document.Id));
        Assert.Equal(ann.Mentions.Select(stored => stored.Number), bob.Mentions.Select(stored => stored.Number));
        Assert.NotEqual(ann.Id, bob.Id);
        Assert.Null(await LeaseAsync(Sample.Ann));
        Assert.Empty(await Store.Digests.PendingAsync("daily", default));
    }

    [Fact]
    public async Task Refuses_a_slot_before_one_already_closed()
    {
        Assert.True(await Store.Digests.CloseAsync(Sample.Slot("daily", 5), [Sample.Ann], true, default));

        Assert.False(await Store.Digests.CloseAsync(Sample.Slot("daily", 4), [Sample.Ann], true, default));
        Assert.True(await Store.Digests.CloseAsync(Sample.Slot("weekly", 4), [Sample.Ann], true, default));
        Assert.Equal(Sample.Slot("daily", 5), await Store.Digests.LastAsync("daily", default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_slot_is_told_only_when_wished(bool evenEmpty)
    {
        Assert.True(await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], evenEmpty, default));

        var message = await LeaseAsync(Sample.Ann);
        Assert.Equal(evenEmpty, message is not null);
        Assert.Empty(message?.Mentions ?? []);
        Assert.NotNull(await Store.Digests.LastAsync("daily", default));
    }

    [Fact]
    public async Task What_comes_after_the_close_waits_for_the_next_slot()
    {
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "a"), default);
        await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], false, default);
        await Store.Mentions.SaveAsync(Sample.Entries("daily", "b", "c"), default);

        Assert.Equal(["c", "b"], (await Store.Digests.PendingAsync("daily", default)).Select(stored => stored.Mention.Document.Id));
        Assert.Equal(["a"], (await LeaseAsync(Sample.Ann))!.Mentions.Select(stored => stored.Mention.Document.Id));
    }

    [Fact]
    public async Task The_same_digest_formed_in_another_installation_has_the_same_id()
    {
        await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], true, default);
        await using var elsewhere = new TEngine();
        await using var store = await elsewhere.OpenAsync(Clock);
        await store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], true, default);

        var there = await store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(Sample.Noon.AddDays(5)), default);

        Assert.Equal((await LeaseAsync(Sample.Ann))!.Id, there!.Id);
    }

    [Fact]
    public async Task An_alert_and_a_digest_of_one_mention_are_two_messages()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"), [Sample.Ann], "daily")]), default);
        await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], false, default);

        var kinds = new[] { (await LeaseAsync(Sample.Ann))!.Kind, (await LeaseAsync(Sample.Ann))!.Kind };

        Assert.Equal([MessageKind.Digest, MessageKind.Alert], kinds);
    }

    [Fact]
    public async Task A_digest_of_ten_thousand_copies_is_read_whole()
    {
        for (var batch = 0; batch < 10; batch++)
        {
            var first = batch * 1_000;
            await Store.Mentions.SaveAsync(
                Sample.Haul([.. Enumerable.Range(first, 1_000).Select(number => Sample.Mention(Sample.Document($"{number}", url: "https://example.org/story"), digest: "daily", queries: ["acme", "news"]))]), default);
        }

        await Store.Digests.CloseAsync(Sample.Slot("daily", 3), [Sample.Ann], false, default);

        var message = (await LeaseAsync(Sample.Ann))!;
        Assert.Equal(10_000, message.Mentions.Count);
        Assert.All(message.Mentions, stored => Assert.Equal((2, 9_999), (stored.Mention.Matches.Count, stored.Copies)));
    }

    private Task<LeasedMessage?> LeaseAsync(Recipient recipient) =>
        Store.Outbox.LeaseAsync(recipient, Sample.Terms(Sample.Noon.AddDays(5)), default);
}
