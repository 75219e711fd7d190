using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>A problem is pointed at in its own line of the query.</summary>
public sealed class ProblemPlaceTests
{
    [Theory]
    [InlineData("acme\nAND corp)\ninc", "AND corp)\n        ^")]
    [InlineData("acme\r\ncorp)\r\n", "corp) \n    ^")]
    [InlineData("acme\n\tx*", " x*\n  ^")]
    [InlineData("x*\nacme", "x*\n ^")]
    [InlineData("acme\n)", ")\n^")]
    [InlineData("-acme\n-corp", "-acme\n^^^^^")]
    [InlineData("acme\n\ncorp AND", "corp AND\n     ^^^")]
    [InlineData("\n-acme", "\n^")]
    public void Points_at_the_character_in_its_line(string query, string pointed) => Assert.Equal(pointed, Assert.Single(QueryParser.Parse(query).Errors).Point(query));

    [Theory]
    [InlineData("東京 x*", "\u3000\u3000  ^")]
    [InlineData("ラーメン )", "\u3000\u3000\u3000\u3000 ^")]
    [InlineData("🔥 👨‍👩‍👧 x*", "\u3000 \u3000  ^")]
    [InlineData("❤\uFE0F ⚡ 🇫🇷 x*", "\u3000 \u3000 \u3000  ^")]
    [InlineData("𝐀𝐁 x*", "    ^")]
    [InlineData("e\u0301te\u0301 x*", "     ^")]
    [InlineData("ac\u00ADme x*", "      ^")]
    [InlineData("tilte東:x", "^^^^^^^^")]
    public void Points_below_the_character_however_wide_those_before_it_are(string query, string pointed) =>
        Assert.Equal($"{query}\n{pointed}", QueryParser.Parse(query).Errors.First().Point(query));

    [Fact]
    public void Points_with_80_carets_at_most()
    {
        var query = "-" + new string('a', 200);

        Assert.Equal($"{query}\n{new string('^', 80)}", Assert.Single(QueryParser.Parse(query).Errors).Point(query));
    }

    [Theory]
    [InlineData(4, 0, "acme\n    ^")]
    [InlineData(2, 0, "acme\n  ^")]
    [InlineData(2, 9, "acme\n  ^^")]
    public void Points_at_a_place_between_characters_and_at_the_end(int position, int length, string pointed) =>
        Assert.Equal(pointed, new QueryProblem(ProblemSeverity.Error, position, length, "Wrong.").Point("acme"));
}
