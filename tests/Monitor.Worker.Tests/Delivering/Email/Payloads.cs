using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Testing;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>The shared injection corpus; some of its values hold lone surrogates, which JSON readers refuse to give as strings.</summary>
internal static partial class Payloads
{
    public static IReadOnlyList<string> For(string sink)
    {
        var path = SharedMaterial.Path("corpora", "injection", "payloads.shared.json") ?? throw new InvalidOperationException(SharedMaterial.Missing);
        using var corpus = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. corpus.RootElement.GetProperty("payloads").EnumerateArray()
                .Where(payload => payload.GetProperty("sinks").EnumerateArray().Any(name => name.ValueEquals(sink)))
                .Select(payload => Value(payload.GetProperty("value").GetRawText())),
        ];
    }

    private static string Value(string raw) => Escape().Replace(raw[1..^1], match => match.Value[1] switch
    {
        'u' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        'n' => "\n", 'r' => "\r", 't' => "\t", 'b' => "\b", 'f' => "\f",
        var other => other.ToString(),
    });

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Escape();
}
