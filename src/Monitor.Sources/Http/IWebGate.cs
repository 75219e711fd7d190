using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// The only way out: every outgoing HTTP byte passes here. It judges the address really connected to, each hop of a redirect again,
/// and bounds time, size and decoded bytes.
/// </summary>
public interface IWebGate
{
    /// <summary>Sends the request and reads the whole answer, whatever its status.</summary>
    /// <exception cref="SourceException">The gate refused the address (<see cref="SourceFault.Denied"/>), the network failed or took too long
    /// (<see cref="SourceFault.Transient"/>), or the body broke a bound (<see cref="SourceFault.Malformed"/>).</exception>
    Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation);
}

/// <summary>One request.</summary>
/// <param name="Address">Absolute, http or https.</param>
public sealed record GateRequest(Uri Address)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Value of <c>Accept</c>.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>What the last answer of this address carried, sent back verbatim.</summary>
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>Value of <c>Authorization</c>, scheme included; never sent to another origin than <see cref="Address"/>'s.</summary>
    public Secret? Authorization { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Content-Type of <see cref="Body"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers; never sent to another origin than <see cref="Address"/>'s.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Ask robots.txt first: for pages that no publisher offers to machines.</summary>
    public bool ObeyRobots { get; init; }

    /// <summary>So much of the body is wanted: what is beyond is cut off without a word, not refused. Null for all of it.</summary>
    public int? FirstBytes { get; init; }

    /// <summary>Follow redirects, at most 5. Off for deliveries, where a 3xx is a failure.</summary>
    public bool FollowRedirects { get; init; } = true;
}

/// <summary>ETag and Last-Modified, kept verbatim.</summary>
public sealed record Validators(string? ETag, string? LastModified)
{
    public static Validators None { get; } = new(null, null);
}

/// <summary>One answer, read to its end and decoded.</summary>
public sealed record GateAnswer
{
    /// <summary>Address of the answer after redirects.</summary>
    public required Uri Address { get; init; }

    public required HttpStatusCode Status { get; init; }

    /// <summary>Headers by name, ignoring case; several lines of one header as several values.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>Decoded body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Every address asked, in order, the first as given.</summary>
    public required IReadOnlyList<Uri> Hops { get; init; }

    /// <summary>Where to ask next time when every redirect on the way was permanent (301, 308); else null.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>First value of a header; null when it is missing.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public Validators Validators => new(Header("ETag"), Header("Last-Modified"));

    public string? ContentType => Header("Content-Type");
}
