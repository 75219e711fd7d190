using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>A document as terms look at it. Every part is read when it is first asked for, once.</summary>
internal sealed class DocumentView(Document document)
{
    private FieldText? title;
    private FieldText? body;
    private FieldText? url;
    private IReadOnlyList<FieldText>? author;
    private IReadOnlyList<string>? tags;
    private IReadOnlyList<LinkedAddress>? links;
    private LinkedAddress? own;

    public Document Document => document;

    public FieldText Title => title ??= new(Field.Title, 0, document.Title);

    public FieldText Body => body ??= new(Field.Body, 0, document.Body);

    public FieldText Url => url ??= new(Field.Url, 0, document.Url);

    /// <summary>Display name, then handle.</summary>
    public IReadOnlyList<FieldText> Author => author ??= [new(Field.Author, 0, document.Author.Name), new(Field.Author, 1, document.Author.Handle)];

    /// <summary>The keys of the tags, without <c>#</c>.</summary>
    public IReadOnlyList<string> Tags => tags ??= [.. document.Tags.Select(tag => Names.Key(tag.AsSpan().Trim().TrimStart('#')))];

    public LinkedAddress Own => own ??= new(document.Url, 0, WebAddress.Read(document.Url));

    /// <summary>Every hop of every link, counted one by one.</summary>
    public IReadOnlyList<LinkedAddress> Links =>
        links ??= [.. document.Links.SelectMany(link => link.Hops).Select((hop, element) => new LinkedAddress(hop, element, WebAddress.Read(hop)))];

    public IEnumerable<FieldText> In(Scope scope) => scope switch
    {
        Scope.Text => [Title, Body],
        Scope.Title => [Title],
        Scope.Body => [Body],
        Scope.Author => Author,
        _ => [Url],
    };
}

/// <param name="Text">As the document has it.</param>
/// <param name="Element">Its number among the hops.</param>
/// <param name="Address">Null where it does not read.</param>
internal sealed record LinkedAddress(string Text, int Element, WebAddress? Address);
