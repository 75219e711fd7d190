using Monitor.Core.Delivering;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class SampleMailTests
{
    /// <summary>Writes every kind of mail in both languages where MONITOR_MAILS says, for eyes and other programs to judge.</summary>
    [Fact]
    public void Every_kind_of_mail_can_be_previewed_without_being_sent()
    {
        var folder = Environment.GetEnvironmentVariable("MONITOR_MAILS");
        foreach (var language in new[] { "en", "fr" })
        {
            foreach (var (name, message) in Kinds())
            {
                using var octets = new MemoryStream();
                EmailChannel.Preview(Sample.Options(language), Sample.Tools(), message, octets);
                Assert.InRange(octets.Length, 1_000, 200_000);
                if (folder is not null) File.WriteAllBytes(Path.Combine(folder, $"{name}-{language}.eml"), octets.ToArray());
            }
        }
    }

    private static IEnumerable<(string Name, Message Message)> Kinds() =>
    [
        ("digest", Sample.Morning()),
        ("empty", Sample.Digest()),
        ("empty-troubled", Sample.Troubled(Sample.Digest())),
        ("many", Sample.Digest(new DigestSection("acme", "Acme Corp", [.. Sample.Many(5_000)]), new DigestSection("rivals", "Rivals", [.. Sample.Rivals()]))),
        ("alert", Sample.Alert(Sample.Acme().First())),
        ("burst", Sample.Alert([.. Sample.Acme().Reverse(), .. Sample.Rivals()])),
        ("test", new TestMessage("5e5510", Sample.Reader)),
    ];
}
