using Monitor.Core.Delivering;
using Monitor.Worker.Delivering;
using Monitor.Worker.Tests.Delivering.Compliance;

namespace Monitor.Worker.Tests.Delivering;

/// <summary>What every kind of channel promises. A new kind adds an <see cref="IChannelSample"/> to <see cref="Samples"/>.</summary>
public sealed class ChannelComplianceTests
{
    public static TheoryData<string> Kinds { get; } = [.. ChannelCatalog.Kinds.Select(kind => kind.Type)];

    [Fact]
    public void Every_kind_in_the_catalog_has_a_sample_and_every_sample_a_kind() =>
        Assert.Equal(ChannelCatalog.Kinds.Select(kind => kind.Type).Order(StringComparer.Ordinal), Samples().Select(sample => sample.Type).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Takes_every_message_in_both_languages(string type)
    {
        using var sample = Sample(type);
        foreach (var language in (string[])["en", "fr"])
        {
            var channel = sample.Healthy(language);
            foreach (var message in Messages(channel.Addresses[0])) Assert.NotEmpty(await channel.SendAsync(message, null, CancellationToken.None));
        }

        Assert.True(sample.Shown() >= 4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_probe_says_what_answered_and_tells_nobody_anything(string type)
    {
        using var sample = Sample(type);

        Assert.NotEmpty(await sample.Healthy("en").ProbeAsync(CancellationToken.None));
        Assert.Equal(0, sample.Shown());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_but_a_delivery_fault_leaves_it_and_it_holds_no_secret(string type)
    {
        using var sample = Sample(type);
        var channel = sample.Broken();
        var heard = new Heard();

        var problems = new List<string> { (await Assert.ThrowsAsync<DeliveryException>(() => channel.ProbeAsync(CancellationToken.None))).Message };
        foreach (var message in Messages(channel.Addresses[0]))
            problems.Add((await Assert.ThrowsAsync<DeliveryException>(() => channel.SendAsync(message, heard, CancellationToken.None))).ToString());

        if (sample.Secret is { } secret) Assert.All([.. problems, .. heard.Lines], line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ends_when_it_is_cancelled(string type)
    {
        using var sample = Sample(type);
        var channel = sample.Healthy("en");
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.SendAsync(Messages(channel.Addresses[0]).First(), null, cancelled));
        Assert.Equal(0, sample.Shown());
    }

    private static IEnumerable<IChannelSample> Samples() => [new EmailSample(), new SlackSample(), new WebhookSample()];

    private static IChannelSample Sample(string type)
    {
        var samples = Samples().ToLookup(sample => sample.Type == type);
        foreach (var other in samples[false]) other.Dispose();
        return samples[true].Single();
    }

    private static IEnumerable<Message> Messages(string address)
    {
        var mention = Slack.Samples.Mention();
        yield return new TestMessage("0123456789abcdef0123456789abcde0", address);
        yield return Slack.Samples.Alert(mention) with { Address = address };
        yield return Slack.Samples.Alert([.. Enumerable.Repeat(mention, 200)]) with { Id = "0123456789abcdef0123456789abcde1", Address = address };
        yield return Slack.Samples.Digest(new DigestSection("acme", "Acme Corp", [mention])) with { Id = "0123456789abcdef0123456789abcde2", Address = address };
    }

    private sealed class Heard : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }
}
