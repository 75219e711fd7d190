using System.Text.RegularExpressions;

namespace Monitor.Worker.Configuration;

/// <summary>
/// Holds the parts of a configuration against each other: names that are given twice, names that nothing has, expressions that do not
/// parse. Reads the nodes rather than the options, so that one broken block does not make the names of the others dangle.
/// </summary>
internal sealed partial class References(BlockNode monitor, Kinds kinds, Func<string, IReadOnlyList<ExpressionProblem>> expressions, Findings findings)
{
    public void Check()
    {
        Names(monitor, "Monitor", "Queries", "query");
        var sources = Names(monitor, "Monitor", "Sources", "source");
        var channels = Names(monitor, "Monitor", "Channels", "channel");
        var digests = Names(monitor, "Monitor", "Digests", "digest");
        Form("Sources", "Channels", "Digests");
        Distinguish();
        if (monitor["Access"] is BlockNode access)
        {
            Names(access, "Monitor:Access", "Users", "user");
            Names(access, "Monitor:Access", "Tokens", "token");
        }

        foreach (var (query, path) in Blocks(monitor, "Monitor", "Queries"))
        {
            Named(query, path, "Sources", "source or kind of source", [.. sources, .. kinds.Sources.Select(kind => kind.Type), "*"]);
            Named(query, path, "Alert", "channel", channels);
            Named(query, path, "Digest", "digest", digests);
            Parse(query, $"{path}:Expression");
        }

        foreach (var (digest, path) in Blocks(monitor, "Monitor", "Digests"))
        {
            if (digest.Text("Channel") is { Length: > 0 } channel) Known(channel, $"{path}:Channel", "channel", channels);
        }
    }

    private static IEnumerable<(BlockNode Block, string Path)> Blocks(BlockNode parent, string path, string list) =>
        parent.List(list).Index().Where(entry => entry.Item is BlockNode).Select(entry => ((BlockNode)entry.Item, $"{path}:{list}:{entry.Index}"));

    private List<string> Names(BlockNode parent, string path, string list, string noun)
    {
        var first = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var (block, at) in Blocks(parent, path, list))
        {
            if (block.Text("Name") is not { Length: > 0 } name) continue;
            if (!first.TryAdd(name, block.Entries["Name"].Place))
                findings.Report($"{at}:Name", $"{Shown.Of(name)} is the name of another {noun} already ({first[name]}); give each its own");
        }

        return [.. first.Keys];
    }

    private void Form(params string[] lists)
    {
        foreach (var (block, path) in lists.SelectMany(list => Blocks(monitor, "Monitor", list)))
        {
            if (block.Text("Name") is { Length: > 0 } name && !Name().IsMatch(name))
                findings.Report($"{path}:Name", $"{Shown.Of(name)} is no name; write up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first");
        }
    }

    private void Distinguish()
    {
        foreach (var (block, path) in Blocks(monitor, "Monitor", "Sources"))
        {
            if (block.Text("Name") is { } name && kinds.Sources.Any(kind => IsAnother(kind.Type, name, block)))
                findings.Report($"{path}:Name", $"{Shown.Of(name)} is a kind of source, and a query that names it would mean all of that kind; choose another name");
        }
    }

    private static bool IsAnother(string kind, string name, BlockNode block) =>
        kind.Equals(name, StringComparison.OrdinalIgnoreCase) && !kind.Equals(block.Text("Type"), StringComparison.OrdinalIgnoreCase);

    private void Named(BlockNode block, string path, string list, string noun, IReadOnlyCollection<string> known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var items = block.List(list);
        for (var index = 0; index < items.Count; index++)
        {
            var key = $"{path}:{list}:{index}";
            if (items[index] is not ScalarNode { Kind: ScalarKind.Text or ScalarKind.Untyped } name) continue;
            if (!seen.Add(name.Text)) findings.Report(key, $"{Shown.Of(name)} stands here twice; keep one");
            else Known(name.Text, key, noun, known);
        }
    }

    private void Known(string name, string key, string noun, IReadOnlyCollection<string> known)
    {
        if (known.Contains(name, StringComparer.Ordinal)) return;
        findings.Report(key, $"{Shown.Of(name)} names no {noun}; {(known.Count == 0 ? $"no {noun} is configured: add one, or remove this" : Spelling.Hint(name, known, "there are"))}");
    }

    private void Parse(BlockNode query, string key)
    {
        if (query.Text("Expression") is not { } text || string.IsNullOrWhiteSpace(text)) return;
        foreach (var problem in expressions(text))
        {
            var what = $"{problem.What}\n{Caret.Under(text, problem.Position)}";
            if (problem.IsWarning) findings.Warn(key, what);
            else findings.Report(key, what);
        }
    }

    // "|" parts a source's name from its part in the store.
    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,63}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
