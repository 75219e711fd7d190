using Monitor.Core.Fetching;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

public sealed class SlackOptionsTests
{
    [Theory]
    [InlineData("https://hooks.slack.com/services/T0/B0/canary")]
    [InlineData(" https://hooks.slack.com/services/T0/B0/canary\n")]
    [InlineData("https://chat.example.org/hooks/canary")]
    [InlineData("http://127.0.0.1:8081/canary")]
    public void Takes_the_address_of_a_webhook(string address) => Assert.Empty(Check(address));

    [Theory]
    [InlineData("")]
    [InlineData("hooks.slack.com/services/canary")]
    [InlineData("http://hooks.slack.com/services/canary")]
    [InlineData("https://user:canary@hooks.slack.com/services/x")]
    [InlineData("xoxb-canary")]
    [InlineData("/run/secrets/canary")]
    public void Says_what_is_wrong_with_another_without_repeating_it(string address)
    {
        var (key, problem) = Assert.Single(Check(address));
        Assert.Equal("WebhookUrl", key);
        Assert.DoesNotContain("canary", problem, StringComparison.Ordinal);
        Assert.Contains("hooks.slack.com", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_in_the_catalog() => Assert.Equal(typeof(SlackOptions), ChannelCatalog.Find("Slack")?.Options);

    private static IEnumerable<(string Key, string Problem)> Check(string address) =>
        new SlackOptions { Name = "team", Type = "slack", WebhookUrl = new Secret(address) }.Check();
}
