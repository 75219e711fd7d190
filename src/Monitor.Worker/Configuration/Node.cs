namespace Monitor.Worker.Configuration;

/// <summary>A value as it was written, before it means anything, and where.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;
}

/// <summary>Keys with values. Keys ignore case, as .NET's configuration and environment variables do.</summary>
internal sealed class BlockNode(Place place) : Node(place)
{
    public OrderedDictionary<string, Entry> Entries { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Node? this[string key] => Entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>The text under a key; null when it is not there or no text.</summary>
    public string? Text(string key) => this[key] is ScalarNode { Kind: ScalarKind.Text or ScalarKind.Untyped } scalar ? scalar.Text : null;

    /// <summary>The list under a key; empty when it is not there or no list.</summary>
    public IReadOnlyList<Node> List(string key) => this[key] is ListNode list ? list.Items : [];
}

/// <param name="Key">As written.</param>
/// <param name="Place">Of the key.</param>
/// <param name="Value">What stands behind it.</param>
internal sealed record Entry(string Key, Place Place, Node Value);

internal sealed class ListNode(Place place) : Node(place)
{
    public List<Node> Items { get; } = [];
}

/// <param name="place">Of the value.</param>
/// <param name="kind">How it was written.</param>
/// <param name="text">Text without quotes and escapes; numbers, true, false and null as written.</param>
internal sealed class ScalarNode(Place place, ScalarKind kind, string text) : Node(place)
{
    public ScalarKind Kind { get; } = kind;

    public string Text { get; } = text;
}

internal enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Null,

    /// <summary>From the environment or a secret, where everything is text: the option says what it means.</summary>
    Untyped,
}
