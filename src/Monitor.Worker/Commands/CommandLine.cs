using System.CommandLine;
using Monitor.Worker.Configuration;
using Monitor.Worker.Health;

namespace Monitor.Worker.Commands;

/// <summary>The verbs of the command line. Results go to standard output, logs and errors to standard error.</summary>
internal static class CommandLine
{
    /// <summary>Without files of arguments: <c>@acme</c> is a handle, in expressions and in names.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly Option<string?> Config = new("--config") { Description = "The configuration file (default: appsettings.json)", Recursive = true };

    private static readonly Option<string> LogLevel = new("--log-level")
    {
        Description = "debug, info, warn or error", Recursive = true, DefaultValueFactory = _ => "info",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON" };

    public static async Task<int> RunAsync(string[] args)
    {
        LogLevel.AcceptOnlyFromAmong([.. Logging.Levels]);
        var root = new RootCommand("Monitor: who spoke of us, who linked to us, where, must I answer?") { Config, LogLevel };
        root.SetAction(Run);
        foreach (var verb in Verbs()) root.Subcommands.Add(verb);

        var parsed = root.Parse(args, Parsing);
        var stray = StrayOption(parsed, args);
        if (parsed.Errors.Count == 0 && stray is null) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(25) });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        if (stray is not null) await Console.Error.WriteLineAsync($"{parsed.CommandResult.Command.Name} has no option {stray}. If it is no option, write -- before it.");
        if (Meant(parsed, stray ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is { } meant) await Console.Error.WriteLineAsync($"Did you mean {meant}?");
        await Console.Error.WriteLineAsync("See 'monitor --help'.");
        return ExitCode.Usage;
    }

    /// <summary>What looks like an option and was taken for one of the verb's words: <c>url --hop ADDRESS</c> asks nobody about the address <c>--hop</c>.</summary>
    private static string? StrayOption(ParseResult parsed, string[] args) => args.Contains("--", StringComparer.Ordinal)
        ? null
        : parsed.CommandResult.Tokens.Select(token => token.Value).FirstOrDefault(word => word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal));

    // One guess, for the first word that nothing knows: those behind it mostly belong to it.
    private static string? Meant(ParseResult parsed, string? word)
    {
        var command = parsed.CommandResult.Command;
        return word is null ? null : Spelling.Nearest(word, word.StartsWith('-') ? [.. command.Options.Append(Config).Append(LogLevel).Select(option => option.Name)] : [.. command.Subcommands.Select(verb => verb.Name)]);
    }

    private static IEnumerable<Command> Verbs() => [RunVerb(), DemoVerb(), OnceVerb(), CheckVerb(), SendTestVerb(), MatchVerb(), QueryVerb(), ParseVerb(), UrlVerb(), ImportVerb(), ExportVerb(), .. new StoreVerbs(Context, Json).All(), HashVerb(), HealthcheckVerb()];

    private static Command RunVerb()
    {
        var verb = new Command("run", "The service, until SIGTERM (the default)");
        verb.SetAction(Run);
        return verb;
    }

    private static Task<int> Run(ParseResult parsed, CancellationToken cancellation) => RunCommand.RunAsync(Context(parsed), cancellation);

    private static Command DemoVerb()
    {
        var once = new Option<bool>("--once") { Description = "Stop after the first digest" };
        var directory = new Option<string>("--data") { Description = "Where the demo keeps its data", DefaultValueFactory = _ => "demo-data" };
        var language = new Option<string>("--language") { Description = "en or fr", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fr");
        var verb = new Command("demo", "The whole product in one command, offline, for a made-up brand") { once, directory, language };
        verb.SetAction((parsed, cancellation) => DemoCommand.RunAsync(
            Context(parsed), new DemoArguments(parsed.GetValue(once), parsed.GetValue(directory)!, parsed.GetValue(language)!), cancellation));
        return verb;
    }

    private static Command OnceVerb()
    {
        var source = new Option<string?>("--source") { Description = "Only this source" };
        var dry = new Option<bool>("--dry-run") { Description = "Store and send nothing" };
        var digest = new Option<string?>("--digest") { Description = "Send this digest now, for the window so far" };
        var verb = new Command("once", "One pass: every enabled source, then due deliveries and digests") { source, dry, digest, Json };
        verb.SetAction((parsed, cancellation) => OnceCommand.RunAsync(
            Context(parsed), new OnceArguments(parsed.GetValue(source), parsed.GetValue(dry), parsed.GetValue(digest), parsed.GetValue(Json)), cancellation));
        return verb;
    }

    private static Command CheckVerb()
    {
        var online = new Option<bool>("--online") { Description = "Also connect to the store and to every source and channel" };
        var verb = new Command("check", "Read the configuration and say everything that is wrong") { online, Json };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var context = Context(parsed);
            using var probes = new Probes(context.Time);
            return await CheckCommand.RunAsync(
                context.Configuration,
                settings => StoreLook.OfAsync(settings, context.Time, cancellation),
                parsed.GetValue(Json),
                parsed.GetValue(online) ? probes.Of : null,
                context.Output,
                cancellation);
        });
        return verb;
    }

    private static Command SendTestVerb()
    {
        var channel = new Argument<string>("channel") { Description = "The channel's name" };
        var verb = new Command("send-test", "Send a test message and show the conversation, secrets masked") { channel };
        verb.SetAction((parsed, cancellation) => SendTestCommand.RunAsync(Context(parsed), parsed.GetValue(channel)!, cancellation));
        return verb;
    }

    private static Command MatchVerb()
    {
        var query = new Option<string?>("--query") { Description = "One expression" };
        var queries = new Option<string?>("--queries") { Description = "A file of JSON lines, each a name and an expression" };
        var count = new Option<bool>("--count") { Description = "Only count the matches and time the matching" };
        var verb = new Command("match", "Read documents as JSON lines and write one line per match") { query, queries, count };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(query) is null == result.GetResult(queries) is null) result.AddError("match takes --query EXPRESSION or --queries FILE.");
        });
        verb.SetAction(parsed => StandardStreams.Through((input, output) => MatchCommand.Run(
            new MatchArguments(parsed.GetValue(query), parsed.GetValue(queries), parsed.GetValue(count)), input, output, Console.Error)));
        return verb;
    }

    private static Command QueryVerb()
    {
        var expression = new Argument<string>("expression") { Description = "The query" };
        var check = new Command("check", "Errors and warnings with their character, and the canonical form") { expression, Json };
        check.SetAction(async (parsed, cancellation) =>
        {
            var context = Context(parsed);
            var stored = context.Configuration.Load().Settings is { } settings ? await Expressions.StoredAsync(settings, context.Time, cancellation) : [];
            return QueryCommand.Check(new QueryArguments(parsed.GetValue(expression)!, parsed.GetValue(Json)), stored, Console.Out);
        });
        var explain = new Command("explain", "Read one document and say why it matches, or why not") { expression, Json };
        explain.SetAction(parsed => StandardStreams.Through((input, output) => QueryCommand.Explain(
            new QueryArguments(parsed.GetValue(expression)!, parsed.GetValue(Json)), input, output, Console.Error)));
        return new Command("query", "Check or explain a query") { check, explain };
    }

    private static Command ParseVerb()
    {
        var files = new Argument<string[]>("file") { Description = "Files to read", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<bool>("--stdin-list") { Description = "Read the file names from standard input" };
        var address = new Option<Uri?>("--base-url")
        {
            Description = "Where the documents were found",
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.RelativeOrAbsolute, out var written) ? written : null,
        };
        var headers = new Option<string[]>("--header") { Description = "A response header they came with, 'Name: value'" };
        var verb = new Command("parse", "Run the feed reader on files: one JSON line for each") { files, list, address, headers };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(files) is { Length: > 0 } == result.GetValue(list)) result.AddError("parse takes files, or --stdin-list for their names on standard input.");
            if (result.GetValue(address) is { IsAbsoluteUri: false } relative) result.AddError($"--base-url {relative}: give a whole address, such as https://example.org/feed.xml.");
        });
        verb.SetAction(parsed => StandardStreams.Through((input, output) => ParseCommand.Run(
            new ParseArguments(parsed.GetValue(files) ?? [], parsed.GetValue(address), parsed.GetValue(headers) ?? []), input, output)));
        return verb;
    }

    private static Command UrlVerb()
    {
        var urls = new Argument<string[]>("url") { Description = "Addresses", Arity = ArgumentArity.ZeroOrMore };
        var resolve = new Option<string[]>("--resolve") { Description = "What DNS is to say, HOST=IP" };
        var hops = new Option<bool>("--hops") { Description = "Follow redirects and print each" };
        var stdin = new Option<bool>("--stdin") { Description = "Read addresses as lines of JSON" };
        var text = new Option<bool>("--text") { Description = "Print for a person instead of as JSON" };
        var verb = new Command("url", "Canonical form, unwrapped target, and whether the gate lets it be fetched") { urls, resolve, hops, stdin, text, Json };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(urls) is not { Length: > 0 } && !result.GetValue(stdin)) result.AddError("url takes addresses, or --stdin for lines of JSON on standard input.");
        });
        verb.SetAction((parsed, cancellation) => UrlCommand.RunAsync(
            Context(parsed),
            new UrlArguments(parsed.GetValue(urls) ?? [], parsed.GetValue(resolve) ?? [], parsed.GetValue(hops), parsed.GetValue(stdin), !parsed.GetValue(text)),
            Console.In,
            cancellation));
        return verb;
    }

    private static Command ImportVerb()
    {
        var file = new Argument<string>("file") { Description = "The list of another feed reader" };
        var opml = new Command("opml", "Print the configuration that watches the feeds of a list") { file };
        opml.SetAction((parsed, cancellation) => OpmlCommand.ImportAsync(Context(parsed), parsed.GetValue(file)!, cancellation));
        return new Command("import", "Take over what another program watches") { opml };
    }

    private static Command ExportVerb()
    {
        var opml = new Command("opml", "Print the feeds that are watched, for any other feed reader");
        opml.SetAction((parsed, _) => OpmlCommand.ExportAsync(Context(parsed)));
        return new Command("export", "Give out what is watched") { opml };
    }

    private static Command HashVerb()
    {
        var token = new Option<bool>("--token") { Description = "Make a token, and print it with its hash" };
        var verb = new Command("hash", "Print the hash of a password, read from standard input, for Access:Users") { token };
        verb.SetAction(parsed => parsed.GetValue(token) ? HashCommand.TokenAsync(Console.Out) : HashCommand.PasswordAsync(HashCommand.Read, Console.Out, Console.Error));
        return verb;
    }

    private static Command HealthcheckVerb()
    {
        var verb = new Command("healthcheck", "For the container: exit 0 when the service is live");
        verb.SetAction((parsed, cancellation) => HealthcheckCommand.RunAsync(Context(parsed), cancellation));
        return verb;
    }

    private static CommandContext Context(ParseResult parsed) =>
        new(parsed.GetValue(Config), parsed.GetValue(LogLevel)!, TimeProvider.System, Console.Out, Console.Error);
}
