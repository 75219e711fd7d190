using System.Globalization;
using System.Text.Json;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Arrival = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("0", 1)]
    [InlineData("0000000000000120", 120)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Mon, 01 Jun 2026 00:02:00 GMT", 120)]
    [InlineData("Monday, 01-Jun-26 00:02:00 GMT", 120)]
    [InlineData("Mon Jun  1 00:02:00 2026", 120)]
    [InlineData("Sun, 31 May 2026 23:00:00 GMT", 1)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400)]
    [InlineData("Mon, 01 Jun 2026 23:59:60 GMT", 86399)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("120, 300", null)]
    [InlineData("Mon, 32 Jun 2026 00:02:00 GMT", null)]
    [InlineData("Mon, 01 Jun 2026 00:02:00 +0200", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Reads_every_form_within_its_limits(string? value, int? seconds) =>
        Assert.Equal(seconds, (int?)RetryAfter.Parse(value, Arrival)?.TotalSeconds);

    [Fact]
    public void Reads_the_shared_cases()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "http-dates", "cases.json") is null, SharedMaterial.Missing);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "http-dates", "cases.json")!));

        foreach (var one in cases.RootElement.GetProperty("retry_after_cases").EnumerateArray())
        {
            var input = one.GetProperty("input").GetString()!;
            var delay = RetryAfter.Parse(input, Arrival);
            var expected = one.GetProperty("delay_s");
            if (expected.ValueKind == JsonValueKind.Number) Assert.True(delay?.TotalSeconds == Math.Max(1, expected.GetInt32()), $"{input}: {delay}");
            else Assert.True(delay is null || (delay >= RetryAfter.Least && delay <= RetryAfter.Most), $"{input}: {delay}");
        }

        foreach (var one in cases.RootElement.GetProperty("date_cases").EnumerateArray())
        {
            var expected = DateTimeOffset.Parse(one.GetProperty("expected").GetString()!, CultureInfo.InvariantCulture);
            Assert.True(HttpDate.TryParse(one.GetProperty("input").GetString()!, out var date));
            Assert.Equal(expected, date);
        }
    }
}
