using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Webhook;

namespace Monitor.Worker.Tests.Delivering.Webhook;

public sealed class WebhookPhrasesTests
{
    [Fact]
    public void Every_language_of_the_options_is_spoken()
    {
        var languages = typeof(ChannelOptions).GetProperty(nameof(ChannelOptions.Language))!.GetCustomAttribute<AllowedValuesAttribute>()!.Values.OfType<string>();
        Assert.Equal(languages.Order(), WebhookPhrases.Languages.Keys.Order());
    }

    [Theory]
    [InlineData(0, "Morning: 0 mentions, today", "Morning\u00A0: 0 mention, today")]
    [InlineData(1, "Morning: 1 mention, today", "Morning\u00A0: 1 mention, today")]
    [InlineData(2, "Morning: 2 mentions, today", "Morning\u00A0: 2 mentions, today")]
    public void Counts_as_the_language_does(int count, string english, string french)
    {
        Assert.Equal(english, WebhookPhrases.For("en").Digest("Morning", count, "today"));
        Assert.Equal(french, WebhookPhrases.For("fr").Digest("Morning", count, "today"));
    }

    [Fact]
    public void The_first_of_a_month_is_ordinal_in_French() => Assert.Equal("dimanche 1er novembre 2026", WebhookPhrases.For("fr").Day(new DateOnly(2026, 11, 1)));
}
