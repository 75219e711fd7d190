using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    private const string Mail = """ "Channels": [ { "Name": "mail", "Type": "email", "From": "m@example.org", "To": [ "ann@example.org" ], "Smtp": { "Host": "smtp.example.org" } } ] """;

    [Fact]
    public void Reads_every_key_into_its_type()
    {
        using var written = new WrittenConfiguration(
            """
            {
              "$schema": "./appsettings.schema.json",
              // comments and trailing commas are welcome
              "Monitor": {
                "DataDirectory": "var/data",
                "BaseUrl": "https://monitor.example.org/watch/",
                "Language": "fr",
                "TimeZone": "Europe/Paris",
                "Contact": "ops@example.org",
                "Retention": { "Documents": "30.00:00:00" },
                "Network": { "AllowPrivate": [ "10.0.0.0/8", "127.0.0.1:8081", "[::1]:80", "fd00::/8", "nas.lan", "nas.lan:81" ], "MaxBytes": 1048576, "Proxy": null, },
                "Queries": [ { "Name": "acme", "Expression": "\"acme corp\"", "Sources": [ "hn", "feed" ], "Digest": [ "morning" ] } ],
                "Sources": [
                  { "Name": "hn", "Type": "HackerNews", "Every": "00:05:00", "Endpoint": "http://127.0.0.1:9000/api/" },
                  { "Name": "press", "type": "feed", "urls": [ "https://blog.example.org/" ], "Enabled": false },
                ],
                "Channels": [ { "Name": "mail", "Type": "email", "From": "m@example.org", "To": [ "ann@example.org" ], "Quiet": "22:00-07:00", "Smtp": { "Host": "smtp.example.org", "Port": 465 } } ],
                "Digests": [ { "Name": "morning", "Channel": "mail", "At": "07:30", "Days": "Mon-Fri", "WhenEmpty": "send" } ],
              },
            }
            """);

        var options = written.Options();

        Assert.Equal(Path.Combine(written.Folder, "var/data"), options.DataDirectory);
        Assert.Equal(new Uri("https://monitor.example.org/watch/"), options.BaseUrl);
        Assert.Equal("Europe/Paris", options.TimeZone.Id);
        Assert.Equal(TimeSpan.FromDays(30), options.Retention.Documents);
        Assert.Equal(TimeSpan.FromDays(365), options.Retention.Mentions);
        Assert.Equal(1_048_576, options.Network.MaxBytes);
        Assert.Equal(6, options.Network.AllowPrivate.Count);
        Assert.Equal(["hn", "feed"], options.Queries[0].Sources);
        var hn = Assert.IsType<SearchLike>(options.Sources[0]);
        Assert.Equal((TimeSpan.FromMinutes(5), new Uri("http://127.0.0.1:9000/api/")), (hn.Every, hn.Endpoint));
        var press = Assert.IsType<FeedLike>(options.Sources[1]);
        Assert.Equal(("press", false), (press.Name, press.Enabled));
        Assert.Equal(465, Assert.IsType<MailLike>(options.Channels[0]).Smtp?.Port);
        var digest = options.Digests[0];
        Assert.Equal((new TimeOnly(7, 30), WhenEmpty.Send, "Mon,Tue,Wed,Thu,Fri", null), (digest.At, digest.WhenEmpty, digest.Days.ToString(), digest.TimeZone));
    }

    [Fact]
    public void Without_a_file_the_defaults_hold_and_mail_goes_into_a_folder()
    {
        using var written = new WrittenConfiguration();

        var settings = written.File.Load().Settings!;

        Assert.Null(settings.File);
        Assert.Equal(Path.Combine(written.Folder, "data"), settings.Options.DataDirectory);
        Assert.Empty(settings.Options.Sources);
        Assert.Equal("data/mail", Assert.IsType<MailLike>(Assert.Single(settings.Options.Channels)).Pickup);
        Assert.Equal("mail", Assert.Single(settings.Options.Digests).Channel);
    }

    [Fact]
    public void Without_a_file_mail_follows_the_data_directory()
    {
        using var written = new WrittenConfiguration().With("MONITOR__DATADIRECTORY", "/data");

        Assert.Equal("/data/mail", Assert.IsType<MailLike>(Assert.Single(written.Options().Channels)).Pickup);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Monitor\": {} }")]
    [InlineData("\uFEFF{ \"Monitor\": {} }")]
    public void An_empty_configuration_is_right(string text)
    {
        using var written = new WrittenConfiguration(text);

        Assert.Empty(written.Options().Channels);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_a_mistake()
    {
        using var written = new WrittenConfiguration();

        var problem = Assert.Single((written.File with { Path = "conf/monitor.json" }).Load().Problems);

        Assert.Equal("conf/monitor.json: is not there; create it (appsettings.example.json shows every key), or correct --config", problem.ToString());
    }

    [Fact]
    public void A_named_file_that_is_a_folder_is_a_mistake()
    {
        using var written = new WrittenConfiguration();

        Assert.Equal("secrets: is a folder; name the file in it", Assert.Single((written.File with { Path = "secrets" }).Load().Problems).ToString());
    }

    [Fact]
    public void A_file_without_end_is_a_mistake()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "This system has no /dev/zero.");
        using var written = new WrittenConfiguration();

        Assert.Contains("is larger than 16 MB", Assert.Single((written.File with { Path = "/dev/zero" }).Load().Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_UTF_16_is_a_mistake()
    {
        using var written = new WrittenConfiguration();
        File.WriteAllText(Path.Combine(written.Folder, "appsettings.json"), "{}", System.Text.Encoding.Unicode);

        Assert.Equal("appsettings.json: is written in UTF-16; save it as UTF-8", Assert.Single(written.Problems()));
    }

    [Fact]
    public void Relative_names_start_at_the_file()
    {
        using var written = new WrittenConfiguration();
        Directory.CreateDirectory(Path.Combine(written.Folder, "conf"));
        written.Write("conf/monitor.json", """{ "Monitor": { "DataDirectory": "../data", "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrlFile": "slack" } ] } }""")
            .Write("conf/slack", "https://hooks.example.org/T/B\r\n");

        var settings = (written.File with { Path = "conf/monitor.json" }).Load().Settings!;

        Assert.Equal(Path.Combine(written.Folder, "conf"), settings.Directory);
        Assert.Equal(Path.Combine(written.Folder, "data"), settings.Options.DataDirectory);
        Assert.Equal("https://hooks.example.org/T/B", Assert.IsType<SlackLike>(settings.Options.Channels[0]).WebhookUrl?.Reveal());
    }

    [Fact]
    public void An_empty_secret_file_is_a_mistake()
    {
        using var written = WrittenConfiguration.Of("""
            "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrlFile": "slack" } ]
            """).Write("slack", "\n");

        Assert.EndsWith("slack is empty; write the secret into it", Assert.Single(written.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_overrides_the_file_by_number_and_by_name()
    {
        using var written = WrittenConfiguration.Of(Mail + ", " + """
            "Sources": [ { "Name": "hn", "Type": "hackernews" }, { "Name": "press-fr", "Type": "feed", "Urls": [ "https://example.org/" ] } ]
            """)
            .With("MONITOR__LANGUAGE", "fr")
            .With("Monitor__Network__PerHost", "4")
            .With("MONITOR__SOURCES__0__EVERY", "00:10:00")
            .With("MONITOR__SOURCES__0__ENABLED", "False")
            .With("MONITOR__SOURCES__PRESS_FR__URLS__1", "https://example.org/2")
            .With("MONITOR__CHANNELS__MAIL__SMTP__PORT", "2525")
            .With("MONITOR_PORT", "tcp://10.0.0.1:80");

        var options = written.Options();

        Assert.Equal(("fr", 4), (options.Language, options.Network.PerHost));
        Assert.Equal((TimeSpan.FromMinutes(10), false), (options.Sources[0].Every, options.Sources[0].Enabled));
        Assert.Equal(["https://example.org/", "https://example.org/2"], Assert.IsType<FeedLike>(options.Sources[1]).Urls);
        Assert.Equal(2525, Assert.IsType<MailLike>(options.Channels[0]).Smtp?.Port);
    }

    [Fact]
    public void The_environment_alone_makes_a_configuration()
    {
        using var written = new WrittenConfiguration();
        for (var index = 0; index < 12; index++)
            written.With($"MONITOR__SOURCES__{index}__NAME", $"hn{index}").With($"MONITOR__SOURCES__{index}__TYPE", "hackernews");

        Assert.Equal(Enumerable.Range(0, 12).Select(index => $"hn{index}"), written.Options().Sources.Select(source => source.Name));
    }

    [Theory]
    [InlineData("MONITOR__LANGAGE", "fr", "Monitor:LANGAGE: unknown key; did you mean Language?")]
    [InlineData("MONITOR__NETWORK__PERHOST", "many", "Monitor:Network:PerHost: \"many\" is no number; write a whole number")]
    [InlineData("MONITOR__NETWORK__ALLOWPRIVATE", "10.0.0.0/8", "Monitor:Network:AllowPrivate: is a list; set MONITOR__NETWORK__ALLOWPRIVATE__0, MONITOR__NETWORK__ALLOWPRIVATE__1 and so on")]
    [InlineData("MONITOR__CHANNELS__3__NAME", "x", "Monitor:CHANNELS:3: names no entry of the list; write its name, or a number from 0 to 1 (a new one)")]
    [InlineData("MONITOR__CHANNELS__MALE__FROM", "x", "Monitor:CHANNELS:MALE: names no entry of the list; write its name, or a number from 0 to 1 (a new one)")]
    public void Mistakes_in_the_environment_name_the_variable(string variable, string value, string problem)
    {
        using var written = WrittenConfiguration.Of(Mail).With(variable, value);

        Assert.Equal($"environment variable {variable}: {problem}", Assert.Single(written.Problems()));
    }

    [Fact]
    public void A_secret_may_come_from_a_file_named_in_the_environment()
    {
        using var written = WrittenConfiguration.Of(Mail).Write("password", "s3cret\n").With("MONITOR__CHANNELS__0__SMTP__PASSWORD_FILE", "password");

        Assert.Equal("s3cret", Assert.IsType<MailLike>(written.Options().Channels[0]).Smtp?.Password?.Reveal());
    }

    [Fact]
    public void The_folder_of_secrets_overrides_the_environment_and_leaves_other_files_alone()
    {
        using var written = WrittenConfiguration.Of(Mail)
            .With("MONITOR__CHANNELS__0__SMTP__PASSWORD", "old")
            .Write("secrets/Monitor__Channels__0__Smtp__Password", "new\n")
            .Write("secrets/mastodon", "another program's");

        Assert.Equal("new", Assert.IsType<MailLike>(written.Options().Channels[0]).Smtp?.Password?.Reveal());
    }

    [Fact]
    public void A_mistake_in_the_folder_of_secrets_names_the_file()
    {
        using var written = WrittenConfiguration.Of(Mail).Write("secrets/Monitor__Channels__0__Smtp__Pasword", "x");

        Assert.Equal(
            $"secret file {written.Folder}/secrets/Monitor__Channels__0__Smtp__Pasword: Monitor:Channels:0:Smtp:Pasword: unknown key; did you mean Password?",
            Assert.Single(written.Problems()));
    }

    [Fact]
    public void A_folder_of_secrets_that_was_named_must_be_there()
    {
        using var written = new WrittenConfiguration().With("MONITOR_SECRETS_DIR", "/nowhere/secrets");

        Assert.Equal("environment variable MONITOR_SECRETS_DIR: the folder /nowhere/secrets is not there; create it, or correct the path", Assert.Single(written.Problems()));
    }

    [Fact]
    public void A_secret_prints_as_dots()
    {
        using var written = WrittenConfiguration.Of("""
            "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrl": "https://hooks.example.org/T/B" } ]
            """);

        Assert.Equal("•••", $"{Assert.IsType<SlackLike>(written.Options().Channels[0]).WebhookUrl}");
    }
}
