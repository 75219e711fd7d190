using System.Buffers;
using System.Net;

namespace Monitor.Sources.Http;

/// <summary>An answer of one hop.</summary>
/// <param name="Body">Decoded; empty for a redirect that will be followed.</param>
internal sealed record Reply(HttpStatusCode Status, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>What one hop may cost.</summary>
/// <param name="Time">Until the last byte is here.</param>
/// <param name="LeastRate">Bytes a second that a body must bring on average, once <paramref name="Grace"/> is over.</param>
internal sealed record HopLimits(BodyBound Bound, TimeSpan Time, int LeastRate, TimeSpan Grace, bool KeepRedirectBody);

/// <summary>Sends one request and reads its answer within limits.</summary>
internal sealed class Exchange(HttpMessageInvoker web, string userAgent, TimeProvider time)
{
    /// <summary>An announced length is a claim: memory follows what really comes.</summary>
    private const int FirstBuffer = 128 << 10;

    public async Task<Reply> SendAsync(GateRequest request, Leg leg, HopLimits limits, CancellationToken cancellation)
    {
        using var clock = new CancellationTokenSource(limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        var started = time.GetTimestamp();
        var phase = "did not answer";
        try
        {
            using var message = Write(request, leg, limits.Bound.Truncate);
            using var response = await web.SendAsync(message, either.Token);
            phase = "was too slow in sending its body";
            var headers = Headers(response);
            if (!limits.KeepRedirectBody && Redirection.Location(new Reply(response.StatusCode, headers, default)) is not null)
                return new Reply(response.StatusCode, headers, default);
            var body = leg.Method == HttpMethod.Head || response.StatusCode == HttpStatusCode.NotModified ? default : await ReadAsync(response, limits, started, clock, either.Token);
            var encodings = headers.TryGetValue("Content-Encoding", out var values) ? values : [];
            return new Reply(response.StatusCode, headers, ContentDecoding.Decode(body, encodings, limits.Bound));
        }
        catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw NetworkFault.Of(failure, leg.Address, phase, time.GetElapsedTime(started));
        }
    }

    private HttpRequestMessage Write(GateRequest request, Leg leg, bool plain)
    {
        var message = new HttpRequestMessage(leg.Method, leg.Address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (leg.SameOrigin)
        {
            foreach (var (name, value) in request.Headers) Add(message, name, value);
            Add(message, "Authorization", request.Authorization?.Reveal());
        }

        Add(message, "User-Agent", userAgent);
        Add(message, "Accept", request.Accept);
        Add(message, "Accept-Encoding", plain ? "identity" : ContentDecoding.Accepted);
        Add(message, "If-None-Match", request.Validators.ETag);
        Add(message, "If-Modified-Since", request.Validators.LastModified);
        if (leg.Body.IsEmpty && leg.Method != HttpMethod.Post && leg.Method != HttpMethod.Put) return message;
        message.Content = new ReadOnlyMemoryContent(leg.Body);
        if (request.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return message;
    }

    /// <summary>Verbatim, as validators must be; a value with a control character in it would end the line.</summary>
    private static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is null || HasControls(value) || message.Headers.NonValidated.Contains(name)) return;
        message.Headers.TryAddWithoutValidation(name, value);
    }

    private static bool HasControls(ReadOnlySpan<char> value) => value.ContainsAnyInRange('\0', '\u001F') || value.ContainsAnyInRange('\u007F', '\u009F');

    private static Dictionary<string, IReadOnlyList<string>> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated) headers[name] = [.. values];
        foreach (var (name, values) in response.Content.Headers.NonValidated) headers[name] = [.. values];
        return headers;
    }

    /// <summary>Reads the body as sent. Each byte buys time at the least rate, so that a trickle ends before the deadline does.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response, HopLimits limits, long started, CancellationTokenSource clock, CancellationToken cancellation)
    {
        var bound = limits.Bound;
        var announced = response.Content.Headers.ContentLength;
        if (announced > bound.MaxBytes && !bound.Truncate) throw bound.TooLarge("announced");
        var stream = await response.Content.ReadAsStreamAsync(cancellation);
        byte[]? buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? FirstBuffer, FirstBuffer));
        try
        {
            for (var length = 0; ;)
            {
                clock.CancelAfter(TimeFor(length, limits, time.GetElapsedTime(started)));
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0) return BodyBound.Take(ref buffer, length);
                length += read;
                if (length > bound.MaxBytes) return bound.Truncate ? BodyBound.Take(ref buffer, bound.MaxBytes) : throw bound.TooLarge("sent");
                if (length == buffer.Length) buffer = bound.Grow(buffer, length, announced ?? 0);
            }
        }
        finally
        {
            if (buffer is not null) BodyBound.Return(buffer);
        }
    }

    private static TimeSpan TimeFor(int received, HopLimits limits, TimeSpan elapsed)
    {
        var bought = limits.Grace + TimeSpan.FromSeconds((double)received / limits.LeastRate);
        var left = (bought < limits.Time ? bought : limits.Time) - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
