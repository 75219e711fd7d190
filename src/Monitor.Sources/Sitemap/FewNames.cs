using System.Xml;

namespace Monitor.Sources.Sitemap;

/// <summary>The names that a document uses, which an XML reader keeps until its end: with fifty megabytes of different ones they would be ten times that.</summary>
internal sealed class FewNames : XmlNameTable
{
    // Sitemaps with pictures, videos and languages use forty, of a few letters each.
    private const int Most = 2_000;
    private const int MostCharacters = 200_000;

    private readonly NameTable names = new();
    private int count;
    private int characters;

    public override string Add(string array) => names.Get(array) ?? Counted(names.Add(array));

    public override string Add(char[] array, int offset, int length) => names.Get(array, offset, length) ?? Counted(names.Add(array, offset, length));

    public override string? Get(string array) => names.Get(array);

    public override string? Get(char[] array, int offset, int length) => names.Get(array, offset, length);

    private string Counted(string name)
    {
        characters += name.Length;
        return ++count <= Most && characters <= MostCharacters ? name : throw new XmlException($"It uses more than {Most} names.");
    }
}
