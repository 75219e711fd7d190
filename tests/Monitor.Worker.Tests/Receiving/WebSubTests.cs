using System.Net;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Worker.Storing;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Receiving;

/// <summary>Hub and call-backs on loopback, over the real gate, Kestrel and store.</summary>
public sealed class WebSubTests : IAsyncLifetime
{
    private readonly HubHouse house = new();

    public ValueTask InitializeAsync() => house.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Subscribes_is_verified_is_pushed_to_renews_and_unsubscribes()
    {
        var subscription = await house.SubscribeAsync();
        var first = Assert.Single(house.Asked);
        Assert.Equal(("subscribe", "https://press.example.org/feed", "864000"), (first["hub.mode"].ToString(), first["hub.topic"].ToString(), first["hub.lease_seconds"].ToString()));
        Assert.Equal((subscription.Secret.Reveal(), 64), (first["hub.secret"].ToString(), first["hub.secret"].ToString().Length));
        Assert.Equal(SubscriptionState.Verified, subscription.State);
        Assert.Equal(house.Now.AddHours(3), subscription.LeaseUntil);

        Assert.Equal(HttpStatusCode.Accepted, await house.PushAsync(subscription, "<feed/>"));
        Assert.Equal(Sample.Press.Key, Assert.Single(house.Told));

        house.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(0, await house.Subscriber.RunAsync(default));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await house.Subscriber.RunAsync(default));
        Assert.Equal(house.Now.AddHours(3), (await house.FindAsync(subscription))!.LeaseUntil);

        await house.Store.Subscriptions.OfferAsync(Sample.Press.Key, null, house.Now, default);
        await house.Subscriber.RunAsync(default);
        Assert.Equal("unsubscribe", house.Asked[^1]["hub.mode"].ToString());
        Assert.Null(await house.FindAsync(subscription));
        Assert.Equal(HttpStatusCode.Gone, await house.PushAsync(subscription, "<feed/>"));
    }

    [Fact]
    public async Task Echoes_the_challenge_as_plain_text_for_exactly_what_was_asked()
    {
        house.Verifies = false;
        var subscription = await house.SubscribeAsync();
        const string Topic = "https%3A%2F%2Fpress.example.org%2Ffeed";

        Assert.Equal(HttpStatusCode.NotFound, (await house.CallAsync(subscription, "hub.mode=subscribe&hub.topic=https%3A%2F%2Fevil.example%2F&hub.challenge=x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await house.CallAsync(subscription, $"hub.mode=unsubscribe&hub.topic={Topic}&hub.challenge=x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await house.CallAsync(subscription, $"hub.mode=subscribe&hub.topic={Topic}")).StatusCode);
        using var right = await house.CallAsync(subscription, $"hub.mode=subscribe&hub.topic={Topic}&hub.challenge=%3Cb%3E&hub.lease_seconds=99999999999");
        Assert.Equal(("<b>", "text/plain"), (await right.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), right.Content.Headers.ContentType!.MediaType));
        Assert.Equal(house.Now.AddDays(30), (await house.FindAsync(subscription))!.LeaseUntil);
        Assert.Equal(HttpStatusCode.NotFound, (await house.CallAsync(subscription, $"hub.mode=subscribe&hub.topic={Topic}&hub.challenge=x")).StatusCode);
    }

    [Fact]
    public async Task Leaves_a_hub_alone_for_a_day_that_denies_or_refuses_and_tries_one_again_that_breaks()
    {
        house.Answers = HttpStatusCode.ServiceUnavailable;
        var subscription = await house.SubscribeAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        house.Answers = HttpStatusCode.Forbidden;
        Assert.Equal(1, await house.Subscriber.RunAsync(default));
        Assert.Equal(SubscriptionState.Refused, (await house.FindAsync(subscription))!.State);
        house.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await house.Subscriber.RunAsync(default));

        house.Clock.Advance(TimeSpan.FromHours(1));
        house.Answers = HttpStatusCode.Accepted;
        await house.Subscriber.RunAsync(default);
        using var denied = await house.CallAsync(subscription, "hub.mode=denied&hub.topic=https%3A%2F%2Fpress.example.org%2Ffeed&hub.reason=no");
        Assert.Equal((HttpStatusCode.OK, SubscriptionState.Refused), (denied.StatusCode, (await house.FindAsync(subscription))!.State));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("SHA384")]
    [InlineData("sha512")]
    public async Task Takes_every_method_of_signing(string method)
    {
        await house.PushAsync(await house.SubscribeAsync(), "<feed/>", method);
        Assert.Single(house.Told);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha256=b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")]
    public async Task Answers_a_forged_push_like_a_true_one_and_does_nothing(string? signature)
    {
        var subscription = await house.SubscribeAsync();
        Assert.Equal(HttpStatusCode.Accepted, await house.PostAsync(subscription.Callback, new StringContent("<feed/>"), signature));
        Assert.Empty(house.Told);
        Assert.Null((await house.FindAsync(subscription))!.LastPush);
    }

    [Fact]
    public async Task Refuses_a_body_beyond_the_bound_whether_it_says_so_or_not()
    {
        var subscription = await house.SubscribeAsync();
        var huge = new byte[HubHouse.MostBytes + 1];
        var signature = "sha256=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(subscription.Secret.Reveal()), huge));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await house.PostAsync(subscription.Callback, new ByteArrayContent(huge), signature));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await house.PostAsync(subscription.Callback, new ByteArrayContent(huge), signature, chunked: true));
        Assert.Empty(house.Told);
    }

    [Fact]
    public async Task Takes_thirty_of_a_thousand_pushes_in_a_second_and_goes_on_a_second_later()
    {
        var subscription = await house.SubscribeAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var answers = new List<HttpStatusCode>();
        for (var push = 0; push < 1_000; push++) answers.Add(await house.PushAsync(subscription, "<feed/>"));

        Assert.Equal(30, answers.Count(answer => answer == HttpStatusCode.Accepted));
        Assert.Equal(970, answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Accepted, await house.PushAsync(subscription, "<feed/>"));
    }

    [Fact]
    public async Task Knows_no_callback_that_was_made_up()
    {
        Assert.Equal(HttpStatusCode.Gone, await house.PostAsync(new string('a', 32), new StringContent("x"), null));
        Assert.Equal(HttpStatusCode.NotFound, await house.PostAsync("short", new StringContent("x"), null));
    }

    [Fact]
    public async Task Ends_the_subscriptions_of_sources_that_are_watched_no_more()
    {
        var subscription = await house.SubscribeAsync();
        house.WatchNothing();
        await house.Subscriber.RunAsync(default);
        Assert.Equal("unsubscribe", house.Asked[^1]["hub.mode"].ToString());
        Assert.Null(await house.FindAsync(subscription));
    }
}
