using System.CommandLine;

namespace Monitor.Worker.Commands;

/// <summary>The verbs about what is stored.</summary>
internal sealed class StoreVerbs(Func<ParseResult, CommandContext> context, Option<bool> json)
{
    private const int UsualLimit = 50;

    public IEnumerable<Command> All() => [Search(), Mentions()];

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
}
