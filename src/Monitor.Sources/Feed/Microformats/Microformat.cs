using AngleSharp.Dom;

namespace Monitor.Sources.Feed.Microformats;

/// <summary>
/// An object in a page's classes (microformats.org/wiki/microformats2-parsing) with the elements of its properties by name. What the
/// elements say is read when somebody asks, because most of it nobody does.
/// </summary>
internal sealed class Microformat
{
    private const int MostOfOne = 200;

    private readonly Dictionary<string, List<Property>> properties = new(StringComparer.Ordinal);
    private readonly Uri? home;

    private Microformat(IElement element, Uri? home) => (Element, this.home) = (element, home);

    public IElement Element { get; }

    /// <summary>Whether it is written in the classes of before 2010, which do not mix with the new ones.</summary>
    public bool IsClassic { get; private init; }

    /// <summary>Whether any property is text, and whether any is an address: then none is implied.</summary>
    private bool HasText { get; set; }

    private bool HasAddress { get; set; }

    private bool HasNested { get; set; }

    public static Microformat Read(IElement root, Uri? home)
    {
        var format = new Microformat(root, home) { IsClassic = Vocabularies.IsClassic(root) };
        format.Collect(root);
        return format;
    }

    public IEnumerable<Property> All(string name) => properties.TryGetValue(name, out var values) ? values : [];

    public Property? First(string name) => properties.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>Plain text on one line; the name is implied by the whole where nothing is named.</summary>
    public string Text(string name) => All(name).Select(property => property.Text()).FirstOrDefault(text => text.Length > 0)
        ?? (name == "name" && !HasText && !HasNested ? ImpliedName() : "");

    /// <summary>An absolute address; that of an only link is implied.</summary>
    public string Address(string name) => Addresses(name).FirstOrDefault() ?? (name == "url" && !HasAddress && !HasNested ? ImpliedAddress() : "");

    /// <summary>Of a nested object its address.</summary>
    public IEnumerable<string> Addresses(string name) => All(name).Select(property => property.Address()).Where(address => address.Length > 0);

    private void Collect(IElement parent)
    {
        foreach (var child in parent.Children)
        {
            var isRoot = Vocabularies.IsRoot(child, IsClassic);
            HasNested |= isRoot;
            foreach (var (kind, name) in Vocabularies.Properties(child, IsClassic)) Add(name, new Property(kind, child, isRoot, home));
            if (!isRoot) Collect(child);
        }
    }

    private void Add(string name, Property property)
    {
        HasText |= property.Kind is PropertyKind.Text or PropertyKind.Html;
        HasAddress |= property.Kind == PropertyKind.Address;
        if (!properties.TryGetValue(name, out var values)) properties[name] = values = [];
        if (values.Count < MostOfOne) values.Add(property);
    }

    private string ImpliedName()
    {
        var only = Element.Children.Length == 1 ? Element.Children[0] : null;
        foreach (var element in new[] { Element, only })
        {
            if (element?.LocalName is "img" or "area" && element.GetAttribute("alt") is { Length: > 0 } alternative) return alternative.Trim();
            if (element?.LocalName is "abbr" && element.GetAttribute("title") is { Length: > 0 } title) return title.Trim();
        }

        return ElementText.Line(Element);
    }

    private string ImpliedAddress()
    {
        if (Element.LocalName is "a" or "area") return Sources.Text.Addresses.Resolve(home, Element.GetAttribute("href")) ?? "";
        var links = Element.Children.Where(child => child.LocalName is "a" or "area" && child.HasAttribute("href")).Take(2).ToList();
        return links.Count == 1 ? Sources.Text.Addresses.Resolve(home, links[0].GetAttribute("href")) ?? "" : "";
    }
}
