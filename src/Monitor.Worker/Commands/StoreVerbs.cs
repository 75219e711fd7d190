using System.CommandLine;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>The verbs about what is stored.</summary>
internal sealed class StoreVerbs(Func<ParseResult, CommandContext> context, Option<bool> json)
{
    private const int UsualLimit = 50;

    public IEnumerable<Command> All() => [Search(), Mentions(), Migrate(), Backup(), Restore(), Copy()];

    private Command Search()
    {
        var text = new Argument<string[]>("text") { Description = "Words that must all be there; \"a phrase\"; a beginning*", Arity = ArgumentArity.OneOrMore };
        var verb = new Command("search", "Find words in what is stored, newest first; beside a running service too") { text };
        return Listing(verb, parsed => string.Join(' ', parsed.GetValue(text)!));
    }

    private Command Mentions() => Listing(new Command("mentions", "What is stored, newest first; beside a running service too"), _ => null);

    private Command Listing(Command verb, Func<ParseResult, string?> text)
    {
        var query = new Option<string?>("--query") { Description = "Only mentions of this query" };
        var since = new Option<string?>("--since") { Description = $"Only what was seen since: {Since.Forms}" };
        var limit = new Option<int>("--limit") { Description = "At most so many", DefaultValueFactory = _ => UsualLimit };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--limit takes a number from 1 on.");
        });
        foreach (var option in (Option[])[query, since, limit, json]) verb.Options.Add(option);
        verb.SetAction((parsed, cancellation) => MentionsCommand.RunAsync(
            context(parsed),
            new MentionsArguments(text(parsed), parsed.GetValue(query), parsed.GetValue(since), parsed.GetValue(limit), parsed.GetValue(json)),
            cancellation));
        return verb;
    }

    private Command Migrate()
    {
        var check = new Option<bool>("--check") { Description = "Only say what is pending: exit 0 when nothing is, 1 otherwise" };
        var verb = new Command("migrate", "Bring the store's schema up to date, as the service does when it starts") { check };
        verb.SetAction((parsed, cancellation) => MigrateCommand.RunAsync(context(parsed), parsed.GetValue(check), cancellation));
        return verb;
    }

    private Command Backup()
    {
        var file = new Argument<string>("file") { Description = "The copy" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name" };
        var verb = new Command("backup", "Write all of the store into one file, checked; beside a running service too") { file, force };
        verb.SetAction((parsed, cancellation) => BackupCommand.BackupAsync(context(parsed), parsed.GetValue(file)!, parsed.GetValue(force), cancellation));
        return verb;
    }

    private Command Restore()
    {
        var file = new Argument<string>("file") { Description = "A backup" };
        var verb = new Command("restore", "Put a backup in the place of the store; the service must be stopped") { file };
        verb.SetAction((parsed, cancellation) => BackupCommand.RestoreAsync(context(parsed), parsed.GetValue(file)!, cancellation));
        return verb;
    }

    private Command Copy()
    {
        var to = new Option<string>("--to") { Description = "Host=…;Database=…;Username=…; the password may be in PGPASSWORD or ~/.pgpass", Required = true };
        var schema = new Option<string>("--schema") { Description = "The schema, empty or not there yet", DefaultValueFactory = _ => "monitor" };
        schema.Validators.Add(result =>
        {
            if (StoreOptions.SchemaProblem(result.GetValueOrDefault<string>() ?? "") is { } problem) result.AddError($"--schema {problem}.");
        });
        var verb = new Command("copy", "Move all of the SQLite store into PostgreSQL; the service must be stopped") { to, schema };
        verb.SetAction((parsed, cancellation) => CopyCommand.RunAsync(context(parsed), parsed.GetValue(to)!, parsed.GetValue(schema)!, cancellation));
        return verb;
    }
}
