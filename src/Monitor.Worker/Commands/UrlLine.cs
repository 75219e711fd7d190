using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Worker.Commands;

/// <summary>What <c>url --stdin</c> reads.</summary>
/// <param name="Url">The address.</param>
/// <param name="Resolve">Addresses by host, in place of DNS.</param>
internal sealed record UrlQuestion(string Url, IReadOnlyDictionary<string, IReadOnlyList<string>>? Resolve = null) : IJsonOnDeserialized
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> AsDnsSays { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <exception cref="JsonException">What DNS is to say is no address: this line does not read, and others do.</exception>
    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var (host, addresses) in Resolve ?? AsDnsSays)
        {
            if (addresses?.FirstOrDefault(address => !IPAddress.TryParse(address, out _)) is { } wrong) throw new JsonException($"{host} resolves to {wrong}, which is no address.");
        }
    }
}

/// <summary>What <c>url</c> writes.</summary>
/// <param name="Url">As given.</param>
/// <param name="Canonical">The form to compare by; empty when it is no address.</param>
/// <param name="Target">Where it leads as far as known, in the form to click; empty when it is no address.</param>
/// <param name="Allowed">Whether the gate lets it be fetched; with <c>--hops</c>, each hop of it.</param>
/// <param name="Reason">Why not; null when it does.</param>
/// <param name="Hops">The address and every one it leads to.</param>
internal sealed record UrlLine(string Url, string Canonical, string Target, bool Allowed, string? Reason, IReadOnlyList<string> Hops);

[JsonSerializable(typeof(UrlQuestion))]
[JsonSerializable(typeof(UrlLine))]
internal sealed partial class UrlJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts are written as they are.</summary>
    public static UrlJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
