using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Core.Normalizing;
using Monitor.Testing;

namespace Monitor.Core.Tests.Normalizing;

/// <summary>
/// What others' rule lists remove and unwrap, counted against our own small tables. Nothing of the lists is taken over: they are share-alike,
/// and most of their rules are for one shop's parameters. What must hold is that no parameter gets lost that no list knows.
/// </summary>
public sealed partial class CleanUrlRulesTests(ITestOutputHelper output)
{
    [Fact]
    public void Removes_the_common_tracking_parameters_that_the_lists_name()
    {
        var rules = ClearUrls().GetProperty("globalRules").GetProperty("rules").EnumerateArray().Select(rule => Literal(rule.GetString()!)).OfType<string>().ToList();

        var kept = rules.Where(name => CanonicalUrl.Tidy($"https://acme.example/a?id=3&{name}=x&page=2") != "https://acme.example/a?id=3&page=2").ToList();

        output.WriteLine($"ClearURLs: {rules.Count} literal rules for all sites, {rules.Count - kept.Count} removed; kept: {string.Join(", ", kept)}");
        Assert.True(kept.Count <= rules.Count / 10, string.Join(", ", kept));
    }

    [Fact]
    public void Removes_nothing_that_no_list_knows()
    {
        string[] ordinary =
        [
            "id", "p", "page", "q", "s", "t", "v", "lang", "category", "cat", "tag", "date", "year", "sort", "order", "filter", "view", "action", "topic", "thread", "post", "article", "story", "item", "product", "sku",
            "variant", "size", "color", "search", "query", "keyword", "keywords", "user", "name", "title", "type", "format", "start", "offset", "limit", "from", "to", "ref", "rev", "version", "branch", "path", "file", "key",
            "code", "token", "source", "medium", "campaign", "share", "si", "list", "index", "feature", "context", "tab", "section", "amp_fish", "fb", "ga", "content", "part", "number", "n", "m", "x", "y", "z", "lat", "lon", "zoom",
        ];

        var lost = ordinary.Where(name => CanonicalUrl.Tidy($"https://acme.example/a?{name}=1") != $"https://acme.example/a?{name}=1");

        Assert.Empty(lost);
    }

    [Fact]
    public void Counts_what_is_removed_on_the_sites_that_the_lists_name()
    {
        var (all, removed) = (0, 0);
        foreach (var provider in ClearUrls().EnumerateObject())
        {
            if (provider.Name == "globalRules" || Site(provider.Value.GetProperty("urlPattern").GetString()!) is not { } site) continue;
            foreach (var name in provider.Value.GetProperty("rules").EnumerateArray().Select(rule => Literal(rule.GetString()!)).OfType<string>())
            {
                all++;
                if (!CanonicalUrl.Tidy($"https://{site}/a?id0=3&{name}=x").Contains($"{name}=", StringComparison.Ordinal)) removed++;
                Assert.Contains("id0=3", CanonicalUrl.Tidy($"https://{site}/a?id0=3&{name}=x"), StringComparison.Ordinal);
            }
        }

        output.WriteLine($"ClearURLs: {all} literal rules of single sites, {removed} removed");
        Assert.True(removed > 0);
    }

    [Fact]
    public void Counts_how_many_of_the_shared_redirectors_are_unwrapped()
    {
        var (all, unwrapped) = (0, 0);
        foreach (var rule in Brave("debounce.json").EnumerateArray().Where(rule => rule.GetProperty("action").GetString() == "redirect"))
        {
            var name = rule.GetProperty("param").GetString()!;
            foreach (var pattern in rule.GetProperty("include").EnumerateArray().Select(include => include.GetString()!))
            {
                all++;
                var address = pattern.Replace("*://", "https://", StringComparison.Ordinal).Replace("*.", "x.", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).TrimEnd('?');
                if (CanonicalUrl.Unwrap($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}=https%3A%2F%2Facme.example%2Fa") == "https://acme.example/a") unwrapped++;
            }
        }

        output.WriteLine($"Brave: {all} patterns that redirect by a parameter, {unwrapped} unwrapped without the network");
        Assert.True(unwrapped > 0);
    }

    [Fact]
    public void Tidies_addresses_as_Miniflux_does()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "miniflux", "tables.shared.json") is null, SharedMaterial.Missing);
        using var tables = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "miniflux", "tables.shared.json")!));
        var cases = tables.RootElement.GetProperty("cases").EnumerateArray().First(one => one.GetProperty("test").GetString() == "TestRemoveTrackingParams").GetProperty("tables").GetProperty("tests");
        var (all, wrong) = (0, new List<string>());
        foreach (var one in cases.EnumerateArray())
        {
            // A "ref" that names the feed's own site needs the feed; it is no tracking to us, and mail addresses are no links.
            var input = one.GetProperty("input").GetString()!;
            if (input.Contains("ref=", StringComparison.Ordinal) || input.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            all++;
            if (CanonicalUrl.Tidy(input) != one.GetProperty("expected").GetString()!.Replace('+', ' ').Replace(" ", "%20", StringComparison.Ordinal)) wrong.Add($"{input}: {CanonicalUrl.Tidy(input)}");
        }

        output.WriteLine($"Miniflux: {all} addresses");
        Assert.Empty(wrong);
    }

    /// <summary>The name a rule means, where it is a name and no pattern.</summary>
    private static string? Literal(string rule)
    {
        var name = rule.Replace("(?:%3F)?", "", StringComparison.Ordinal);
        return PlainName().IsMatch(name) ? name : null;
    }

    private static string? Site(string pattern) => HostInPattern().Match(pattern) is { Success: true } match ? $"www.{match.Groups["host"].Value.Replace("\\", "", StringComparison.Ordinal)}" : null;

    private static JsonElement ClearUrls()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "clearurls", "data.min.json") is null, SharedMaterial.Missing);
        return JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "clearurls", "data.min.json")!)).RootElement.GetProperty("providers");
    }

    private static JsonElement Brave(string file)
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "brave-cleanurls", file) is null, SharedMaterial.Missing);
        return JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "brave-cleanurls", file)!)).RootElement;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\*\?(?<host>[a-z0-9-]+(\\\.[a-z]{2,})+)", RegexOptions.ExplicitCapture)]
    private static partial Regex HostInPattern();
}
