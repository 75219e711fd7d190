using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("//\u200e")]
    [InlineData("/\\\u202e")]
    [InlineData("\\\\server\\share")]
    [InlineData("/path")]
    [InlineData("")]
    public void What_begins_without_a_scheme_is_relative(string text)
    {
        Assert.False(WebAddress.TryParse(text, out _, out var problem));
        Assert.StartsWith("is not an absolute web address", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_as_long_as_what_goes_onto_the_wire()
    {
        Assert.True(WebAddress.TryParse($"http://example.org/{new string('e', 8_000)}", out _, out _));

        Assert.False(WebAddress.TryParse($"http://example.org/{new string('é', 8_000)}", out _, out var problem));
        Assert.Equal("is longer than 8192 characters", problem);
    }
}
