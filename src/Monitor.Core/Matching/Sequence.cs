using System.Collections;

namespace Monitor.Core.Matching;

/// <summary>An immutable list that equals another of equal elements, so that trees of records compare by value.</summary>
public sealed class Sequence<T>(IEnumerable<T> elements) : IReadOnlyList<T>, IEquatable<Sequence<T>>
    where T : IEquatable<T>
{
    private readonly T[] elements = [.. elements];

    public int Count => elements.Length;

    public T this[int index] => elements[index];

    public ReadOnlySpan<T> AsSpan() => elements;

    public bool Equals(Sequence<T>? other) => other is not null && elements.AsSpan().SequenceEqual(other.elements);

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in elements) hash.Add(element);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => elements.GetEnumerator();
}
