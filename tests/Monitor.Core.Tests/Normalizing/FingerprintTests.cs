using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class FingerprintTests
{
    private const string Story = "Acme Corp announced on Monday that it will open a second office in Lyon next year, and hire some forty people there for its support team";

    [Fact]
    public void Near_duplicates_differ_in_few_bits_and_other_stories_in_many()
    {
        var one = Fingerprint.Of("", Story);

        Assert.Equal(one, Fingerprint.Of("", Story.ToUpperInvariant()));
        Assert.InRange(Fingerprint.Distance(one, Fingerprint.Of("", Story + " (AFP)")), 0, 12);
        Assert.InRange(Fingerprint.Distance(one, Fingerprint.Of("", "Rain is expected over most of the country until Thursday, with strong winds on the coast and snow above a thousand metres")), 16, 64);
    }

    [Fact]
    public void No_words_no_fingerprint() => Assert.Equal(0UL, Fingerprint.Of("", "… !"));
}
