using System.Runtime.CompilerServices;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Which field the words of a document's buffer belong to, by their offset: title, body and, where the index asks, the others.</summary>
internal sealed class Segments
{
    private int body;
    private int name;
    private int handle;
    private int url;
    private int tags;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Document document, FoldedWords words, IndexTables index)
    {
        words.Clear();
        words.Append(document.Title);
        body = words.Append(document.Body);
        name = handle = url = tags = words.Length;
        if (index.SeesAuthor)
        {
            words.Append(document.Author.Name);
            handle = words.Append(document.Author.Handle);
            url = tags = words.Length;
        }

        if (index.SeesUrl)
        {
            words.Append(document.Url);
            tags = words.Length;
        }

        if (!index.SeesTags) return;
        for (var tag = 0; tag < document.Tags.Count; tag++) words.Append(document.Tags[tag]);
    }

    /// <summary>Whether a sequence from one word's offset to another's lies within one text of the scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Hold(Scope scope, int first, int last) => scope switch
    {
        Scope.Text => last < name && (first >= body || last < body),
        Scope.Title => last < body,
        Scope.Body => first >= body && last < name,
        Scope.Author => first >= name && last < url && (first >= handle || last < handle),
        _ => first >= url && last < tags,
    };
}
