using System.Net;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Sources.Http;

namespace Monitor.Sources.Links;

/// <summary>
/// Follows short links hop by hop through the gate. Only HTTP redirects and meta refresh count as leading on: a canonical link says what
/// a page would like to be called. robots.txt is not asked: one address that a person published is looked up, nothing of the page is
/// read, and most shorteners forbid their links to all robots.
/// </summary>
public sealed class LinkResolver(IWebGate gate, TimeProvider time) : ILinkResolver
{
    /// <summary>Longer chains are given up, as the gate gives up redirects.</summary>
    public const int MostHops = 5;

    private const int MostBytes = 64 << 10;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly HostQueues queues = new(perHost: 1, time);

    public async Task<Resolution> ResolveAsync(string address, LinkRules rules, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        var trail = new Trail(address);
        try
        {
            return await FollowAsync(trail, rules, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return trail.End(LinkOutcome.Failed, $"The chain took longer than {Longest.TotalSeconds:0} s.");
        }
    }

    private async Task<Resolution> FollowAsync(Trail trail, LinkRules rules, CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            if (!WebAddress.TryParse(trail.Here, out var here, out var problem)) return trail.End(LinkOutcome.Refused, $"{trail.Here} {problem}.");
            var sendsOn = hop == 0 || rules.Shorteners.Include(trail.Here);
            var answer = await AskAsync(here, sendsOn, rules.Pace, cancellation);
            if (answer.Next is not { } next) return Ended(trail, answer, sendsOn);
            if (!WebAddress.TryResolve(here, next, out var target, out problem)) return trail.End(LinkOutcome.Refused, $"It leads to an address that {problem}.");
            if (hop == MostHops) return trail.End(LinkOutcome.Astray, $"It leads on for more than {MostHops} hops.");
            if (!trail.Add(target.AbsoluteUri)) return trail.End(LinkOutcome.Astray, "It leads in a circle.");
            if (rules.IsHome(trail.Here)) return trail.End(LinkOutcome.Found);
        }
    }

    /// <summary>An address that is no short link has said what it was asked: the chain ends there, whatever it says of itself.</summary>
    private static Resolution Ended(Trail trail, Answer answer, bool sendsOn) => answer.Outcome switch
    {
        LinkOutcome.Refused => trail.End(LinkOutcome.Refused, answer.Note),
        _ when !sendsOn => trail.End(LinkOutcome.Found),
        _ => trail.End(answer.Outcome, answer.Note, answer.RetryAfter),
    };

    /// <summary>HEAD first, which costs a shortener least; GET where HEAD is not answered as GET would be, or a page might send on.</summary>
    private async Task<Answer> AskAsync(Uri address, bool sendsOn, TimeSpan pace, CancellationToken cancellation)
    {
        var head = await AskAsync(new GateRequest(address) { Method = HttpMethod.Head, FollowRedirects = false }, pace, cancellation);
        if (head.Next is not null || head.Outcome is LinkOutcome.Refused or LinkOutcome.Limited) return head;
        if (!sendsOn && head.Status is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)) return head;
        if (head is { Outcome: LinkOutcome.Found, IsPage: false }) return head;
        return await AskAsync(new GateRequest(address) { Accept = "text/html, */*;q=0.1", FollowRedirects = false, FirstBytes = MostBytes }, pace, cancellation);
    }

    private async Task<Answer> AskAsync(GateRequest request, TimeSpan pace, CancellationToken cancellation)
    {
        try
        {
            using var turn = await queues.EnterAsync($"{request.Address.IdnHost}:{request.Address.Port}", pace, cancellation);
            return Read(await gate.SendAsync(request, cancellation));
        }
        catch (SourceException fault)
        {
            return new Answer(fault.Fault == SourceFault.Denied ? LinkOutcome.Refused : LinkOutcome.Failed) { Note = fault.Message };
        }
    }

    private Answer Read(GateAnswer answer)
    {
        if ((int)answer.Status is 301 or 302 or 303 or 307 or 308 && answer.Header("Location") is { Length: > 0 } location) return new Answer(LinkOutcome.Found) { Next = location };
        try
        {
            answer.EnsureUsable(time);
        }
        catch (SourceException fault)
        {
            return new Answer(OutcomeOf(fault.Fault)) { Note = fault.Message, RetryAfter = fault.RetryAfter, Status = answer.Status };
        }

        var isPage = answer.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) != false;
        return new Answer(LinkOutcome.Found) { Status = answer.Status, IsPage = isPage, Next = isPage && !answer.Body.IsEmpty ? MetaRefresh.Target(answer) : null };
    }

    private static LinkOutcome OutcomeOf(SourceFault fault) => fault switch
    {
        SourceFault.Gone => LinkOutcome.Gone,
        SourceFault.RateLimited => LinkOutcome.Limited,
        _ => LinkOutcome.Failed,
    };

    /// <param name="Outcome">What it would be if the chain ended here.</param>
    private sealed record Answer(LinkOutcome Outcome)
    {
        /// <summary>Where it sends on, as written.</summary>
        public string? Next { get; init; }

        public HttpStatusCode? Status { get; init; }

        public bool IsPage { get; init; }

        public string? Note { get; init; }

        public TimeSpan? RetryAfter { get; init; }
    }
}
