using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class SequenceTests
{
    [Fact]
    public void Sequences_of_equal_elements_are_equal()
    {
        Assert.Equal(new Sequence<int>([1, 2]), new Sequence<int>([1, 2]));
        Assert.Equal(new Sequence<int>([1, 2]).GetHashCode(), new Sequence<int>([1, 2]).GetHashCode());
        Assert.NotEqual(new Sequence<int>([1, 2]).GetHashCode(), new Sequence<int>([2, 1]).GetHashCode());
        Assert.False(new Sequence<int>([1, 2]).Equals(new Sequence<int>([2, 1])));
        Assert.False(new Sequence<int>([]).Equals(null));
        Assert.False(new Sequence<int>([1]).Equals(null));
    }
}
