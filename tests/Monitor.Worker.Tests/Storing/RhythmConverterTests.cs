using Monitor.Core.Fetching;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

public sealed class RhythmConverterTests
{
    private const string Whole =
        """
        {"begun":"2026-03-01T09:00:00.1234567+00:00","last":"2026-11-22T10:00:00+00:00","weeks":[{"number":2967,"pauses":3,"total":90000,"longest":50000,"second":30000},{"number":2968,"pauses":1,"total":3000000000,"longest":3000000000,"second":0}],"broken":{"since":"2026-05-01T00:00:00+00:00","usual":"1.02:03:04.0050000","noticed":"2026-05-03T00:00:00+00:00","until":"2026-05-04T00:00:00+00:00"}}
        """;

    private static readonly DateTimeOffset Begun = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    [Fact]
    public void Writes_what_it_reads()
    {
        var rhythm = StoreJson.Rhythm(Whole);

        Assert.Equal(Begun, rhythm.Begun);
        Assert.Equal([new RhythmWeek(2967, 3, 90000, 50000, 30000), new RhythmWeek(2968, 1, 3_000_000_000, 3_000_000_000, 0)], rhythm.Weeks);
        Assert.Equal(new TimeSpan(1, 2, 3, 4, 5), rhythm.Broken!.Usual);
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero), rhythm.Broken.Until);
        Assert.Equal(Whole, StoreJson.Rhythm(rhythm));
    }

    [Fact]
    public void Reads_nothing_as_nothing_and_passes_over_what_it_does_not_know()
    {
        var rhythm = StoreJson.Rhythm("""{"begun":"2026-03-01T09:00:00+00:00","last":null,"later":{"a":[1]},"weeks":[{"number":1,"more":[]}],"broken":null}""");

        Assert.Null(rhythm.Last);
        Assert.Null(rhythm.Broken);
        Assert.Equal([new RhythmWeek(1, 0, 0, 0, 0)], rhythm.Weeks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"begun":1}""")]
    [InlineData("""{"begun":"yesterday"}""")]
    [InlineData("""{"weeks":null}""")]
    [InlineData("""{"weeks":[1]}""")]
    [InlineData("""{"weeks":[{"number":1.5}]}""")]
    [InlineData("""{"broken":{"usual":"often"}}""")]
    [InlineData("""{"begun":"2026-03-01T09:00:00+00:00" """)]
    public void Learns_anew_what_cannot_be_read(string json) => Assert.Equal(Rhythm.Unknown, StoreJson.Rhythm(json));
}
