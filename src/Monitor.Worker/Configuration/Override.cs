using System.Globalization;

namespace Monitor.Worker.Configuration;

/// <summary>A single value from the environment or from a secret's file.</summary>
/// <param name="Keys">From the outermost block to the value.</param>
/// <param name="Value">As it stands there.</param>
/// <param name="Place">Where that is.</param>
internal sealed record Override(IReadOnlyList<string> Keys, string Value, Place Place)
{
    // Two underscores: Kubernetes sets MONITOR_PORT and the like for every service it calls "monitor".
    private const string Prefix = "MONITOR__";

    /// <summary>The keys that a name such as <c>MONITOR__STORE__ENGINE</c> stands for; null for a name that is none of ours. <c>…_FILE</c>, which
    /// compose files have taught people, stands for <c>…File</c>.</summary>
    public static IReadOnlyList<string>? Path(string name) =>
        name.Length > Prefix.Length && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? [.. name[Prefix.Length..].Split("__").Select(key => key.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) ? key[..^5] + "File" : key)]
            : null;

    /// <summary>Writes the values over those that are there, in the order of their keys, so that lists grow from their end.</summary>
    public static void Apply(IEnumerable<Override> overrides, BlockNode root, Findings findings)
    {
        foreach (var one in overrides.OrderBy(one => string.Join('\0', one.Keys.Select(Sortable)), StringComparer.OrdinalIgnoreCase))
            one.Apply(root, findings);
    }

    private void Apply(BlockNode root, Findings findings)
    {
        Node? here = root;
        for (var depth = 0; depth < Keys.Count && here is not null; depth++)
            here = here is ListNode list ? Enter(list, depth, findings) : Enter((BlockNode)here, depth);
    }

    private Node Enter(BlockNode block, int depth)
    {
        var key = Keys[depth];
        if (IsLast(depth) || block[key] is null or ScalarNode) block.Entries[key] = new Entry(key, Place, Fresh(depth));
        return block.Entries[key].Value;
    }

    private Node? Enter(ListNode list, int depth, Findings findings)
    {
        if (Position(list, Keys[depth]) is not { } index)
        {
            findings.Add(new(Place, string.Join(':', Keys.Take(depth + 1).Prepend("Monitor")), $"names no entry of the list; write its name, or a number from 0 to {list.Items.Count} (a new one)"));
            return null;
        }

        if (index == list.Items.Count) list.Items.Add(Fresh(depth));
        else if (IsLast(depth) || list.Items[index] is ScalarNode) list.Items[index] = Fresh(depth);
        return list.Items[index];
    }

    private bool IsLast(int depth) => depth == Keys.Count - 1;

    private Node Fresh(int depth) =>
        IsLast(depth) ? new ScalarNode(Place, ScalarKind.Untyped, Value) : IsIndex(Keys[depth + 1], out _) ? new ListNode(Place) : new BlockNode(Place);

    /// <summary>An entry by number or by name; the number behind the last one is a new entry.</summary>
    private static int? Position(ListNode list, string key)
    {
        if (IsIndex(key, out var index)) return index <= list.Items.Count ? index : null;
        var named = list.Items.FindIndex(item => item is BlockNode block && Folded(block.Text("Name")) == Folded(key));
        return named >= 0 ? named : null;
    }

    // A shell takes no hyphen in a variable's name.
    private static string? Folded(string? name) => name?.Replace('-', '_').ToUpperInvariant();

    private static bool IsIndex(string key, out int index) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private static string Sortable(string key) => IsIndex(key, out var index) ? index.ToString("D10", CultureInfo.InvariantCulture) : key;
}
