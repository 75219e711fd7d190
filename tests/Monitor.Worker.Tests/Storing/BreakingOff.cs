using System.Collections;

namespace Monitor.Worker.Tests.Storing;

/// <summary>A list that breaks off after some elements: a crash between two statements, on any engine.</summary>
internal sealed class BreakingOff<T>(IReadOnlyList<T> all, int given) : IReadOnlyList<T>
{
    public int Count => all.Count;

    public T this[int index] => index < given ? all[index] : throw new BreakingOffException();

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal sealed class BreakingOffException() : Exception("The list breaks off here.");
