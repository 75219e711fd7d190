namespace Monitor.Core.Fetching;

/// <summary>Which place an item came from.</summary>
/// <param name="Name">The configured source's name, such as <c>press</c>.</param>
/// <param name="Kind">The kind of source, such as <c>feed</c> or <c>mastodon</c>.</param>
/// <param name="Part">What distinguishes the parts of one configured source (a feed's address, a hashtag), each with a cursor and a
/// schedule of its own; empty when the source is one place.</param>
public sealed record SourceIdentity(string Name, string Kind, string Part = "")
{
    /// <summary>The key under which cursor, documents and faults of this place are kept: <c>name</c> or <c>name|part</c>.</summary>
    public string Key => Part.Length == 0 ? Name : $"{Name}|{Part}";

    public override string ToString() => Part.Length == 0 ? Name : $"{Name} ({Part})";
}
