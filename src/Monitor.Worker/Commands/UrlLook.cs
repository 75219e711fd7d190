using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Sources.Http;
using Monitor.Sources.Links;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>Looks at one address: parsed and unwrapped without the network, then judged by the gate, then followed when asked to.</summary>
internal sealed class UrlLook(MonitorSettings settings, TimeProvider time, bool follow, TimeSpan longestDns)
{
    /// <returns>The line, and what kept it from being complete; null when nothing did.</returns>
    public async Task<(UrlLine Line, string? Trouble)> AtAsync(UrlQuestion question, CancellationToken cancellation)
    {
        using var gate = WatchAssembly.OpenGate(settings.Options, time, SpokenResolver.Of(question.Resolve ?? UrlQuestion.AsDnsSays, WatchAssembly.Resolver));
        var (refusal, trouble) = await JudgeAsync(gate, question.Url, cancellation);
        var hops = CanonicalUrl.Hops(question.Url);
        if (!follow || refusal is not null) return (Line(question, refusal, hops), trouble);

        var rules = WatchAssembly.Links(settings.Options.Links) with { Pace = TimeSpan.Zero };
        var led = await new LinkResolver(gate, time).ResolveAsync(hops is [.., var last] ? last : question.Url, rules, cancellation);
        return (Line(question, led.Outcome == LinkOutcome.Refused ? led.Note : null, [.. hops, .. led.Hops]), led.Outcome is LinkOutcome.Found or LinkOutcome.Refused ? trouble : led.Note);
    }

    private static UrlLine Line(UrlQuestion question, string? refusal, IReadOnlyList<string> hops) => new(
        question.Url, CanonicalUrl.Of(question.Url), hops is [.., var last] ? CanonicalUrl.Tidy(last) : "", refusal is null, refusal, hops.Count > 0 ? hops : [question.Url]);

    /// <summary>A name that cannot be found is not refused: the gate would ask for it.</summary>
    private async Task<(string? Refusal, string? Trouble)> JudgeAsync(WebGate gate, string url, CancellationToken cancellation)
    {
        if (!WebAddress.TryParse(url, out var address, out var problem)) return ($"The address {problem}.", null);
        using var over = new CancellationTokenSource(longestDns, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await gate.JudgeAsync(address, either.Token);
            return (null, null);
        }
        catch (SourceException refusal)
        {
            return (refusal.Message, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"DNS did not answer within {longestDns.TotalSeconds:0} s; the address was judged without it.");
        }
    }
}
