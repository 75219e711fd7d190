using System.Text;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class EmailChannelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("monitor-mail-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Drops_one_file_into_the_pickup_folder_however_often_it_is_sent()
    {
        var channel = new EmailChannel(Sample.Options(), Sample.Tools(directory: folder));
        var first = await channel.SendAsync(Sample.Morning(), null, TestContext.Current.CancellationToken);
        Assert.Equal(first, await channel.SendAsync(Sample.Morning(), null, TestContext.Current.CancellationToken));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "mail")));
        Assert.StartsWith("2026-11-22-morning-", Path.GetFileName(file), StringComparison.Ordinal);
        using var preview = new MemoryStream();
        EmailChannel.Preview(Sample.Options(), Sample.Tools(), Sample.Morning(), preview);
        Assert.Equal(preview.ToArray(), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_told()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "mail"), "in the way", TestContext.Current.CancellationToken);
        var channel = new EmailChannel(Sample.Options(), Sample.Tools(directory: folder));
        var told = await Assert.ThrowsAsync<DeliveryException>(() => channel.SendAsync(Sample.Morning(), null, TestContext.Current.CancellationToken));
        Assert.Contains(Path.Combine(folder, "mail"), told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_rejected()
    {
        var channel = new EmailChannel(Sample.Options(), Sample.Tools(directory: folder));
        var told = await Assert.ThrowsAsync<DeliveryException>(() => channel.SendAsync(Sample.Morning() with { Address = "" }, null, TestContext.Current.CancellationToken));
        Assert.Equal(DeliveryFault.Rejected, told.Fault);
    }

    [Fact]
    public void Says_who_when_and_what_list_it_is_of()
    {
        var (header, _) = MimeReader.Split(Compose(Sample.Morning()));
        Assert.Equal(
            ["Date", "From", "To", "Subject", "Message-ID", "References", "List-Id", "List-Unsubscribe", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"],
            header.Select(field => field.Name));
        Assert.Equal("Sun, 22 Nov 2026 08:00:04 +0100", MimeReader.Field(header, "Date"));
        Assert.Equal("Monitor <monitor@example.org>", MimeReader.Field(header, "From"));
        Assert.Equal(Sample.Reader, MimeReader.Field(header, "To"));
        Assert.Equal("12 mentions: Acme Corp 7, Rivals & look-alikes 3, L’équipe d’Acme 2 – Sun 22 Nov", MimeReader.Words(MimeReader.Field(header, "Subject")));
        Assert.Equal("mail <mail.monitor.example.org>", MimeReader.Field(header, "List-Id"));
        Assert.Equal("<mailto:monitor@example.org?subject=unsubscribe>", MimeReader.Field(header, "List-Unsubscribe"));
        Assert.Equal("auto-generated", MimeReader.Field(header, "Auto-Submitted"));
        Assert.Equal("en", MimeReader.Field(header, "Content-Language"));
    }

    [Fact]
    public void A_retry_has_the_same_message_id_and_another_reader_another()
    {
        var first = Id(Sample.Morning());
        Assert.Matches("^<0123456789abcdef0123456789abcdef\\.[0-9a-f]{16}@example\\.org>$", first);
        Assert.Equal(first, Id(Sample.Morning()));
        Assert.NotEqual(first, Id(Sample.Morning() with { Address = "bob@example.org" }));
    }

    [Fact]
    public void Digests_of_one_name_are_one_thread_and_alerts_stand_alone()
    {
        var today = MimeReader.Field(MimeReader.Split(Compose(Sample.Morning())).Header, "References");
        var tomorrow = MimeReader.Field(MimeReader.Split(Compose(Sample.Digest() with { Id = "ffff" })).Header, "References");
        Assert.Equal(today, tomorrow);
        Assert.DoesNotContain(MimeReader.Split(Compose(Sample.Alert([.. Sample.Acme()]))).Header, field => field.Name == "References");
    }

    [Fact]
    public void The_text_comes_first_and_stands_alone()
    {
        var parts = MimeReader.Parts(Compose(Sample.Morning()));
        Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"], parts.Select(part => part.Type));
        Assert.Contains("[12]", parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_little_gets_a_shorter_digest()
    {
        await using var server = new ScriptedSmtpServer { Hello = "250-x\r\n250 SIZE 50000" };
        var options = Sample.Options();
        (options.Pickup, options.Smtp) = (null, new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = "none" });
        var digest = Sample.Digest(new DigestSection("acme", "Acme Corp", [.. Sample.Many(5_000)]));
        await new EmailChannel(options, Sample.Tools(time: TimeProvider.System)).SendAsync(digest, null, TestContext.Current.CancellationToken);
        Assert.InRange(Assert.Single(server.Taken).Length, 20_000, 50_000);
    }

    [Fact]
    public void The_shared_payloads_add_no_header_and_change_no_body()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "injection", "payloads.shared.json") is null, SharedMaterial.Missing);
        foreach (var payload in Payloads.For("email_subject").Concat(Payloads.For("email_text")))
        {
            var octets = Compose(Sample.Alert(Sample.Plain(1, payload, $"acme {payload}")));
            var header = MimeReader.Split(octets).Header;
            Assert.Equal(12, header.Count);
            Assert.InRange(MimeReader.Words(MimeReader.Field(header, "Subject")).Length, 6, 200);
            Assert.Equal(2, MimeReader.Parts(octets).Count);
            Assert.All(Encoding.ASCII.GetString(octets).Split("\r\n"), line => Assert.True(line.Length <= 78 && !line.StartsWith('.'), line));
        }
    }

    [Fact]
    public void The_shared_payloads_as_names_and_addresses_are_kept_in_their_place()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "injection", "payloads.shared.json") is null, SharedMaterial.Missing);
        foreach (var payload in Payloads.For("email_from_name"))
        {
            var options = Sample.Options();
            options.From = $"\"{payload.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <monitor@example.org>";
            if (options.Check().Any()) continue;
            var header = MimeReader.Split(new MailComposer(options, Sample.Tools()).Compose(new TestMessage("1", Sample.Reader))).Header;
            Assert.EndsWith("monitor@example.org>", MimeReader.Field(header, "From"), StringComparison.Ordinal);
            Assert.Equal(12, header.Count);
        }

        Assert.All(Payloads.For("email_address"), payload => Assert.False(Worker.Delivering.Email.Mime.Mailbox.TryParse(payload, out _, out _)));
    }

    /// <summary>With MONITOR_SMTP=host:port:security:user:password[:authority.pem] a digest goes through a real server, from and to MONITOR_SMTP_ADDRESS.</summary>
    [Fact]
    public async Task A_real_server_takes_every_kind_of_mail()
    {
        var server = Environment.GetEnvironmentVariable("MONITOR_SMTP")?.Split(':');
        Assert.SkipWhen(server is null, "Set MONITOR_SMTP to host:port:security:user:password to send through a real server.");
        var address = Environment.GetEnvironmentVariable("MONITOR_SMTP_ADDRESS") ?? Sample.Reader;
        var options = Sample.Options();
        (options.Pickup, options.From, options.To) = (null, $"Mönitor <{address}>", [address]);
        options.Smtp = new SmtpOptions
        {
            Host = server![0], Port = int.Parse(server[1]), Security = server[2], User = server[3], Password = new Secret(server[4]), CaFile = server.ElementAtOrDefault(5),
        };
        Assert.Empty(options.Check());
        var channel = new EmailChannel(options, Sample.Tools(time: TimeProvider.System));
        foreach (var message in new Message[] { Sample.Morning(), Sample.Alert([.. Sample.Acme()]), new TestMessage("7e57", "") })
        {
            var answer = await channel.SendAsync(message with { Address = address }, new Log(), TestContext.Current.CancellationToken);
            Assert.StartsWith("250 ", answer, StringComparison.Ordinal);
        }
    }

    private static string Id(Message message) => MimeReader.Field(MimeReader.Split(Compose(message)).Header, "Message-ID");

    private static byte[] Compose(Message message) => new MailComposer(Sample.Options(), Sample.Tools()).Compose(message);

    private sealed class Log : IProgress<string>
    {
        public void Report(string value) => TestContext.Current.TestOutputHelper?.WriteLine(value);
    }
}
