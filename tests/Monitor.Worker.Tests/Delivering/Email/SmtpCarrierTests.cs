using System.Collections.Concurrent;
using System.Text;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Delivering.Email;
using Monitor.Worker.Delivering.Email.Smtp;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class SmtpCarrierTests : IAsyncLifetime
{
    private const string Message = "Subject: hello\r\n\r\n.dot\r\n..two\r\nbye\r\n";
    private static readonly Envelope Envelope = new("monitor@example.org", "ann@example.org", "label");

    private readonly ScriptedSmtpServer server = new();
    private readonly Authority authority = new();
    private readonly ConcurrentQueue<string> conversation = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        authority.Dispose();
    }

    [Fact]
    public async Task Hands_a_message_over_and_leaves_politely()
    {
        Assert.Equal("250 2.0.0 queued as 42", await SendAsync(Clear()));
        Assert.Equal(
            ["EHLO [127.0.0.1]", $"MAIL FROM:<monitor@example.org> SIZE={Message.Length} BODY=7BIT", "RCPT TO:<ann@example.org>", "DATA", "QUIT"],
            server.Heard);
        Assert.Equal(Message, Assert.Single(server.Taken));
    }

    [Fact]
    public async Task Asks_for_nothing_the_server_did_not_offer()
    {
        server.Hello = "250 mail.example.org";
        await SendAsync(Clear());
        Assert.Contains("MAIL FROM:<monitor@example.org>", server.Heard);
    }

    [Theory]
    [InlineData("250-x\r\n250 SIZE 4321", 4321)]
    [InlineData("250-x\r\n250 SIZE 0", long.MaxValue)]
    [InlineData("250-x\r\n250 SIZE", long.MaxValue)]
    [InlineData("250 x", long.MaxValue)]
    public async Task Tells_the_composer_how_large_a_message_may_be(string hello, long expected)
    {
        server.Hello = hello;
        var largest = 0L;
        await new SmtpCarrier(Clear(), TimeProvider.System, "/").CarryAsync(Envelope, limit =>
        {
            largest = limit;
            return "x\r\n"u8.ToArray();
        }, null, TestContext.Current.CancellationToken);
        Assert.Equal(expected, largest);
    }

    [Theory]
    [InlineData("greeting", "421 too busy", DeliveryFault.Transient)]
    [InlineData("greeting", "554 no", DeliveryFault.Denied)]
    [InlineData("EHLO", "421 closing", DeliveryFault.Transient)]
    [InlineData("EHLO", "502 what", DeliveryFault.Denied)]
    [InlineData("MAIL", "451 later", DeliveryFault.Transient)]
    [InlineData("MAIL", "530 5.7.0 log in first", DeliveryFault.Denied)]
    [InlineData("MAIL", "550 not you", DeliveryFault.Denied)]
    [InlineData("MAIL", "552 too large", DeliveryFault.Rejected)]
    [InlineData("RCPT", "450 4.2.0 greylisted", DeliveryFault.Transient)]
    [InlineData("RCPT", "452 full", DeliveryFault.Transient)]
    [InlineData("RCPT", "550 5.1.1 no such user", DeliveryFault.Rejected)]
    [InlineData("RCPT", "421 closing", DeliveryFault.Transient)]
    [InlineData("DATA", "451 later", DeliveryFault.Transient)]
    [InlineData("DATA", "554 no valid recipients", DeliveryFault.Rejected)]
    [InlineData("DATA", "250 confused", DeliveryFault.Transient)]
    [InlineData(".", "421 closing", DeliveryFault.Transient)]
    [InlineData(".", "452 disk full", DeliveryFault.Transient)]
    [InlineData(".", "554 5.7.1 spam", DeliveryFault.Rejected)]
    public async Task A_refusal_says_what_to_do_next_in_the_servers_words(string step, string answer, DeliveryFault expected)
    {
        if (step == "greeting") server.Greeting = answer;
        else server.Answers[step] = answer;
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Clear()));
        Assert.Equal(expected, refused.Fault);
        Assert.Contains(answer, refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData("EHLO", DeliveryFault.Transient)]
    [InlineData("RCPT", DeliveryFault.Transient)]
    [InlineData("DATA", DeliveryFault.Transient)]
    [InlineData("(body)", DeliveryFault.Transient)]
    [InlineData(".", DeliveryFault.Uncertain)]
    public async Task A_lost_connection_is_uncertain_only_after_the_final_dot(string step, DeliveryFault expected)
    {
        server.Answers[step] = "!";
        var large = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789abcdef\r\n", step == "(body)" ? 600_000 : 1)));
        var lost = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Clear(), message: large));
        Assert.Equal(expected, lost.Fault);
    }

    [Theory]
    [InlineData("EHLO", DeliveryFault.Transient)]
    [InlineData(".", DeliveryFault.Uncertain)]
    public async Task Patience_ends_by_the_clock(string step, DeliveryFault expected)
    {
        server.Answers[step] = "…";
        var clock = new VirtualClock(Sample.Now);
        var sending = SendAsync(Clear(), clock);
        while (!conversation.Contains(step == "." ? "C: (3 octets)" : "C: EHLO [127.0.0.1]")) await Task.Yield();
        clock.Advance(TimeSpan.FromMinutes(step == "." ? 9.9 : 1.9));
        Assert.False(sending.IsCompleted);
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(expected, (await Assert.ThrowsAsync<DeliveryException>(() => sending)).Fault);
    }

    [Fact]
    public async Task Ends_at_once_when_it_is_cancelled()
    {
        server.Answers["."] = "…";
        using var stop = new CancellationTokenSource();
        var sending = SendAsync(Clear(), cancellation: stop.Token);
        while (!conversation.Contains("C: (3 octets)")) await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Nobody_listening_is_transient_and_says_where()
    {
        var options = Clear();
        await server.DisposeAsync();
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(options));
        Assert.Equal(DeliveryFault.Transient, refused.Fault);
        Assert.Contains($"127.0.0.1:{options.Port}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("SSH-2.0-OpenSSH_9.2")]
    [InlineData("250-a\r\n550 b")]
    [InlineData("99 bottles")]
    [InlineData("endless line")]
    [InlineData("endless lines")]
    public async Task What_is_no_SMTP_is_told_and_bounded(string greeting)
    {
        server.Greeting = greeting switch
        {
            "endless line" => $"220 {new string('x', 5_000_000)}",
            "endless lines" => string.Concat(Enumerable.Repeat("220-more\r\n", 500_000)) + "220 end",
            _ => greeting,
        };
        var told = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Clear()));
        Assert.Equal(DeliveryFault.Transient, told.Fault);
        Assert.InRange(told.Message.Length, 20, 600);
    }

    [Theory]
    [InlineData("auto", "AUTH PLAIN LOGIN", "AUTH PLAIN AGFubgBwYXNzOndvcmQ=")]
    [InlineData("auto", "AUTH=PLAIN", "AUTH PLAIN AGFubgBwYXNzOndvcmQ=")]
    [InlineData("auto", "AUTH CRAM-MD5 LOGIN", "AUTH LOGIN|YW5u|cGFzczp3b3Jk")]
    [InlineData("login", "AUTH PLAIN LOGIN", "AUTH LOGIN|YW5u|cGFzczp3b3Jk")]
    public async Task Logs_in_by_what_both_can_and_never_shows_the_password(string auth, string offered, string expected)
    {
        server.Hello = $"250-x\r\n250 {offered}";
        server.Answers["AUTH PLAIN"] = "235 welcome";
        server.Answers["AUTH LOGIN"] = "334 VXNlcm5hbWU6";
        server.Answers["YW5u"] = "334 UGFzc3dvcmQ6";
        server.Answers["cGFzczp3b3Jk"] = "235 welcome";
        await SendAsync(Login(auth));
        Assert.Equal(expected.Split('|'), server.Heard.SkipWhile(line => !line.StartsWith("AUTH", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("MAIL", StringComparison.Ordinal)));
        Assert.DoesNotContain(conversation, line => line.Contains("pass:word", StringComparison.Ordinal) || line.Contains("cGFzczp3b3Jk", StringComparison.Ordinal) || line.Contains("AGFubg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_in_by_token_and_understands_its_refusal()
    {
        server.Hello = "250-x\r\n250 AUTH XOAUTH2";
        server.Answers["AUTH XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgdG9rAQE="] = "334 eyJzdGF0dXMiOiI0MDAifQ==";
        server.Answers[""] = "535 5.7.8 token expired";
        var options = Clear();
        (options.User, options.Token) = ("ann", new Secret("tok"));
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(options));
        Assert.Equal(DeliveryFault.Denied, refused.Fault);
        Assert.Contains("535 5.7.8 token expired", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_token_goes_on_a_line_of_its_own()
    {
        server.Hello = "250-x\r\n250 AUTH XOAUTH2";
        server.Answers["AUTH XOAUTH2"] = "334 ";
        server.Answers["dXNlcj1"] = "235 welcome";
        var options = Clear();
        (options.User, options.Token) = ("ann", new Secret(new string('t', 2_000)));
        await SendAsync(options);
        Assert.Contains("AUTH XOAUTH2", server.Heard);
    }

    [Theory]
    [InlineData("535 5.7.8 bad password", DeliveryFault.Denied)]
    [InlineData("454 4.7.0 try later", DeliveryFault.Transient)]
    public async Task A_refused_login_is_for_a_person_and_a_busy_one_is_not(string answer, DeliveryFault expected)
    {
        server.Answers["AUTH"] = answer;
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Login("plain")));
        Assert.Equal(expected, refused.Fault);
        Assert.Contains(answer, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass:word", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_login_in_common_names_both_sides()
    {
        server.Hello = "250-x\r\n250 AUTH GSSAPI NTLM";
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Login("auto")));
        Assert.Equal(DeliveryFault.Denied, refused.Fault);
        Assert.Contains("GSSAPI, NTLM", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task Sends_and_logs_in_under_TLS(string security)
    {
        Secure(security, "localhost");
        server.Answers["AUTH PLAIN"] = "235 welcome";
        await SendAsync(Trusting(security));
        var expected = security == "tls" ? ["(TLS)", "EHLO [127.0.0.1]"] : new[] { "EHLO [127.0.0.1]", "STARTTLS", "(TLS)", "EHLO [127.0.0.1]" };
        Assert.Equal([.. expected, "AUTH PLAIN AGFubgBwYXNzOndvcmQ="], server.Heard.Take(expected.Length + 1));
        Assert.Equal(Message, Assert.Single(server.Taken));
    }

    [Fact]
    public async Task A_missing_STARTTLS_is_never_gone_without()
    {
        var refused = await DeniedAsync(Trusting("starttls"));
        Assert.Contains("STARTTLS", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("502 not now")]
    [InlineData("250 fine, go on in the clear")]
    public async Task A_STARTTLS_that_leads_nowhere_sends_nothing(string answer)
    {
        Secure("starttls", "localhost");
        server.Answers["STARTTLS"] = answer;
        await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(Trusting("starttls")));
        AssertNothingSent();
    }

    [Fact]
    public async Task What_comes_in_the_clear_after_the_answer_to_STARTTLS_ends_it()
    {
        Secure("starttls", "localhost");
        server.Answers["STARTTLS"] = "220 go\r\n250-injected\r\n250 AUTH PLAIN";
        var refused = await DeniedAsync(Trusting("starttls"));
        Assert.Contains("before TLS began", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_with_both_names()
    {
        Secure("starttls", "mail.other.example");
        var refused = await DeniedAsync(Trusting("starttls"));
        Assert.Contains("is for mail.other.example, not for localhost", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_signed_by_nobody_known_is_told_with_its_signer()
    {
        Secure("tls", "localhost");
        var options = Trusting("tls");
        options.CaFile = null;
        var refused = await DeniedAsync(options);
        Assert.Contains("Test authority", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ran_out_is_told_with_its_dates()
    {
        Secure("tls", "localhost", validYears: -1);
        Assert.Contains("is valid from", await DeniedAsync(Trusting("tls")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_at_a_port_that_speaks_clear_says_which_port_is_which() =>
        Assert.Contains("465", await DeniedAsync(Trusting("tls")), StringComparison.Ordinal);

    [Fact]
    public async Task An_authority_file_that_cannot_be_read_is_told()
    {
        Secure("tls", "localhost");
        var options = Trusting("tls");
        options.CaFile = "nowhere.pem";
        Assert.Contains("nowhere.pem", await DeniedAsync(options), StringComparison.Ordinal);
    }

    private void Secure(string security, string name, int validYears = 1)
    {
        server.Tls = authority.Sign(name, validYears);
        server.ImplicitTls = security == "tls";
        if (security == "starttls") server.Hello = "250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS";
    }

    private SmtpOptions Clear() => new() { Host = "127.0.0.1", Port = server.Port, Security = "none" };

    private SmtpOptions Login(string auth) => new()
    {
        Host = "127.0.0.1", Port = server.Port, Security = "none", User = "ann", Password = new Secret("pass:word"), Auth = auth,
    };

    private SmtpOptions Trusting(string security) => new()
    {
        Host = "localhost", Port = server.Port, Security = security, User = "ann", Password = new Secret("pass:word"), CaFile = authority.PemFile,
    };

    private Task<string> SendAsync(SmtpOptions options, TimeProvider? time = null, byte[]? message = null, CancellationToken? cancellation = null) =>
        new SmtpCarrier(options, time ?? TimeProvider.System, "/").CarryAsync(
            Envelope, _ => message ?? Encoding.ASCII.GetBytes(Message), new Recorder(conversation), cancellation ?? TestContext.Current.CancellationToken);

    private async Task<string> DeniedAsync(SmtpOptions options)
    {
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(options));
        Assert.Equal(DeliveryFault.Denied, refused.Fault);
        AssertNothingSent();
        return refused.Message;
    }

    private void AssertNothingSent() =>
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));

    private sealed class Recorder(ConcurrentQueue<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Enqueue(value);
    }
}
