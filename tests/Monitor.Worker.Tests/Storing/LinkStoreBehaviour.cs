using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class LinkStoreBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private const string Short = "https://t.co/abc";
    private const string Home = "https://acme.example/x";

    private static readonly DateTimeOffset Soon = Sample.Noon.AddMinutes(5);

    [Fact]
    public async Task A_link_is_queued_once_for_all_who_link_to_it()
    {
        await SaveAsync(Linking("a", Short), Linking("b", Short), Linking("c", "https://bit.ly/x"));

        Assert.Equal(["bit.ly", "t.co"], (await Store.Links.DueHostsAsync(Sample.Noon, default)).Order());
        Assert.Equal(new ShortLink(Short, "t.co", 0), await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
        Assert.Null(await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
        Assert.Equal(["bit.ly"], await Store.Links.DueHostsAsync(Sample.Noon, default));
    }

    [Fact]
    public async Task Says_how_many_links_wait_and_since_when()
    {
        Assert.Equal(new LinkSummary(0, null), await Store.Links.SummarizeAsync(default));
        await SaveAsync(Linking("a", Short), Linking("b", Short), Linking("c", "https://bit.ly/x"));
        Assert.Equal(2, (await Store.Links.SummarizeAsync(default)).Waiting);

        await Store.Links.SettleAsync(await TakeAsync(), new LinkAnswer(new Resolution(LinkOutcome.Failed, [], "no answer"), Soon, null, null), default);
        Assert.Equal(2, (await Store.Links.SummarizeAsync(default)).Waiting);

        await Store.Links.SettleAsync((await Store.Links.TakeAsync("t.co", Soon, Soon.AddMinutes(5), default))!, new LinkAnswer(new Resolution(LinkOutcome.Found, [Home]), null, Soon.AddDays(1), null), default);
        Assert.Equal(1, (await Store.Links.SummarizeAsync(default)).Waiting);
    }

    [Fact]
    public async Task A_lease_that_runs_out_or_is_abandoned_is_taken_again()
    {
        await SaveAsync(Linking("a", Short));
        await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default);

        Assert.NotNull(await Store.Links.TakeAsync("t.co", Soon, Soon.AddMinutes(5), default));
        await ReopenAsync();
        await Store.AbandonLeasesAsync(Sample.Noon, default);
        Assert.NotNull(await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
    }

    [Fact]
    public async Task A_link_to_be_asked_again_waits_and_counts_its_attempts()
    {
        await SaveAsync(Linking("a", Short));
        var link = await TakeAsync();

        await Store.Links.SettleAsync(link, new LinkAnswer(new Resolution(LinkOutcome.Failed, [], "no answer"), Soon, null, null), default);

        Assert.Empty(await Store.Links.DueHostsAsync(Soon.AddMilliseconds(-1), default));
        Assert.Equal(link with { Attempts = 1 }, await Store.Links.TakeAsync("t.co", Soon, Soon.AddMinutes(5), default));
        Assert.Empty(await Store.Links.AnsweredAsync(0, 10, default));
    }

    [Fact]
    public async Task A_host_that_asked_for_it_is_left_alone_with_all_its_links()
    {
        await SaveAsync(Linking("a", Short), Linking("b", "https://t.co/other"));
        await Store.Links.SettleAsync(await TakeAsync(), new LinkAnswer(new Resolution(LinkOutcome.Limited, []), Soon, null, Soon), default);

        Assert.Empty(await Store.Links.DueHostsAsync(Sample.Noon, default));
        Assert.Null(await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
        await SaveAsync(Linking("c", "https://t.co/third"));
        Assert.Null(await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
        Assert.Equal(["t.co"], await Store.Links.DueHostsAsync(Soon, default));
    }

    [Fact]
    public async Task An_answer_that_is_believed_serves_later_documents_without_asking()
    {
        await SaveAsync(Linking("a", Short));
        await AnswerAsync(await TakeAsync(), Home);
        await CompleteAllAsync();

        await SaveAsync(Linking("b", Short));

        Assert.Empty(await Store.Links.DueHostsAsync(Sample.Noon, default));
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        Assert.Equal(("b", Arrival.Fresh), (waiting.Document.Id, waiting.Arrival));
        Assert.Equal([Home], waiting.Answers[Short]);
    }

    [Fact]
    public async Task An_answer_that_expired_is_asked_for_again_by_the_next_document()
    {
        await SaveAsync(Linking("a", Short));
        await AnswerAsync(await TakeAsync(), Home);
        await CompleteAllAsync();

        await SaveAsync(Sample.Noon.AddDays(31), Linking("b", Short));

        Assert.Equal(["t.co"], await Store.Links.DueHostsAsync(Sample.Noon.AddDays(31), default));
        Assert.Empty(await Store.Links.AnsweredAsync(0, 10, default));
    }

    [Fact]
    public async Task A_document_becomes_a_mention_with_all_that_a_haul_gives_one()
    {
        await SaveAsync(Linking("a", Short));
        await AnswerAsync(await TakeAsync(), Home);
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));

        var saved = await Store.Links.CompleteAsync(waiting, Longer(waiting), Routed(waiting, Arrival.Fresh, "links"), Sample.Noon, default);

        Assert.Equal(new Saved(0, 1, 1), saved);
        var stored = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));
        Assert.Equal(["https://plain.example/", Short, Home, "https://after.example/"], stored.Mention.Document.Links.SelectMany(link => link.Hops));
        Assert.Equal("links", Assert.Single(stored.Mention.Matches).Query);
        Assert.Single(await Store.Digests.PendingAsync("morning", default));
        Assert.NotNull(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));
        Assert.Empty(await Store.Links.AnsweredAsync(0, 10, default));
    }

    [Fact]
    public async Task Completing_twice_gains_once()
    {
        await SaveAsync(Linking("a", Short));
        await AnswerAsync(await TakeAsync(), Home);
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        var routed = Routed(waiting, Arrival.Fresh, "links");

        await Store.Links.CompleteAsync(waiting, Longer(waiting), routed, Sample.Noon, default);
        var again = await Store.Links.CompleteAsync(waiting, Longer(waiting), routed, Sample.Noon, default);

        Assert.Equal(new Saved(0, 0, 0), again);
        Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));
    }

    [Fact]
    public async Task A_mention_gains_the_query_and_nobody_is_told_twice()
    {
        var document = Linking("a", Short);
        var first = Sample.Mention(document, [Sample.Slack], "morning", "acme") with
        {
            Mention = new Mention(document, [new Match("acme", [new Span(Field.Links, 0, 5, "plain", 0), new Span(Field.Links, 0, 5, "after", 2)])], Arrival.Fresh),
        };
        await Store.Mentions.SaveAsync(Sample.Haul([first]) with { OpenLinks = [new OpenLinks("a", Arrival.Fresh, [Short])] }, default);
        await AnswerAsync(await TakeAsync(), Home);
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        Assert.Equal(["acme"], waiting.Queries);

        var saved = await Store.Links.CompleteAsync(waiting, Longer(waiting), Routed(waiting, Arrival.Fresh, "links", Sample.Slack, Sample.Ann), Sample.Noon, default);

        Assert.Equal(new Saved(0, 0, 1), saved);
        var stored = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));
        Assert.Equal(0, stored.Copies);
        Assert.Equal(["acme", "links"], stored.Mention.Matches.Select(match => match.Query));
        Assert.Equal([0, 3], stored.Mention.Matches[0].Spans.Select(span => span.Element));
        Assert.Single(await Store.Digests.PendingAsync("morning", default));
    }

    [Fact]
    public async Task A_story_told_by_another_document_is_not_told_again()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("x", url: "https://example.org/same"), [Sample.Slack])]), default);
        await SaveAsync(Linking("a", Short) with { Url = "https://example.org/same" });
        await AnswerAsync(await TakeAsync(), Home);
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));

        Assert.Equal(new Saved(0, 1, 0), await Store.Links.CompleteAsync(waiting, Longer(waiting), Routed(waiting, Arrival.Fresh, "links"), Sample.Noon, default));
        Assert.All(await Store.Reader.ListAsync(new MentionFilter(), default), stored => Assert.Equal(1, stored.Copies));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_ends_the_waiting()
    {
        await SaveAsync(Linking("a", Short));
        await Store.Links.SettleAsync(await TakeAsync(), new LinkAnswer(new Resolution(LinkOutcome.Gone, [], "404"), null, Sample.Noon.AddDays(7), null), default);

        await CompleteAllAsync();

        Assert.Empty(await Store.Links.AnsweredAsync(0, 10, default));
        Assert.Empty(await Store.Links.DueHostsAsync(Sample.Noon.AddDays(1), default));
    }

    [Fact]
    public async Task Waiting_documents_come_in_order_some_at_a_time()
    {
        await SaveAsync(Linking("a", Short), Linking("b", Short), Linking("c", Short));
        await AnswerAsync(await TakeAsync(), Home);

        var first = await Store.Links.AnsweredAsync(0, 2, default);
        var rest = await Store.Links.AnsweredAsync(first[^1].Number, 2, default);

        Assert.Equal(["a", "b", "c"], first.Concat(rest).Select(waiting => waiting.Document.Id));
    }

    [Fact]
    public async Task Forgets_what_is_believed_no_more_and_nobody_waits_for()
    {
        await SaveAsync(Linking("a", Short), Linking("b", "https://bit.ly/x"));
        await AnswerAsync(await TakeAsync(), Home);
        await CompleteAllAsync();

        Assert.Equal(0, await Store.Links.ForgetAsync(Sample.Noon.AddDays(29), default));
        Assert.Equal(1, await Store.Links.ForgetAsync(Sample.Noon.AddDays(31), default));
        Assert.Equal(["bit.ly"], await Store.Links.DueHostsAsync(Sample.Noon, default));
    }

    [Fact]
    public async Task A_document_that_is_forgotten_waits_no_more()
    {
        await SaveAsync(Linking("a", Short));
        await Store.Mentions.SaveAsync(Sample.Haul([], at: Sample.Noon.AddDays(60), others: [Sample.Document("z")]), default);

        await Store.Retention.SweepAsync(Sample.Noon.AddDays(30), Sample.Noon.AddDays(-300), default);

        Assert.Equal(1, await Store.Links.ForgetAsync(Sample.Noon, default));
    }

    [Fact]
    public async Task A_host_is_asked_about_one_link_at_a_time()
    {
        await SaveAsync(Linking("a", Short), Linking("b", "https://t.co/other"));
        var first = await TakeAsync();
        Assert.Null(await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default));
        Assert.Empty(await Store.Links.DueHostsAsync(Sample.Noon, default));

        await AnswerAsync(first, Home);

        Assert.NotEqual(first.Address, (await TakeAsync()).Address);
    }

    [Fact]
    public async Task What_was_edited_meanwhile_is_read_again_before_it_is_completed()
    {
        await SaveAsync(Linking("a", Short) with { Print = 1 });
        await AnswerAsync(await TakeAsync(), Home);
        var before = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        await EditAsync(Linking("a", Short) with { Print = 2, Title = "Another text" }, null);

        Assert.Equal(new Saved(0, 0, 0), await Store.Links.CompleteAsync(before, Longer(before), Routed(before, Arrival.Fresh, "links"), Sample.Noon, default));

        var now = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        Assert.Equal(("Another text", Arrival.Fresh), (now.Document.Title, now.Arrival));
        Assert.Equal(new Saved(0, 1, 1), await Store.Links.CompleteAsync(now, Longer(now), Routed(now, Arrival.Fresh, "links"), Sample.Noon, default));
    }

    [Fact]
    public async Task A_mention_that_was_edited_finds_its_places_in_the_links_again()
    {
        await SaveAsync(Linking("a", Short) with { Print = 1 });
        await AnswerAsync(await TakeAsync(), Home);
        var waiting = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        await Store.Links.CompleteAsync(waiting, Longer(waiting), Routed(waiting, Arrival.Fresh, "links"), Sample.Noon, default);

        await EditAsync(Linking("a", Short) with { Print = 2 }, null);
        Assert.Empty(Assert.Single((await ListAsync()).Mention.Matches).Spans);
        var again = Assert.Single(await Store.Links.AnsweredAsync(0, 10, default));
        Assert.Equal((Arrival.Edited, 0), (again.Arrival, again.Queries.Count));
        var saved = await Store.Links.CompleteAsync(again, Longer(again), Routed(again, Arrival.Edited, "links") with { Alerts = [] }, Sample.Noon, default);

        Assert.Equal(new Saved(0, 0, 0), saved);
        Assert.Equal(2, Assert.Single(Assert.Single((await ListAsync()).Mention.Matches).Spans).Element);
        Assert.Equal(Home, (await ListAsync()).Mention.Document.Links[1].Target);
    }

    private static Document Linking(string id, string address) => Sample.Document(id) with
    {
        Links = [new Link("https://plain.example/"), new Link(address), new Link("https://after.example/")],
    };

    private static IReadOnlyList<Link> Longer(WaitingDocument waiting) =>
        [.. waiting.Document.Links.Select(link => waiting.Answers.TryGetValue(link.Target, out var hops) ? new Link([.. link.Hops, .. hops]) : link)];

    private static RoutedMention Routed(WaitingDocument waiting, Arrival arrival, string query, params Recipient[] alerts) => new(
        new Mention(waiting.Document with { Links = Longer(waiting) }, [new Match(query, [new Span(Field.Links, 8, 4, "acme.example", 2)])], arrival),
        alerts.Length == 0 ? [Sample.Slack] : alerts,
        ["morning"]);

    private Task SaveAsync(params Document[] documents) => SaveAsync(Sample.Noon, documents);

    private Task SaveAsync(DateTimeOffset at, params Document[] documents) => Store.Mentions.SaveAsync(
        Sample.Haul([], at: at, others: documents) with { OpenLinks = [.. documents.Select(document => new OpenLinks(document.Id, Arrival.Fresh, [document.Links[1].Target]))] }, default);

    private Task EditAsync(Document document, RoutedMention? mention) => Store.Mentions.SaveAsync(
        Sample.Haul([], at: Soon) with { Edits = [new Edit(document, mention)], OpenLinks = [new OpenLinks(document.Id, Arrival.Edited, [document.Links[1].Target])] }, default);

    private async Task<StoredMention> ListAsync() => Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default));

    private async Task<ShortLink> TakeAsync() => (await Store.Links.TakeAsync("t.co", Sample.Noon, Soon, default))!;

    private Task AnswerAsync(ShortLink link, params string[] hops) =>
        Store.Links.SettleAsync(link, new LinkAnswer(new Resolution(LinkOutcome.Found, hops), null, Sample.Noon.AddDays(30), null), default);

    private async Task CompleteAllAsync()
    {
        foreach (var waiting in await Store.Links.AnsweredAsync(0, 100, default))
            await Store.Links.CompleteAsync(waiting, waiting.Document.Links, null, Sample.Noon, default);
    }
}
