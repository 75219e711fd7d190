using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <inheritdoc cref="IWebGate"/>
public sealed class WebGate : IWebGate, IDisposable
{
    /// <summary>Headers of the answer and of those before it, the framing of chunks, TLS; half of it again stays unread of the last answer.</summary>
    private const int MostAroundBody = 2 << 20;

    private readonly GateOptions options;
    private readonly TimeProvider time;
    private readonly AddressGuard guard;
    private readonly GuardedConnector connector;
    private readonly HostQueues queues;
    private readonly Exchange exchange;
    private readonly RobotsCache robots;
    private readonly SocketsHttpHandler handler;
    private readonly HttpMessageInvoker web;

    /// <exception cref="FormatException">An entry of <see cref="GateOptions.AllowPrivate"/> cannot be read.</exception>
    public WebGate(GateOptions options, TimeProvider time, IHostResolver resolver)
        : this(options, time, resolver, GuardedConnector.DialTcpAsync)
    {
    }

    internal WebGate(GateOptions options, TimeProvider time, IHostResolver resolver, Dial dial)
    {
        // The switch that it sets counts only before anybody's first compressed stream.
        RuntimeHelpers.RunClassConstructor(typeof(ContentDecoding).TypeHandle);
        (this.options, this.time) = (options, time);
        guard = new AddressGuard(options.AllowPrivate);
        connector = new GuardedConnector(guard, resolver, dial, time);
        queues = new HostQueues(options.PerHost, time);
        handler = Handler();
        web = new HttpMessageInvoker(handler, disposeHandler: false);
        exchange = new Exchange(web, options.UserAgent, time);
        robots = new RobotsCache(AskRobotsAsync, GateOptions.Product, time);
    }

    public Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation) =>
        FollowAsync(request, Math.Min(request.FirstBytes ?? options.MaxBytes, options.MaxBytes), truncate: request.FirstBytes is not null, cancellation);

    /// <summary>Judges an address as a request to it would be judged, by where its name leads now, and sends nothing.</summary>
    /// <exception cref="SourceException"><see cref="SourceFault.Denied"/>: it may not be asked.</exception>
    public Task JudgeAsync(Uri address, CancellationToken cancellation) => connector.JudgeAsync(guard.Admit(address), cancellation);

    public void Dispose()
    {
        web.Dispose();
        handler.Dispose();
    }

    private Task<GateAnswer> AskRobotsAsync(Uri address, CancellationToken cancellation) =>
        FollowAsync(new GateRequest(address) { Accept = "text/plain, */*;q=0.1" }, Math.Min(RobotsCache.MostBytes, options.MaxBytes), truncate: true, cancellation);

    private async Task<GateAnswer> FollowAsync(GateRequest request, int maxBytes, bool truncate, CancellationToken cancellation)
    {
        var leg = Leg.First(request, request.Address);
        var hops = new List<Uri>(1);
        var permanent = true;
        var left = options.Timeout;
        while (true)
        {
            leg = leg with { Address = guard.Admit(leg.Address) };
            var pace = request.ObeyRobots ? await robots.AdmitAsync(leg.Address, cancellation) : TimeSpan.Zero;
            if (options.Proxy is not null) await connector.JudgeAsync(leg.Address, cancellation);
            hops.Add(leg.Address);

            Reply reply;
            using (await queues.EnterAsync($"{WebAddress.Host(leg.Address)}:{leg.Address.Port}", pace, cancellation))
            {
                var started = time.GetTimestamp();
                var bound = new BodyBound(maxBytes, truncate, WebAddress.Origin(leg.Address));
                var limits = new HopLimits(bound, left, options.LeastRate, options.Timeout / 2, !request.FollowRedirects);
                reply = await exchange.SendAsync(request, leg, limits, cancellation);
                left -= time.GetElapsedTime(started);
            }

            if (!request.FollowRedirects || Redirection.Location(reply) is not { } location) return Answer(request, reply, hops, permanent);
            permanent &= Redirection.IsPermanent(reply.Status);
            leg = Redirection.Follow(request, leg, reply.Status, location);
            if (hops.Count > Redirection.Most || hops.Contains(leg.Address) || left <= TimeSpan.Zero) throw Astray(hops, leg.Address);
        }
    }

    private static GateAnswer Answer(GateRequest request, Reply reply, List<Uri> hops, bool permanent)
    {
        if (reply.Status == HttpStatusCode.NotModified && request.Validators == Validators.None)
            throw new SourceException(SourceFault.Malformed, $"{WebAddress.Origin(hops[^1])} says «not modified» (304) though nothing was known of it.");
        return new GateAnswer
        {
            Address = hops[^1],
            Status = reply.Status,
            Headers = reply.Headers,
            Body = reply.Body,
            Hops = hops,
            MovedTo = hops.Count > 1 && permanent && (int)reply.Status is < 300 or 304 ? hops[^1] : null,
        };
    }

    private static SourceException Astray(List<Uri> hops, Uri next) => new(SourceFault.Malformed,
        hops.Contains(next)
            ? $"{WebAddress.Origin(hops[0])} redirects in a circle."
            : $"{WebAddress.Origin(hops[0])} redirects more than {Redirection.Most} times, or for longer than a request may take.");

    /// <summary>Every default that would go round the gate is off: redirects, cookies, decompression, the environment's proxy.</summary>
    private SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? new WebProxy(proxy) : null,
        ActivityHeadersPropagator = null,

        // Turns bound requests, not connections: the pool opens one for each request that finds none free, and when another has served it by then,
        // keeps it (a fourth where three may ask, in one of a hundred first bursts). A proxy's connections are all hosts'.
        MaxConnectionsPerServer = options.Proxy is null ? options.PerHost : int.MaxValue,
        ConnectTimeout = TimeSpan.FromTicks(Math.Min(options.Timeout.Ticks, TimeSpan.FromSeconds(10).Ticks)),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 << 10,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ConnectCallback = ConnectAsync,
        SslOptions = { RemoteCertificateValidationCallback = CertificateProblem.Judge },

        // Servers write UTF-8 into Location, and RFC 9110 knows no better.
        ResponseHeaderEncodingSelector = (name, _) => string.Equals(name, "Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : Encoding.Latin1,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var connection = options.Proxy is null
            ? await connector.ConnectAsync(host, context.DnsEndPoint.Port, cancellation)
            : await connector.ConnectUnjudgedAsync(host, context.DnsEndPoint.Port, cancellation);
        return new MeteredStream(connection, options.MaxBytes + MostAroundBody);
    }
}
