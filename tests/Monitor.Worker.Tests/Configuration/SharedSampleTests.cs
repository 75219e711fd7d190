using System.Text.RegularExpressions;
using Monitor.Testing;
using Monitor.Worker.Access;
using Monitor.Worker.Commands;
using Monitor.Worker.Configuration;
using Monitor.Worker.Tests.Delivering.Webhook;

namespace Monitor.Worker.Tests.Configuration;

/// <summary>The sample of the configuration's contract, whole, with its placeholders made real.</summary>
public sealed partial class SharedSampleTests
{
    [Fact]
    public async Task Check_accepts_the_whole_sample()
    {
        using var written = new WrittenConfiguration(Sample());
        written.Write("feeds.opml", """<opml version="2.0"><body><outline type="rss" xmlUrl="https://news.example.com/rss.xml"/></body></opml>""");
        foreach (var (name, secret) in Secrets) written.Write(name, secret);
        using var output = new StringWriter();
        var file = written.File with { Kinds = Kinds.Catalogs, Expressions = Expressions.Problems };

        var code = await CheckCommand.RunAsync(file, _ => Task.FromResult(StoreLook.Nothing), isJson: false, probes: null, output, TestContext.Current.CancellationToken);

        Assert.Equal((0, $"{written.Folder}/appsettings.json is right: 1 query, 4 sources, 4 channels, 1 digest.{Environment.NewLine}"), (code, output.ToString()));
    }

    private static readonly IReadOnlyList<(string Name, string Secret)> Secrets =
    [
        ("mastodon", "a-token"),
        ("slack", "https://hooks.slack.com/services/T0/B0/x"),
        ("password", "a-password"),
        ("key", SigningKeysTests.Key),
    ];

    private static string Sample()
    {
        var path = SharedMaterial.Path("CONFIGURATION.md");
        Assert.SkipWhen(path is null, SharedMaterial.Missing);
        var sample = Block().Match(File.ReadAllText(path!)).Groups["json"].Value.Replace("/run/secrets/", "", StringComparison.Ordinal);
        foreach (var (placeholder, real) in ((string, string)[])
        [
            ("\"PasswordHash\": \"…\"", $"\"PasswordHash\": \"{PasswordHash.Of("a-password")}\""),
            ("\"Hash\": \"…\"", $"\"Hash\": \"{TokenHash.Of("a-token")}\""),
            ("\"User\": \"…\"", "\"User\": \"ann\""),
            ("\"PasswordFile\": \"…\"", "\"PasswordFile\": \"password\""),
            ("\"From\": \"…\"", "\"From\": \"monitor@example.org\""),
            ("\"To\": [ \"…\" ]", "\"To\": [ \"ann@example.org\" ]"),
            ("\"https://…\"", "\"https://crm.example.org/hooks\""),
            ("\"SecretFile\": \"…\"", "\"SecretFile\": \"key\""),
        ])
        {
            Assert.Contains(placeholder, sample, StringComparison.Ordinal);
            sample = sample.Replace(placeholder, real, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('…', Comment().Replace(sample, ""));
        return sample;
    }

    [GeneratedRegex("```jsonc\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Block();

    [GeneratedRegex(" // .*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Comment();
}
