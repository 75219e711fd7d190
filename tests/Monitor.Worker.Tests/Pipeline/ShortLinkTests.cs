using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Sources.Http;
using Monitor.Sources.Links;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>From a post with a short link to the mention that it becomes, over a real store and a shortener on loopback.</summary>
public sealed class ShortLinkTests : IAsyncLifetime
{
    private readonly Shortener web = new();
    private House house = null!;
    private WebGate gate = null!;
    private LinkRound round = null!;

    public async ValueTask InitializeAsync()
    {
        await web.StartAsync();
        house = await House.OpenAsync();
        gate = new WebGate(new GateOptions { AllowPrivate = [web.Authority], Timeout = TimeSpan.FromSeconds(2) }, TimeProvider.System, new SystemResolver());
        Ask("link:acme.example/shop");
        var trace = new TraceLinks(house.Database.Links, new LinkResolver(gate, TimeProvider.System), house.Watch, house.Clock, NullLogger<TraceLinks>.Instance);
        round = new LinkRound(trace, new MatchAgain(house.Database.Links, house.Watch, house.TellNow, house.Clock, NullLogger<MatchAgain>.Instance), TimeProvider.System);
        await house.LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        await house.DisposeAsync();
        await web.DisposeAsync();
    }

    [Fact]
    public async Task Finds_exactly_the_documents_that_lead_home()
    {
        string[] home = ["chain1", "chain2", "chain3", "chain4", "chain5", "meta", "nohead"];
        string[] elsewhere = ["chain6", "loop", "gone", "private", "other", "page", "trouble"];
        await LookAsync([.. home, .. elsewhere]);
        Assert.Empty(await ListAsync());

        var gained = await TraceAsync();

        Assert.Equal(home.Order(), gained.Select(routed => routed.Mention.Document.Title).Order());
        Assert.Equal(home.Order(), (await ListAsync()).Select(stored => stored.Mention.Document.Title).Order());
        Assert.All(gained, routed => Assert.Equal("https://acme.example/shop/x", routed.Mention.Document.Links[^1].Target));
    }

    [Fact]
    public async Task A_mention_found_late_is_told_like_any_other_and_once()
    {
        await LookAsync("chain2");
        await TraceAsync();
        await house.TellAsync();
        await TraceAsync();
        await LookAsync("chain2");
        await TraceAsync();
        await house.TellAsync();

        Assert.Equal(["chain2"], house.Channel.Titles);
        var entry = Assert.Single(await house.Database.Digests.PendingAsync("morning", default));
        var span = Assert.Single(Assert.Single(entry.Mention.Matches).Spans);
        Assert.Equal($"{web.Authority}/s/chain2 → … → acme.example/shop/x", LinkTrail.Of(entry.Mention.Document, span));
    }

    [Fact]
    public async Task The_same_short_link_is_asked_once_for_all_documents()
    {
        await LookAsync("chain1");
        await TraceAsync();
        var asked = web.Asked.Count;

        house.Source.Show([.. Enumerable.Range(0, 50).Select(number => Post($"copy{number}", "chain1"))]);
        await house.Scan.RunAsync(house.Watch.Value.Sources[0], default);
        await TraceAsync();

        Assert.Equal((1, 1), (asked, web.Asked.Count));
        Assert.Equal(51, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Nobody_is_asked_when_no_query_looks_at_links_or_none_could_fit()
    {
        Ask("acme");
        await LookAsync("chain1");
        Ask("acme link:acme.example");
        await LookAsync("chain2");
        Ask("chain3 -link:acme.example");
        await LookAsync("chain3");
        Ask("link:acme.example", resolve: false);
        await LookAsync("chain4");
        await TraceAsync();

        Assert.Empty(web.Asked);
    }

    [Fact]
    public async Task A_query_that_is_taken_away_leaves_the_queue_unasked()
    {
        await LookAsync("chain1");
        Ask("acme");
        await TraceAsync();
        Assert.Empty(web.Asked);

        Ask("link:acme.example");
        Assert.Single(await TraceAsync());
    }

    [Fact]
    public async Task What_was_there_at_first_contact_informs_and_what_is_found_days_later_too()
    {
        var late = Post("late", "chain1");
        house.Source.Show(late);
        await house.Scan.RunAsync(house.Watch.Value.Sources[0], default);
        house.Clock.Advance(TimeSpan.FromDays(2));

        var gained = Assert.Single(await TraceAsync());

        Assert.Equal((Arrival.Late, 0), (gained.Mention.Arrival, gained.Alerts.Count));
        await house.TellAsync();
        Assert.Empty(house.Channel.Told);
    }

    [Fact]
    public async Task A_host_in_trouble_is_asked_again_later_and_not_before()
    {
        await LookAsync("flaky");
        Assert.Empty(await TraceAsync());
        Assert.Empty(await TraceAsync());
        var asked = web.Asked.Count;
        house.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Single(await TraceAsync());
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_host_that_asks_for_patience_gets_it_for_all_its_links()
    {
        await LookAsync("limited");
        await TraceAsync();
        await LookAsync("chain1");
        Assert.Empty(await TraceAsync());
        Assert.Equal(["/s/limited"], web.Asked);
        house.Clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Single(await TraceAsync());
    }

    [Fact]
    public async Task A_slow_host_is_given_up_within_its_time()
    {
        await LookAsync("slow", "chain1");

        Assert.Equal(["chain1"], (await TraceAsync()).Select(routed => routed.Mention.Document.Title));
    }

    private void Ask(string expression, bool resolve = true)
    {
        var query = new StandingQuery(new Query("links", QueryParser.Parse(expression).Expression!), "Links", [new Recipient("team")], ["morning"]);
        var watch = house.Watch.Value;
        house.Watch.Replace(watch with
        {
            Queries = new StandingQueries([query]),
            Links = new LinkRules { Resolve = resolve, Pace = TimeSpan.Zero, Shorteners = new Shorteners([$"{web.Authority}/s"], guess: true), Homes = ["acme.example"] },
        });
    }

    private Item Post(string id, string code) => new() { Id = id, Title = id, Url = $"https://example.org/{id}", Links = [$"http://{web.Authority}/s/{code}"] };

    private async Task LookAsync(params string[] codes)
    {
        house.Source.Show([.. codes.Select(code => Post(code, code))]);
        await house.Scan.RunAsync(house.Watch.Value.Sources[0], default);
    }

    private Task<IReadOnlyList<RoutedMention>> TraceAsync() => round.RunAsync(TimeSpan.FromMinutes(1), default);

    private Task<IReadOnlyList<StoredMention>> ListAsync() => house.Database.Reader.ListAsync(new MentionFilter(Limit: 1_000), default);

    private sealed class Shortener : IAsyncDisposable
    {
        private readonly WebApplication app;
        private int flaky;

        public Shortener()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            app = builder.Build();
            app.Run(AnswerAsync);
        }

        public string Authority { get; private set; } = "";

        public ConcurrentQueue<string> Asked { get; } = new();

        public async Task StartAsync()
        {
            await app.StartAsync();
            Authority = new Uri(app.Urls.Single()).Authority;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            var path = context.Request.Path.Value!;
            Asked.Enqueue(path);
            var code = path.StartsWith("/s/", StringComparison.Ordinal) ? path[3..] : "page";
            switch (code)
            {
                case "chain1": Lead(context, "https://acme.example/shop/x"); break;
                case "chain2" or "chain3" or "chain4" or "chain5" or "chain6": Lead(context, $"/s/chain{code[^1] - '1'}"); break;
                case "loop": Lead(context, "/s/loop?again"); break;
                case "private": Lead(context, "http://192.168.1.1/shop"); break;
                case "other": Lead(context, $"http://{Authority}/globex"); break;
                case "meta": await context.Response.WriteAsync("<meta http-equiv=refresh content=\"0; url=https://acme.example/shop/x\">"); break;
                case "nohead" when context.Request.Method == "HEAD": context.Response.StatusCode = 405; break;
                case "nohead": Lead(context, "https://acme.example/shop/x"); break;
                case "gone": context.Response.StatusCode = 410; break;
                case "trouble": context.Response.StatusCode = 500; break;
                case "flaky" when Interlocked.Increment(ref flaky) <= 2: context.Response.StatusCode = 503; break;
                case "flaky": Lead(context, "https://acme.example/shop/x"); break;
                case "limited":
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "90";
                    break;
                case "slow": await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); break;
                default: await context.Response.WriteAsync("hello"); break;
            }
        }

        private static void Lead(HttpContext context, string target) => context.Response.Redirect(target);
    }
}
