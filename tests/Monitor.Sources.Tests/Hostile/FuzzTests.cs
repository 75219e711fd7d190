using System.Text;
using Monitor.Fuzz;
using Monitor.Fuzz.Targets;

namespace Monitor.Sources.Tests.Hostile;

/// <summary>A small fixed part of what <c>make fuzz</c> runs: the same inputs on every machine, and what a longer run found.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 1_500;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_reader_keeps_what_it_claims(string name)
    {
        var target = FuzzTargets.Named(name);
        var fuzzer = new Fuzzer(target, new Mutator(Seeds.BuiltIn(target.Kind), Words.Of(target.Kind), pumpedOneIn: 500), seed: 20261122);

        var findings = fuzzer.Run(0, Inputs).Where(finding => !finding.What.StartsWith("takes ", StringComparison.Ordinal)).ToArray();

        Assert.True(findings.Length == 0, string.Join('\n', findings.Select(finding => $"{name} {finding.Number}: {finding.What}: {Convert.ToBase64String(finding.Input)}")));
    }

    [Theory]
    [InlineData("html", "<a href='http://a\0b'>")]
    [InlineData("url", "http://\0")]
    [InlineData("post", "a\0b")]
    [InlineData("html", "<a href=http://a/\U0001F600")]
    [InlineData("url", "http://0x7f../1")]
    [InlineData("url", "http://1\u3002")]
    [InlineData("url", "http://h/%%2e")]
    [InlineData("url", "//\u202e")]
    [InlineData("gate", "//\u202e")]
    [InlineData("gate", "http://_\u00E9")]
    [InlineData("post", "<a href='//\u202e'>x</a>")]
    [InlineData("url", "http://127.0.0./")]
    [InlineData("feed", "<rss version='2.0'><channel><item><title>&#xD800;&#0;</title></item></channel></rss>")]
    [InlineData("sitemap", "<urlset><url><loc>https://a/</loc><news><title>&#xD800;&#0;x</title></news></url></urlset>")]
    [InlineData("json", "{\"items\":[{\"id\":\"\\ud800\",\"title\":\"\\u0000\"}]}")]
    [InlineData("posts", "{\"h\\ud83d\":")]
    public void Reads_what_once_was_read_wrongly(string name, string input) => FuzzTargets.Named(name).Read(Encoding.UTF8.GetBytes(input));

    [Fact]
    public void A_claim_that_does_not_hold_is_found_and_made_small()
    {
        var target = new FuzzTarget("broken", SeedKind.Url, input => Claim.That(!input.Contains((byte)'@'), "there is an @"));
        var fuzzer = new Fuzzer(target, new Mutator(Seeds.BuiltIn(SeedKind.Url), Words.Of(SeedKind.Url), pumpedOneIn: 500), seed: 1);

        var finding = fuzzer.Run(0, 200).First();

        Assert.Equal("there is an @", finding.What);
        Assert.Equal("@"u8, Reduction.Of(finding.Input, input => fuzzer.Problem(input) == finding.What));
        Assert.Equal(finding.Input, fuzzer.Input(finding.Number));
    }
}
