using System.Globalization;
using System.Text.Json;
using Monitor.Core.Normalizing;
using Monitor.Testing;

namespace Monitor.Core.Tests.Normalizing;

/// <summary>Labelled pairs of texts: the same story told again, or another one that looks like it.</summary>
public sealed class NearDuplicateSuiteTests(ITestOutputHelper output)
{
    /// <summary>So many of 64 bits may differ.</summary>
    private const int Near = 12;

    [Fact]
    public void Copies_have_near_fingerprints_and_other_stories_have_not()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora/near-dup") is null, SharedMaterial.Missing);
        var pairs = Directory.GetFiles(SharedMaterial.Path("corpora/near-dup")!, "pairs.*.json").SelectMany(Read).ToList();

        foreach (var kind in pairs.GroupBy(pair => (pair.Kind, pair.IsSame)))
        {
            var distances = kind.Select(pair => pair.Distance).Order().ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(kind.Key.IsSame ? "same " : "other")} {kind.Key.Kind}: {distances.Count}, within {Near} bits {distances.Count(distance => distance <= Near)}, median {distances[distances.Count / 2]}, from {distances[0]} to {distances[^1]}"));
        }

        for (var bits = 0; bits <= 20; bits += 2)
        {
            var found = pairs.Where(pair => pair.Distance <= bits).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{bits} bits: precision {(double)found.Count(pair => pair.IsSame) / found.Count:F3}, recall {(double)found.Count(pair => pair.IsSame) / pairs.Count(pair => pair.IsSame):F3}"));
        }

        var near = pairs.Where(pair => pair.Distance <= Near).ToList();
        Assert.True(near.Count(pair => pair.IsSame) >= near.Count * 0.98, "precision");
        Assert.True(near.Count(pair => pair.IsSame) >= pairs.Count(pair => pair.IsSame) * 0.95, "recall");
    }

    private static List<Pair> Read(string file)
    {
        using var suite = JsonDocument.Parse(File.ReadAllText(file));
        return [.. suite.RootElement.GetProperty("pairs").EnumerateArray().Select(pair => new Pair(
            pair.GetProperty("kind").GetString()!,
            pair.GetProperty("same_story").GetBoolean(),
            Fingerprint.Distance(Fingerprint.Of("", pair.GetProperty("a").GetString()!), Fingerprint.Of("", pair.GetProperty("b").GetString()!))))];
    }

    private sealed record Pair(string Kind, bool IsSame, int Distance);
}
