using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>One request of a chain: what is asked where, and what of the original request may go there.</summary>
internal sealed record Leg(Uri Address, HttpMethod Method, ReadOnlyMemory<byte> Body, bool SameOrigin)
{
    public static Leg First(GateRequest request, Uri address) => new(address, request.Method, request.Body, SameOrigin: true);
}

/// <summary>
/// Follows redirects by RFC 9110 section 15.4. The framework's own way follows 50, opens connections for <c>ftp:</c> and <c>gopher:</c>
/// targets, and carries every header but Authorization to other origins.
/// </summary>
internal static class Redirection
{
    public const int Most = 5;

    /// <summary>Where an answer sends its reader; null when it does not.</summary>
    public static string? Location(Reply reply) => reply.Status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && reply.Headers.TryGetValue("Location", out var values) && values is [{ Length: > 0 } location, ..] ? location : null;

    public static bool IsPermanent(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;

    /// <summary>The next request of the chain.</summary>
    /// <exception cref="SourceException">The target is no web address (<see cref="SourceFault.Malformed"/>), or may not have what the request
    /// carries (<see cref="SourceFault.Denied"/>).</exception>
    public static Leg Follow(GateRequest request, Leg leg, HttpStatusCode status, string location)
    {
        if (!WebAddress.TryResolve(leg.Address, location, out var target, out var problem))
            throw new SourceException(SourceFault.Denied, $"{WebAddress.Origin(leg.Address)} redirects to an address that {problem}.");

        // What was left behind on the way is not taken up again when the chain comes home: the hops between chose the target.
        var same = leg.SameOrigin && WebAddress.SameOrigin(leg.Address, target);
        if (!same && request.Authorization is not null && leg.Address.Scheme is "https" && target.Scheme is "http")
            throw Refused(leg, target, "from https to http, and the request carries credentials");
        var (method, body) = Rewritten(leg, status);
        if (!same && !body.IsEmpty)
            throw Refused(leg, target, "what was meant for it to another origin");
        if (target.Fragment.Length == 0 && leg.Address.Fragment.Length > 0) target = new UriBuilder(target) { Fragment = leg.Address.Fragment }.Uri;
        return new Leg(target, method, body, same);
    }

    /// <summary>303 asks for a GET; 301 and 302 turn a POST into one, as every client does (RFC 9110 section 15.4.2, note).</summary>
    private static (HttpMethod Method, ReadOnlyMemory<byte> Body) Rewritten(Leg leg, HttpStatusCode status)
    {
        var becomesGet = status switch
        {
            HttpStatusCode.SeeOther => leg.Method != HttpMethod.Head,
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found => leg.Method == HttpMethod.Post,
            _ => false,
        };
        return becomesGet ? (HttpMethod.Get, ReadOnlyMemory<byte>.Empty) : (leg.Method, leg.Body);
    }

    private static SourceException Refused(Leg leg, Uri target, string what) => new(SourceFault.Denied,
        $"{WebAddress.Origin(leg.Address)} redirects {what} ({WebAddress.Origin(target)}); configure the address that it should be.");
}
