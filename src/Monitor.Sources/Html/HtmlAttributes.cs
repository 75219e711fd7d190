using System.Buffers;
using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>The attributes of one start tag, as HTML and XML write them: quoted either way or not at all, in any case.</summary>
internal readonly ref struct HtmlAttributes(ReadOnlySpan<char> tag)
{
    private static readonly SearchValues<char> KeyEnd = SearchValues.Create(" \t\r\n\f/=");

    // Eight times the longest address; what is longer is none, nor a name or a title.
    private const int Longest = 64 << 10;

    private readonly ReadOnlySpan<char> tag = tag;

    /// <summary>The decoded value, its beginning if it is very long; null when the attribute is missing, empty when it has no value.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        // Most tags are asked for what they do not have.
        if (tag.IsEmpty || tag.IndexOf(name, StringComparison.OrdinalIgnoreCase) < 0) return null;
        foreach (var (key, value) in this)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return CharacterReferences.Decode(PlainText.Start(value, Longest));
        }

        return null;
    }

    public Enumerator GetEnumerator() => new(tag);

    public ref struct Enumerator(ReadOnlySpan<char> tag)
    {
        private ReadOnlySpan<char> rest = tag;
        private ReadOnlySpan<char> key;
        private ReadOnlySpan<char> value;

        public readonly Attribute Current => new(key, value);

        public bool MoveNext()
        {
            rest = rest.TrimStart(" \t\r\n\f/");
            if (rest.IsEmpty) return false;
            var end = rest[1..].IndexOfAny(KeyEnd) + 1;
            if (end == 0) end = rest.Length;
            key = rest[..end];
            value = default;
            rest = rest[end..];

            var after = rest.TrimStart(" \t\r\n\f");
            if (after.IsEmpty || after[0] != '=') return true;
            rest = after[1..].TrimStart(" \t\r\n\f");
            if (rest.IsEmpty) return true;
            if (rest[0] is '"' or '\'') TakeQuoted();
            else TakeBare();
            return true;
        }

        private void TakeQuoted()
        {
            var end = rest[1..].IndexOf(rest[0]);
            value = end < 0 ? rest[1..] : rest[1..(end + 1)];
            rest = end < 0 ? default : rest[(end + 2)..];
        }

        private void TakeBare()
        {
            var end = rest.IndexOfAny(" \t\r\n\f");
            if (end < 0) end = rest.Length;
            value = rest[..end];
            rest = rest[end..];
        }
    }

    public readonly ref struct Attribute(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        public ReadOnlySpan<char> Key { get; } = key;

        /// <summary>As written, references not decoded.</summary>
        public ReadOnlySpan<char> Value { get; } = value;

        public void Deconstruct(out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
        {
            key = Key;
            value = Value;
        }
    }
}
