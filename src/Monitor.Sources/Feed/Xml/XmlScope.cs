using System.Runtime.InteropServices;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>The open elements of a document, with what they hand down: namespaces, xml:base, xml:lang.</summary>
internal sealed class XmlScope(Uri? address)
{
    /// <summary>No feed nests so deep; what does wants to exhaust somebody's stack.</summary>
    public const int MostOpen = 256;

    // Prefixes are looked up in a list: a document that declares more plays a game.
    private const int MostDeclarations = 64;

    private readonly List<Declaration> declarations = [];

    // Of their prefixes: a document of nothing but undeclared ones asks two million times, and would have each compared.
    private readonly List<int> hashes = [];
    private readonly List<Element> open = [];

    // End tags that close nothing are told from others without a look through all that is open: how many open names have a hash.
    private readonly int[] names = new int[4096];
    private readonly DocumentAddresses addresses = new();
    private Uri? adopted;

    public int Depth => open.Count;

    public Uri? Base => open.Count == 0 ? address ?? adopted : open[^1].Base;

    /// <summary>xml:lang in force; null where none is.</summary>
    public string? Language => open.Count == 0 ? null : open[^1].Language;

    public void Open(ReadOnlySpan<char> text, Range name, HtmlAttributes attributes, bool declares)
    {
        var element = new Element(name, Bucket(text[name]), declarations.Count, Base, Language);
        if (declares)
        {
            foreach (var (key, value) in attributes)
            {
                if (key.StartsWith("xmlns") && declarations.Count < MostDeclarations) Declare(key[5..].TrimStart(':'), value);
                else if (key.Equals("xml:base", StringComparison.OrdinalIgnoreCase))
                    element = element with { Base = Rebased(element.Base, CharacterReferences.Decode(value)) };
                else if (key.Equals("xml:lang", StringComparison.OrdinalIgnoreCase))
                    element = element with { Language = value.Trim().ToString() };
            }
        }

        open.Add(element);
        names[element.Bucket]++;
    }

    /// <summary>An address that the document gives, made absolute; null where that cannot be done.</summary>
    public string? Resolve(Uri? home, ReadOnlySpan<char> written) => addresses.Resolve(home, written);

    public void Close()
    {
        var element = open[^1];
        open.RemoveAt(open.Count - 1);
        names[element.Bucket]--;
        declarations.RemoveRange(element.Declarations, declarations.Count - element.Declarations);
        hashes.RemoveRange(element.Declarations, hashes.Count - element.Declarations);
    }

    /// <summary>How many elements an end tag of this name closes; 0 when none of that name is open.</summary>
    public int Closes(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var bucket = Bucket(name);
        if (names[bucket] == 0) return 0;
        for (var index = open.Count - 1; index >= 0; index--)
        {
            if (open[index].Bucket == bucket && text[open[index].Name].Equals(name, StringComparison.OrdinalIgnoreCase)) return open.Count - index;
        }

        return 0;
    }

    /// <summary>Whether the element opened last, and not closed yet, has this name.</summary>
    public bool IsInnermost(ReadOnlySpan<char> text, ReadOnlySpan<char> name) => open.Count > 0 && text[open[^1].Name].Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is relative from here on is relative to this.</summary>
    public void Adopt(Uri home)
    {
        adopted = home;
        for (var index = 0; index < open.Count; index++) open[index] = open[index] with { Base = open[index].Base ?? home };
    }

    public Vocabulary Resolve(ReadOnlySpan<char> prefix, out bool declared)
    {
        declared = true;
        var hash = string.GetHashCode(prefix, StringComparison.Ordinal);
        var left = CollectionsMarshal.AsSpan(hashes);
        while (left.LastIndexOf(hash) is >= 0 and var index)
        {
            if (prefix.Equals(declarations[index].Prefix, StringComparison.Ordinal)) return declarations[index].Vocabulary;
            left = left[..index];
        }

        declared = prefix.IsEmpty || prefix is "xml";
        return prefix.IsEmpty ? Vocabulary.Plain : Vocabularies.OfUndeclared(prefix);
    }

    private int Bucket(ReadOnlySpan<char> name) => string.GetHashCode(name, StringComparison.OrdinalIgnoreCase) & (names.Length - 1);

    private Uri? Rebased(Uri? home, string written) =>
        addresses.Resolve(home, written) is { } address && Uri.TryCreate(address, UriKind.Absolute, out var found) && Addresses.IsWeb(found) ? found : home;

    private void Declare(ReadOnlySpan<char> prefix, ReadOnlySpan<char> address)
    {
        declarations.Add(new Declaration(prefix.ToString(), Vocabularies.Of(prefix, CharacterReferences.Decode(address), open.Count == 0)));
        hashes.Add(string.GetHashCode(prefix, StringComparison.Ordinal));
    }

    private readonly record struct Declaration(string Prefix, Vocabulary Vocabulary);

    private readonly record struct Element(Range Name, int Bucket, int Declarations, Uri? Base, string? Language);
}
