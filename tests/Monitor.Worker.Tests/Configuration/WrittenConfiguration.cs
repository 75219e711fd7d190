using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;
using Monitor.Sources;
using Monitor.Worker.Configuration;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Tests.Configuration;

/// <summary>A configuration file in a folder of its own, read with kinds made for these tests.</summary>
internal sealed class WrittenConfiguration : IDisposable
{
    private static readonly Kinds TestKinds = new(
        [SourceKind.Of<FeedLike>("feed", (_, _) => []), SourceKind.Of<SearchLike>("hackernews", (_, _) => [])],
        [
            ChannelKind.Of<SlackLike>("slack", (_, _) => throw new NotSupportedException()),
            ChannelKind.Of<MailLike>("email", (_, _) => throw new NotSupportedException()),
        ]);

    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);

    public WrittenConfiguration(string? text = null)
    {
        environment["MONITOR_SECRETS_DIR"] = Directory.CreateDirectory(Path.Combine(Folder, "secrets")).FullName;
        if (text is not null) Write("appsettings.json", text);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("monitor-configuration-").FullName;

    public ConfigurationFile File => new() { WorkingDirectory = Folder, Environment = environment, Expressions = Unclosed, Kinds = TestKinds };

    /// <summary>Puts the lines under <c>Monitor</c>; the first of them is line 2.</summary>
    public static WrittenConfiguration Of(string body) => new($"{{ \"Monitor\": {{\n{body}\n}} }}");

    public WrittenConfiguration With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    public WrittenConfiguration Write(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    public MonitorOptions Options()
    {
        var loaded = File.Load();
        Assert.Empty(loaded.Problems.Select(problem => problem.ToString()));
        return loaded.Settings!.Options;
    }

    public IReadOnlyList<string> Problems() => [.. File.Load().Problems.Select(problem => problem.ToString())];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Stands for the parser: a quotation mark that is never closed.</summary>
    private static IReadOnlyList<ExpressionProblem> Unclosed(string expression) =>
        expression.Count(letter => letter == '"') % 2 == 0 ? [] : [new(expression.LastIndexOf('"'), "the quotation mark is never closed; add one where the phrase ends")];
}

internal sealed class FeedLike : SourceOptions
{
    public IReadOnlyList<string> Urls { get; set; } = [];

    public string? Opml { get; set; }

    public Secret? Token { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (Urls.Count == 0 && Opml is null) yield return ("Urls", "missing; name at least one address, or an Opml file");
    }
}

internal sealed class SearchLike : SourceOptions
{
    public Uri Endpoint { get; set; } = new("https://hn.algolia.com/");
}

internal sealed class SlackLike : ChannelOptions
{
    [Required]
    public Secret? WebhookUrl { get; set; }
}

internal sealed class MailLike : ChannelOptions
{
    [Required]
    public string From { get; set; } = "";

    [MinLength(1)]
    public IReadOnlyList<string> To { get; set; } = [];

    public SmtpLike? Smtp { get; set; }

    public string? Pickup { get; set; }
}

internal sealed class SmtpLike
{
    [Required]
    public string Host { get; set; } = "";

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    [AllowedValues("starttls", "tls", "none")]
    public string Security { get; set; } = "starttls";

    public Secret? Password { get; set; }
}
