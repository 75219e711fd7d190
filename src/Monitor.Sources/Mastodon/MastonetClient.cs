#if MASTONET
using System.Globalization;
using System.Net;
using System.Text.Json;
using Mastonet;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Entities = Mastonet.Entities;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// The same calls through the Mastonet package, compiled with <c>-p:UseMastonet=true</c>. Its requests pass the gate like all others: the
/// gate stands in as its HttpClient, looks at the status, bounds the time and adds what its methods cannot say.
/// </summary>
internal sealed class MastonetClient(MastodonOptions options, IWebGate web, TimeProvider time, MastodonApi own) : IMastodonClient
{
    // Mastonet writes https:// before the name and refuses some names; the gate's end puts the real address in its place.
    private const string Anywhere = "mastodon.invalid";

    private readonly MastodonFaults faults = new(options, time);

    // Its instance document has no timelines_access.
    public Task<Instance?> InstanceAsync(CancellationToken cancellation) => own.InstanceAsync(cancellation);

    public Task<IReadOnlyList<Item>> FeedAsync(string tag, CancellationToken cancellation) => own.FeedAsync(tag, cancellation);

    public async Task<StatusPage?> TagAsync(TagQuestion question, CancellationToken cancellation)
    {
        using var call = new GateCall(options.Api, web, question.Reach == Reach.Remote ? "remote=true" : "", "", cancellation);
        var bounds = new ArrayOptions { MinId = Escape(question.After), MaxId = Escape(question.Page), Limit = StatusPage.Most };
        Entities.MastodonList<Entities.Status> page;
        try
        {
            page = await SendAsync(call, $"#{question.Tag}", client => client.GetTagTimeline(Uri.EscapeDataString(question.Tag), bounds, local: question.Reach == Reach.Local));
        }
        catch (SourceException) when (call.Answer is { Status: HttpStatusCode.NotFound })
        {
            return null;
        }

        // Mastonet reads of an id in a link the digits it begins with.
        var (read, links) = (Read(page, call), PageLinks.Of(call.Answer!));
        return read with { Mark = links.Mark ?? read.Mark, Older = PageLinks.Parameter(links.Older, "max_id") };
    }

    public async Task<StatusPage> SearchAsync(string words, int offset, CancellationToken cancellation)
    {
        using var call = new GateCall(options.Api, web, "", string.Create(CultureInfo.InvariantCulture, $"type=statuses&limit={StatusPage.Most}&offset={offset}"), cancellation);
        var found = await SendAsync(call, "its search", client => client.Search(words));
        return Read(found.Statuses, call);
    }

    private async Task<T> SendAsync<T>(GateCall call, string what, Func<MastodonClient, Task<T>> ask)
    {
        try
        {
            using var http = new HttpClient(call, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            call.Check = answer => faults.EnsureUsable(answer, what);
            return await ask(new MastodonClient(Anywhere, options.AccessToken?.Reveal() ?? "", http));
        }
        catch (Exception exception) when (exception is JsonException or ServerErrorException or IndexOutOfRangeException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw StatusReading.Malformed(options.Server, exception);
        }
    }

    private static StatusPage Read(IEnumerable<Entities.Status> statuses, GateCall call)
    {
        var read = statuses.Select(Translate).ToList();
        return new(read) { Mark = read.Count > 0 ? read[0].Id : null, Budget = RateBudget.Of(call.Answer!) };
    }

    private static Status Translate(Entities.Status status) => new()
    {
        Id = status.Id,
        Uri = status.Uri,
        Url = status.Url,
        CreatedAt = status.CreatedAt.ToString("o", CultureInfo.InvariantCulture),
        Content = status.Content,
        SpoilerText = status.SpoilerText,
        Visibility = status.Visibility.ToString().ToLowerInvariant(),
        Language = status.Language,
        FavouritesCount = status.FavouritesCount,
        ReblogsCount = status.ReblogCount,
        Account = new()
        {
            Username = status.Account.UserName,
            Acct = status.Account.AccountName,
            DisplayName = status.Account.DisplayName,
            Url = status.Account.ProfileUrl,
            FollowersCount = status.Account.FollowersCount,
        },
        Tags = [.. status.Tags.Select(tag => new Hashtag(tag.Name))],
        MediaAttachments = [.. status.MediaAttachments.Select(media => new Media(media.Description))],
        Card = status.Card is { } card ? new(card.Url, card.Title, card.Description) : null,
        Poll = status.Poll is { } poll ? new() { Options = [.. poll.Options.Select(option => new PollOption(option.Title))] } : null,
        Reblog = status.Reblog is { } boosted ? Translate(boosted) : null,
    };

    // Mastonet writes parameters unescaped.
    private static string? Escape(string? id) => id is null ? null : Uri.EscapeDataString(id);

    /// <summary>One call of Mastonet as one request to the gate, with what the call could not say before and after its parameters.</summary>
    private sealed class GateCall(Uri api, IWebGate web, string before, string after, CancellationToken cancellation) : HttpMessageHandler
    {
        public GateAnswer? Answer { get; private set; }

        public Func<GateAnswer, GateAnswer> Check { get; set; } = answer => answer;

        // Mastonet passes no token of cancellation on, so the call has its own.
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            var query = string.Join('&', new[] { before, asked.Query.TrimStart('?'), after }.Where(part => part.Length > 0));
            Answer = await web.SendAsync(
                new GateRequest(new Uri(api, $"{asked.AbsolutePath.TrimStart('/')}?{query}"))
                {
                    Accept = "application/json",
                    Authorization = request.Headers.Authorization is { } authorization ? new Secret(authorization.ToString()) : null,
                },
                cancellation);
            return Response(Check(Answer));
        }

        private static HttpResponseMessage Response(GateAnswer answer)
        {
            var response = new HttpResponseMessage(answer.Status) { Content = new ReadOnlyMemoryContent(answer.Body) };
            // One line: Mastonet reads Link with Single().
            if (answer.Headers.TryGetValue("Link", out var lines)) response.Headers.TryAddWithoutValidation("Link", string.Join(", ", lines));
            return response;
        }
    }
}
#endif
