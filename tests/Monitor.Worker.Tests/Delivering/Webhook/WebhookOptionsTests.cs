using Monitor.Core.Fetching;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Webhook;

namespace Monitor.Worker.Tests.Delivering.Webhook;

public sealed class WebhookOptionsTests
{
    [Theory]
    [InlineData("https://crm.example.org/hooks/canary")]
    [InlineData(" https://crm.example.org:8443/?key=canary\n")]
    [InlineData("http://127.0.0.1:8081/canary")]
    public void Takes_an_address_and_a_secret(string url)
    {
        Assert.Empty(Options(url).Check());
        Assert.Empty(Options(url).Doubts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("crm.example.org/canary")]
    [InlineData("ftp://crm.example.org/canary")]
    [InlineData("https://user:canary@crm.example.org/")]
    [InlineData("/run/secrets/canary")]
    public void Says_what_is_wrong_with_an_address_without_repeating_it(string url)
    {
        var (key, problem) = Assert.Single(Options(url).Check());
        Assert.Equal("Url", key);
        Assert.DoesNotContain("canary", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_is_wrong_with_a_secret_without_repeating_it()
    {
        var (key, problem) = Assert.Single(Options("https://crm.example.org/", "canary").Check());
        Assert.Equal("Secret", key);
        Assert.DoesNotContain("canary", problem, StringComparison.Ordinal);
        Assert.Contains("openssl rand", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_what_goes_out_unsigned_or_in_the_clear()
    {
        Assert.Equal(["Secret", "Url"], Options("http://crm.example.org/canary", null).Doubts().Select(doubt => doubt.Key));
        Assert.All(Options("http://crm.example.org/canary", null).Doubts(), doubt => Assert.DoesNotContain("canary", doubt.Warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_in_the_catalog() => Assert.Equal(typeof(WebhookOptions), ChannelCatalog.Find("Webhook")?.Options);

    private static WebhookOptions Options(string url, string? secret = SigningKeysTests.Key) =>
        new() { Name = "crm", Type = "webhook", Url = new Secret(url), Secret = secret is null ? null : new Secret(secret) };
}
