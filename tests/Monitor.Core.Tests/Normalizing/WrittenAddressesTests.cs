using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class WrittenAddressesTests
{
    [Theory]
    [InlineData("See https://acme.com/x.", "https://acme.com/x")]
    [InlineData("(https://acme.com/x), https://acme.com/y(z)", "https://acme.com/x", "https://acme.com/y(z)")]
    [InlineData("<https://acme.com/x|Acme>", "https://acme.com/x")]
    [InlineData("beware of hxxps://acme[.]com/x!", "https://acme.com/x")]
    [InlineData("phishing at login.acme[.]com/x and acme(dot)com", "http://login.acme.com/x", "http://acme.com")]
    [InlineData("[https://acme.com/x](https://acme.com/y)", "https://acme.com/x](https://acme.com/y)")]
    [InlineData("«https://acme.com/pri…» https://acme.com/pri...")]
    [InlineData("a[.]5 x[.] [.] f(.)c ://")]
    [InlineData("ftp://acme.com/x mailto:ann@acme.com")]
    [InlineData("acme.com")]
    [InlineData("")]
    public void Finds_what_is_written_out(string text, params string[] addresses) => Assert.Equal(addresses, WrittenAddresses.In(text));

    [Fact]
    public void A_flood_of_signs_costs_its_length()
    {
        var flood = string.Concat(Enumerable.Repeat("[.]", 300_000));

        Assert.Empty(WrittenAddresses.In(flood));
    }
}
