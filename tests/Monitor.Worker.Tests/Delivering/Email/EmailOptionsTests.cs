using Monitor.Core.Fetching;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class EmailOptionsTests
{
    public static TheoryData<string, Action<EmailOptions>, string> Mistakes { get; } = new()
    {
        { "From", options => options.From = "", "is missing" },
        { "From", options => options.From = "monitor", "ann@example.org" },
        { "To", options => options.To = [], "at least one reader" },
        { "To", options => options.To = ["ann@example.org", "Ann <ANN@example.org>"], "twice" },
        { "To:1", options => options.To = ["ann@example.org", "bob\r\nRCPT TO:<x@y>@example.org"], "control character" },
        { "Smtp", options => options.Pickup = null, "Pickup" },
        { "Pickup", options => options.Smtp = new SmtpOptions { Host = "smtp.example.org" }, "keep one" },
        { "ListId", options => options.ListId = "not an id>", "hyphens" },
        { "Unsubscribe", options => options.Unsubscribe = "https://example.org", "ann@example.org" },
        { "Smtp:Host", Server(_ => { }), "smtp.example.org" },
        { "Smtp:Host", Server(smtp => smtp.Host = "smtp://smtp.example.org"), "no smtp://" },
        { "Smtp:Port", Server(smtp => (smtp.Host, smtp.Port) = ("smtp.example.org", 0)), "587" },
        { "Smtp:Security", Server(smtp => (smtp.Host, smtp.Port) = ("smtp.example.org", 465)), "tls on port 465" },
        { "Smtp:Security", Server(smtp => (smtp.Host, smtp.Security, smtp.User, smtp.Password) = ("smtp.example.org", "none", "ann", new Secret("x"))), "in the clear" },
        { "Smtp:Password", Server(smtp => (smtp.Host, smtp.User) = ("smtp.example.org", "ann")), "PasswordFile" },
        { "Smtp:User", Server(smtp => (smtp.Host, smtp.Password) = ("smtp.example.org", new Secret("x"))), "the name to log in with" },
        { "Smtp:Token", Server(smtp => (smtp.Host, smtp.User, smtp.Password, smtp.Token) = ("smtp.example.org", "ann", new Secret("x"), new Secret("y"))), "keep the one" },
        { "Smtp:Token", Server(smtp => (smtp.Host, smtp.User, smtp.Password, smtp.Auth) = ("smtp.example.org", "ann", new Secret("x"), "xoauth2")), "access token" },
        { "Smtp:Auth", Server(smtp => (smtp.Host, smtp.User, smtp.Token, smtp.Auth) = ("smtp.example.org", "ann", new Secret("y"), "login")), "wants a password" },
        { "Smtp:User", Server(smtp => (smtp.Host, smtp.User, smtp.Password) = ("smtp.example.org", "ann", new Secret("x\n"))), "newline at the end" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_the_key_and_the_mend_and_no_secret(string key, Action<EmailOptions> spoil, string mend)
    {
        var options = Sample.Options();
        spoil(options);
        var problem = Assert.Single(options.Check());
        Assert.Equal(key, problem.Key);
        Assert.Contains(mend, problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_options_have_no_problem()
    {
        Assert.Empty(Sample.Options().Check());
        var options = Sample.Options();
        Server(smtp => (smtp.Host, smtp.User, smtp.Password) = ("smtp.example.org", "ann", new Secret("x")))(options);
        Assert.Empty(options.Check());
    }

    [Theory]
    [InlineData("starttls", 587)]
    [InlineData("tls", 465)]
    [InlineData("none", 25)]
    public void The_usual_port_goes_with_the_security(string security, int port) =>
        Assert.Equal(port, new SmtpOptions { Security = security }.PortInUse);

    [Fact]
    public void The_catalog_opens_the_channel()
    {
        var channel = ChannelCatalog.Find("email")!.Open(Sample.Options(), Sample.Tools());
        Assert.Equal(("mail", Sample.Reader), (channel.Name, Assert.Single(channel.Addresses)));
    }

    private static Action<EmailOptions> Server(Action<SmtpOptions> set) => options =>
    {
        options.Pickup = null;
        options.Smtp = new SmtpOptions();
        set(options.Smtp);
    };
}
