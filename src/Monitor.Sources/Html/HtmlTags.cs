namespace Monitor.Sources.Html;

/// <summary>The start tags of a page in order; what stands in comments, scripts and styles is none.</summary>
internal readonly ref struct HtmlTags(ReadOnlySpan<char> html)
{
    private readonly ReadOnlySpan<char> html = html;

    public Enumerator GetEnumerator() => new(html);

    public readonly ref struct Tag(ReadOnlySpan<char> name, HtmlAttributes attributes)
    {
        public ReadOnlySpan<char> Name { get; } = name;

        public HtmlAttributes Attributes { get; } = attributes;

        public void Deconstruct(out ReadOnlySpan<char> name, out HtmlAttributes attributes)
        {
            name = Name;
            attributes = Attributes;
        }
    }

    public ref struct Enumerator(ReadOnlySpan<char> html)
    {
        private ReadOnlySpan<char> rest = html;
        private ReadOnlySpan<char> name;
        private ReadOnlySpan<char> attributes;
        private TagEnds ends;

        public readonly Tag Current => new(name, new HtmlAttributes(attributes));

        public bool MoveNext()
        {
            // What was raw text inside the last tag is behind it now.
            if (HtmlElements.Flow(name) == ElementFlow.RawHidden) Skip(string.Concat("</", name));
            while (true)
            {
                var at = rest.IndexOf('<');
                if (at < 0) return false;
                rest = rest[at..];
                if (rest.StartsWith("<!--") && !rest.StartsWith("<!-->")) Skip("-->");
                else if (rest.Length > 1 && char.IsAsciiLetter(rest[1])) return Take();
                else rest = rest[1..];
            }
        }

        private void Skip(ReadOnlySpan<char> mark)
        {
            var found = rest.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            rest = found < 0 ? default : rest[(found + mark.Length)..];
        }

        private bool Take()
        {
            name = HtmlText.Name(rest[1..]);
            var end = ends.Find(rest, 1 + name.Length);
            attributes = rest[(1 + name.Length)..end].TrimEnd('>');
            rest = rest[end..];
            return true;
        }
    }
}
