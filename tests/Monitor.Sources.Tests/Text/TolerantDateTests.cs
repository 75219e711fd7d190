using System.Globalization;
using Monitor.Sources.Text;

namespace Monitor.Sources.Tests.Text;

public sealed class TolerantDateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z")]
    [InlineData("01 Jan 2004 19:48:21 +0100 (CET)", "2004-01-01T18:48:21Z")]
    [InlineData("Thursday, January 1, 2004 7:48 PM PST", "2004-01-02T03:48:00Z")]
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z")]
    [InlineData("Thu Jan 01 19:48:21 +0100 2004", "2004-01-01T18:48:21Z")]
    [InlineData("Thu Jan 01 19:48:21 -0800 2004", "2004-01-02T03:48:21Z")]
    [InlineData("Thu, 31 Jun 2004 19:48:21 GMT", null)]
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55.250-08:00", "2003-12-31T18:14:55.25Z")]
    [InlineData("2003-12-31 10:14", "2003-12-31T10:14:00Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003-02-29", null)]
    [InlineData("0000-12-31", null)]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("2003-335", "2003-12-01T00:00:00Z")]
    [InlineData("2004-W53-6", "2005-01-01T00:00:00Z")]
    [InlineData("2003/12/31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("31.12.2003 10:14", "2003-12-31T10:14:00Z")]
    [InlineData("12/31/2003", "2003-12-31T00:00:00Z")]
    [InlineData("31/12/2003", "2003-12-31T00:00:00Z")]
    [InlineData("Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T03:19:00Z")]
    [InlineData("mer., 10 févr. 2021 22:46:00 +0100", "2021-02-10T21:46:00Z")]
    [InlineData("Do, 22 Dez 2022 08:00:00 MEZ", "2022-12-22T07:00:00Z")]
    [InlineData("Seg, 22 Set 2014 11:23:20 -0300", "2014-09-22T14:23:20Z")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z")]
    [InlineData("2004년 05월 28일 오후 11:31:58", "2004-05-28T23:31:58Z")]
    [InlineData("2023-05-29 00:00:00+15:00", "2023-05-29T00:00:00Z")]
    [InlineData("1700000000", "2023-11-14T22:13:20Z")]
    [InlineData("9999-12-31T23:59:59-05:00", null)]
    [InlineData("0001-01-01T00:00:00+05:00", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    [InlineData("12345678901234567890", null)]
    public void Reads_dates_however_they_are_written(string written, string? moment) =>
        Assert.Equal(
            moment is null ? null : DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture),
            TolerantDate.Parse(written)?.ToUniversalTime());

    [Fact]
    public void Throws_for_no_text_at_all()
    {
        string[] pieces = ["2003", "-", "12", "31", "T", "W", "w5", ":", "/", ".", " ", "+", "24", "60", "99", "Jan", "dim.", "PM", "GMT", "America/New_York", "Z", "月", "년", "오후", "00000000", "20031231", "9999", "0001", ",", "h", "_"];
        var random = new Random(11);
        for (var run = 0; run < 200_000; run++) TolerantDate.Parse(string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)])));
    }
}
