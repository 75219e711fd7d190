namespace Monitor.Worker.Tests.Configuration;

/// <summary>What an operator may get wrong: each problem names its line, its key and the mend.</summary>
public sealed class BrokenConfigurationTests
{
    private const string Slack = """ "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrl": "https://hooks.example.org/T/B" } ], """;

    /// <summary>What stands under Monitor (its first line is line 2), then line, key and mend of the problem.</summary>
    public static TheoryData<string, int, string, string> Mistakes => new()
    {
        // Keys
        { "\"DataDirectry\": \"data\"", 2, "Monitor:DataDirectry", "unknown key; did you mean DataDirectory?" },
        { "\"Sources\": [ {\n\"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Evry\": \"00:05:00\" } ]", 4, "Monitor:Sources:0:Evry", "unknown key; did you mean Every?" },
        { Slack + "\n\"Bananas\": 1", 3, "Monitor:Bananas", "unknown key; known here: DataDirectory, BaseUrl" },
        { "\"Sources\": [ { \"Name\": \"press\", \"Type\": \"feed\", \"Url\": \"https://example.org/\" } ]", 2, "Monitor:Sources:0:Url", "did you mean Urls?" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"Webhook\": \"https://hooks.example.org/\" } ]", 2, "Monitor:Channels:0:Webhook", "did you mean WebhookUrl?" },
        { "\"Listen\": \"http://127.0.0.1:8080\",\n\"listen\": \"http://127.0.0.1:8081\"", 3, "Monitor:listen", "stands here a second time, first in line 2; keep one" },
        { "\"Sources\": [ {\n\"Name\": \"hn\",\n\"Type\": \"hackernews\",\n\"Name\": \"hn2\" } ]", 5, "Monitor:Sources:0:Name", "first in line 3; keep one" },

        // Values of single keys
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"15m\" } ]", 3, "Monitor:Sources:0:Every", "\"15m\" is no length of time; write 00:15:00" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"1h 30 min\" } ]", 3, "Monitor:Sources:0:Every", "write 01:30:00" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"PT15M\" } ]", 3, "Monitor:Sources:0:Every", "write 00:15:00" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": 15 } ]", 3, "Monitor:Sources:0:Every", "00:00:15 for seconds, 00:15:00 for minutes, in quotation marks" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"15\" } ]", 3, "Monitor:Sources:0:Every", "say the unit: 00:00:15 for seconds, 00:15:00 for minutes" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"15:00\" } ]", 3, "Monitor:Sources:0:Every", "write 00:15:00 for minutes and seconds, 15:00:00 for hours and minutes" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"00:00:00.5000000\" } ]", 3, "Monitor:Sources:0:Every", "is too little; write 00:00:01 to 31.00:00:00" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\",\n\"Every\": \"*/5 * * * *\" } ]", 3, "Monitor:Sources:0:Every", "write hours:minutes:seconds, such as 00:15:00" },
        { "\"Retention\": {\n\"Documents\": \"24:00:00\" }", 3, "Monitor:Retention:Documents", "\"24:00:00\" is no length of time; write 1.00:00:00" },
        { "\"Retention\": { \"Mentions\": \"365 days\" }", 2, "Monitor:Retention:Mentions", "write 365.00:00:00" },
        { "\"TimeZone\": \"Europe/Pariss\"", 2, "Monitor:TimeZone", "\"Europe/Pariss\" is no time zone; did you mean Europe/Paris?" },
        { "\"TimeZone\": \"Paris\"", 2, "Monitor:TimeZone", "did you mean Europe/Paris?" },
        { "\"TimeZone\": \"Romance Standard Time\"", 2, "Monitor:TimeZone", "write Europe/Paris" },
        { "\"TimeZone\": \"GMT+25\"", 2, "Monitor:TimeZone", "is no time zone" },
        { "\"Language\": \"de\"", 2, "Monitor:Language", "\"de\" is not known here; write one of en, fr" },
        { "\"Language\": \"fr-FR\"", 2, "Monitor:Language", "\"fr-FR\" is not known here" },
        { "\"BaseUrl\": \"monitor.example.org\"", 2, "Monitor:BaseUrl", "\"monitor.example.org\" is no web address; write https://monitor.example.org" },
        { "\"BaseUrl\": \"htps://monitor.example.org/\"", 2, "Monitor:BaseUrl", "write https://monitor.example.org/" },
        { "\"BaseUrl\": \"/srv/monitor\"", 2, "Monitor:BaseUrl", "write it whole, such as https://example.org/" },
        { "\"Push\": {\n\"Enabled\": true }", 3, "Monitor:Push:Enabled", "set Monitor:BaseUrl, such as https://monitor.example.org" },
        { "\"Listen\": \"8080\"", 2, "Monitor:Listen", "Listen is an address such as http://127.0.0.1:8080" },
        { "\"Contact\": \"the admins\"", 2, "Monitor:Contact", "Contact is a mail address or a web address" },
        { "\"Store\": { \"Engine\": \"sqllite\" }", 2, "Monitor:Store:Engine", "did you mean sqlite?" },
        { "\"Store\": { \"Engine\": \"postgres\" }", 2, "Monitor:Store:ConnectionString", "is needed for postgres" },
        { "\"Store\": { \"Engine\": \"postgres\", \"ConnectionString\": \"secret words\" }", 2, "Monitor:Store:ConnectionString", "cannot be read" },
        { "\"Store\": { \"Engine\": \"postgres\", \"ConnectionString\": \"Host=db\", \"Schema\": \"Mine!\" }", 2, "Monitor:Store:Schema", "such as monitor" },
        { "\"Store\": { \"Schema\": \"mine\" }", 2, "Monitor:Store:Schema", "is for postgres only; remove it" },
        { "\"Store\": { \"ConnectionString\": \"Host=db\" }", 2, "Monitor:Store:ConnectionString", "is for postgres only; remove it" },
        { "\"Network\": { \"MaxBytes\": \"15MB\" }", 2, "Monitor:Network:MaxBytes", "write 15728640 (bytes)" },
        { "\"Network\": { \"MaxBytes\": 99999999999999 }", 2, "Monitor:Network:MaxBytes", "write 1024 to 1073741824" },
        { "\"Network\": { \"PerHost\": \"2\" }", 2, "Monitor:Network:PerHost", "is text; write 2 without quotation marks" },
        { "\"Network\": { \"PerHost\": 2.5 }", 2, "Monitor:Network:PerHost", "2.5 is no whole number" },
        { "\"Network\": { \"PerHost\": 0 }", 2, "Monitor:Network:PerHost", "0 is too little; write 1 to 64" },
        { "\"Network\": { \"PerHost\": null }", 2, "Monitor:Network:PerHost", "null is no value here; give it one, or leave the key out" },
        { "\"Network\": { \"AllowPrivate\": [\n\"10.0.0.0/8\",\n\"10.0.0\" ] }", 4, "Monitor:Network:AllowPrivate:1", "\"10.0.0\" is only begun; write a network" },
        { "\"Network\": { \"AllowPrivate\": [ \"10.0.0.0/33\" ] }", 2, "Monitor:Network:AllowPrivate:0", "is not a network (10.0.0.0/8), an address" },
        { "\"Network\": { \"AllowPrivate\": \"10.0.0.0/8\" }", 2, "Monitor:Network:AllowPrivate", "write [ \"10.0.0.0/8\" ]" },
        { "\"Network\": 20", 2, "Monitor:Network", "a single value stands where an object belongs; write { \"AllowPrivate\": … }" },
        { "\"Network\": { \"Proxy\": \"proxy\" }", 2, "Monitor:Network:Proxy", "is no web address; write it whole" },
        { "\"DataDirectory\": [ \"data\" ]", 2, "Monitor:DataDirectory", "a list stands where one value belongs" },
        { "\"DataDirectory\": \"\"", 2, "Monitor:DataDirectory", "is empty; give it a value" },
        { "\"DataDirectory\": \"appsettings.json\"", 2, "Monitor:DataDirectory", "is a file; name a folder" },
        { "\"DataDirectory\": 7", 2, "Monitor:DataDirectory", "write it in quotation marks: \"7\"" },

        // Sources and channels
        { "\"Sources\": [\n{ \"Name\": \"x\" } ]", 3, "Monitor:Sources:0:Type", "missing; add \"Type\" with one of feed, hackernews" },
        { "\"Sources\": [ { \"Name\": \"x\", \"Type\": \"hackernew\" } ]", 2, "Monitor:Sources:0:Type", "\"hackernew\" is no kind; did you mean hackernews?" },
        { "\"Sources\": [ { \"Name\": \"x\", \"Type\": \"telegraph\" } ]", 2, "Monitor:Sources:0:Type", "write one of feed, hackernews" },
        { "\"Sources\": [ { \"Type\": \"hackernews\" } ]", 2, "Monitor:Sources:0:Name", "missing; add \"Name\"" },
        { "\"Sources\": [ { \"Name\": \"press\", \"Type\": \"feed\" } ]", 2, "Monitor:Sources:0:Urls", "missing; name at least one address, or an Opml file" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\", \"Enabled\": \"yes\" } ]", 2, "Monitor:Sources:0:Enabled", "\"yes\" is neither true nor false; write true" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\", \"Endpoint\": \"hn.algolia.com\" } ]", 2, "Monitor:Sources:0:Endpoint", "write https://hn.algolia.com" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\", \"Language\": \"english!\" } ]", 2, "Monitor:Sources:0:Language", "Language is a language tag, such as en or pt-BR" },
        { "\"Sources\": [ { \"Name\": \"a|b\", \"Type\": \"hackernews\" } ]", 2, "Monitor:Sources:0:Name", "\"a|b\" is no name" },
        { "\"Sources\": [ { \"Name\": \"feed\", \"Type\": \"hackernews\" } ]", 2, "Monitor:Sources:0:Name", "is a kind of source, and a query that names it would mean all of that kind" },
        { "\"Sources\": [ { \"Name\": \"hn\", \"Type\": \"hackernews\" },\n{ \"Name\": \"HN\", \"Type\": \"hackernews\" } ]", 3, "Monitor:Sources:1:Name", "\"HN\" is the name of another source already (appsettings.json:2); give each its own" },
        { "\"Sources\": { \"Name\": \"hn\", \"Type\": \"hackernews\" }", 2, "Monitor:Sources", "an object stands where a list belongs; write [ { … } ]" },
        { "\"Sources\": [ null ]", 2, "Monitor:Sources:0", "null is no entry; remove it" },
        { "\"Channels\": [ { \"Name\": \"team\",\n\"Type\": \"slack\" } ]", 2, "Monitor:Channels:0:WebhookUrl", "missing; add \"WebhookUrl\", or \"WebhookUrlFile\"" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrl\": 17 } ]", 2, "Monitor:Channels:0:WebhookUrl", "the secret is no text" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrlFile\": \"secrets/slack\" } ]", 2, "Monitor:Channels:0:WebhookUrlFile", "secrets/slack is not there; create it, or correct the path" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrlFile\": \"secrets\" } ]", 2, "Monitor:Channels:0:WebhookUrlFile", "is a folder; name a file" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrl\": \"https://x.example/\",\n\"WebhookUrlFile\": \"slack\" } ]", 3, "Monitor:Channels:0:WebhookUrlFile", "WebhookUrl is given as well (appsettings.json:2); keep one of the two" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrl\": \"https://x.example/\",\n\"Quiet\": \"22h-7h\" } ]", 3, "Monitor:Channels:0:Quiet", "\"22h-7h\" does not fit; Quiet is two times of day, such as 22:00-07:00" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrl\": \"https://x.example/\",\n\"PerHour\": 0 } ]", 3, "Monitor:Channels:0:PerHour", "0 is too little; write 1 to 10000" },
        { "\"Channels\": [ { \"Name\": \"team\", \"Type\": \"slack\", \"WebhookUrl\": \"https://x.example/\",\n\"Language\": \"EN\" } ]", 3, "Monitor:Channels:0:Language", "did you mean en?" },
        { "\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"From\": \"a@example.org\", \"To\": [ \"b@example.org\" ],\n\"Smtp\": { \"Port\": 99999, \"Host\": \"smtp.example.org\" } } ]", 3, "Monitor:Channels:0:Smtp:Port", "99999 is too much; write 1 to 65535" },
        { "\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"From\": \"a@example.org\", \"To\": [ \"b@example.org\" ],\n\"Smtp\": { \"Security\": \"ssl\", \"Host\": \"smtp.example.org\" } } ]", 3, "Monitor:Channels:0:Smtp:Security", "write one of starttls, tls, none" },
        { "\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"From\": \"a@example.org\", \"To\": [ \"b@example.org\" ],\n\"Smtp\": {} } ]", 3, "Monitor:Channels:0:Smtp:Host", "missing; add \"Host\"" },
        { "\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"From\": \"a@example.org\",\n\"To\": [] } ]", 3, "Monitor:Channels:0:To", "holds too little; at least 1 belong here" },
        { "\"Channels\": [ { \"Name\": \"mail\", \"Type\": \"email\", \"To\": [ \"b@example.org\" ], \"From\": \"\" } ]", 2, "Monitor:Channels:0:From", "is empty" },

        // Queries and digests
        { "\"Queries\": [ { \"Name\": \"Acme Corp\", \"Expression\": \"acme\" } ]", 2, "Monitor:Queries:0:Name", "Name is 1 to 64 lower-case letters, digits and hyphens" },
        { "\"Queries\": [ {\n\"Name\": \"acme\" } ]", 2, "Monitor:Queries:0:Expression", "missing; add \"Expression\"" },
        { "\"Queries\": [ { \"Name\": \"acme\",\n\"Expresion\": \"acme\" } ]", 3, "Monitor:Queries:0:Expresion", "did you mean Expression?" },
        { "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"   \" } ]", 2, "Monitor:Queries:0:Expression", "is empty" },
        { "\"Queries\": [ { \"Name\": \"acme\",\n\"Expression\": \"acme OR \\\"corp\" } ]", 3, "Monitor:Queries:0:Expression", "the quotation mark is never closed; add one where the phrase ends\n    acme OR \"corp\n            ^" },
        { Slack + "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Alert\": [ \"teem\" ] } ]", 3, "Monitor:Queries:0:Alert:0", "\"teem\" names no channel; did you mean team?" },
        { Slack + "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Alert\": [ \"Team\" ] } ]", 3, "Monitor:Queries:0:Alert:0", "\"Team\" names no channel; did you mean team?" },
        { Slack + "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Alert\": [ \"team\", \"team\" ] } ]", 3, "Monitor:Queries:0:Alert:1", "stands here twice; keep one" },
        { "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Alert\": [ \"team\" ] } ]", 3, "Monitor:Queries:0:Alert:0", "no channel is configured: add one, or remove this" },
        { "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Digest\": [ \"morning\" ] } ]", 3, "Monitor:Queries:0:Digest:0", "\"morning\" names no digest; no digest is configured" },
        { "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\",\n\"Sources\": [ \"feeds\" ] } ]", 3, "Monitor:Queries:0:Sources:0", "\"feeds\" names no source or kind of source; did you mean feed?" },
        { "\"Queries\": [ { \"Name\": \"acme\", \"Expression\": \"acme\" },\n{ \"Name\": \"acme\", \"Expression\": \"corp\" } ]", 3, "Monitor:Queries:1:Name", "is the name of another query already" },
        { "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"mail\" } ]", 2, "Monitor:Digests:0:Channel", "\"mail\" names no channel" },
        { Slack + "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"team\",\n\"At\": \"8am\" } ]", 3, "Monitor:Digests:0:At", "\"8am\" is no time of day; write 08:00" },
        { Slack + "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"team\",\n\"At\": \"25:00\" } ]", 3, "Monitor:Digests:0:At", "write hours from 00 to 23" },
        { Slack + "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"team\",\n\"Days\": \"Mo-Fr\" } ]", 3, "Monitor:Digests:0:Days", "write English days, such as Mon-Sun or Mon,Wed,Fri" },
        { Slack + "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"team\",\n\"WhenEmpty\": \"skipp\" } ]", 3, "Monitor:Digests:0:WhenEmpty", "did you mean skip?" },
        { Slack + "\"Digests\": [ { \"Name\": \"morning\", \"Channel\": \"team\",\n\"TimeZone\": \"America/New York\" } ]", 3, "Monitor:Digests:0:TimeZone", "did you mean America/New_York?" },
        { "\"Access\": { \"Users\": [ { \"Name\": \"ann\", \"Role\": \"editor\" } ] }", 2, "Monitor:Access:Users:0:PasswordHash", "missing; add \"PasswordHash\", or \"PasswordHashFile\"" },
        { "\"Access\": { \"Tokens\": [ { \"Name\": \"ci\", \"Hash\": \"x\" },\n{ \"Name\": \"ci\", \"Hash\": \"y\" } ] }", 3, "Monitor:Access:Tokens:1:Name", "is the name of another token already" },
    };

    /// <summary>Whole files that are no JSON: line, column, mend.</summary>
    public static TheoryData<string, int, int, string> Scribbles => new()
    {
        { "", 1, 1, "the file is empty; write { \"Monitor\": { } }" },
        { "  // only a comment\n", 2, 1, "the file is empty" },
        { "{ \"Monitor\": {\n  \"Language\": \"en\"\n  \"Contact\": \"ops@example.org\" } }", 3, 3, "something is missing before this: a comma between two entries" },
        { "{ \"Monitor\": {\n  \"Language\": \"en\"", 2, 19, "what opens in line 1, column 14 is never closed: add } or ]" },
        { "{ 'Monitor': { } }", 1, 3, "write \" instead of '" },
        { "{ Monitor: { } }", 1, 3, "keys and texts stand in double quotation marks" },
        { "{ \"Monitor\": { \"Language\": en } }", 1, 28, "texts stand in double quotation marks" },
        { "{ \"Monitor\" = { } }", 1, 13, "write : instead of =" },
        { "{ \"Monitor\": { \"Enabled\": True } }", 1, 27, "written in small letters" },
        { "{ \"Monitor\": { \"DataDirectory\": \"C:\\data\" } }", 1, 37, "a backslash in a text is written twice" },
        { "{ \"Monitor\": { \"Language\": \"en\n } }", 1, 31, "add the closing quotation mark" },
        { "{ \"Monitor\": { \"Expression\": \"(\"acme corp\" OR x)\" } }", 1, 33, "a quotation mark within a text is written \\\"" },
        { "# Monitor\n{ }", 1, 1, "a comment begins with //" },
        { "Monitor:\n  Language: en\n", 1, 1, "this is no JSON" },
        { "{ \"Monitor\": { } }\n}", 2, 1, "this is no JSON" },
        { "[ ]", 1, 0, "the file holds no object; write { \"Monitor\": { … } }" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_line_key_and_mend(string body, int line, string key, string mend)
    {
        using var written = WrittenConfiguration.Of(body);

        var problem = Assert.Single(written.File.Load().Problems);

        Assert.StartsWith($"appsettings.json:{line}: {key}: ", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(mend, problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scribbles))]
    public void Says_where_it_is_no_JSON_and_how_to_mend_it(string text, int line, int column, string mend)
    {
        using var written = new WrittenConfiguration(text);

        var problem = Assert.Single(written.File.Load().Problems);

        Assert.Equal(line, problem.Place.Line);
        Assert.Contains(mend, problem.What, StringComparison.Ordinal);
        if (column > 0) Assert.StartsWith($"column {column}: ", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"Monitor\": {\n  ")]
    public void Shows_no_line_where_there_is_nothing_to_see(string text)
    {
        using var written = new WrittenConfiguration(text);

        Assert.DoesNotContain('\n', Assert.Single(written.File.Load().Problems).What);
    }

    [Fact]
    public void Shows_the_line_that_is_no_JSON_with_a_caret()
    {
        using var written = new WrittenConfiguration("{ \"Monitor\": {\n  \"Language\": \"en\"\n  \"Contact\": \"é\" } }");

        Assert.Equal(
            "appsettings.json:3: column 3: something is missing before this: a comma between two entries, or a colon behind a key\n    \"Contact\": \"é\" } }\n    ^",
            Assert.Single(written.Problems()));
    }

    [Fact]
    public void Reports_all_mistakes_of_a_file_at_once_from_top_to_bottom()
    {
        using var written = new WrittenConfiguration(
            """
            {
              "Monitr": {},
              "Monitor": {
                "TimeZone": "Europe/Pari",
                "Langage": "fr", // with the key misspelt, its value is nobody's business
                "Network": { "Timeout": "20s", "PerHost": 1000 },
                "Queries": [
                  { "Name": "acme", "Expression": "\"acme", "Alert": [ "teem" ], "Digest": [ "morning" ] },
                  { "Name": "acme", "Sources": [ "hackernewz" ] },
                ],
                "Sources": [
                  { "Name": "press", "Type": "fed", "Urls": [ "https://example.org/" ] },
                  { "Name": "hn", "Type": "hackernews", "Every": "5 minutes", "Enabled": 1 },
                ],
                "Channels": [ { "Name": "team", "Type": "slack", "WebhookUrlFile": "nowhere" } ],
                "Digests": [ { "Name": "evening", "Channel": "tea", "At": "20h", "Days": "daily" } ],
              },
            }
            """);

        Assert.Equal(
            [
                (2, "Monitr"), (4, "Monitor:TimeZone"), (5, "Monitor:Langage"), (6, "Monitor:Network:Timeout"), (6, "Monitor:Network:PerHost"),
                (8, "Monitor:Queries:0:Expression"), (8, "Monitor:Queries:0:Alert:0"), (8, "Monitor:Queries:0:Digest:0"),
                (9, "Monitor:Queries:1:Expression"), (9, "Monitor:Queries:1:Name"), (9, "Monitor:Queries:1:Sources:0"),
                (12, "Monitor:Sources:0:Type"), (13, "Monitor:Sources:1:Every"), (13, "Monitor:Sources:1:Enabled"),
                (15, "Monitor:Channels:0:WebhookUrlFile"), (16, "Monitor:Digests:0:Channel"), (16, "Monitor:Digests:0:At"), (16, "Monitor:Digests:0:Days"),
            ],
            written.File.Load().Problems.Select(problem => (problem.Place.Line, problem.Key)));
    }

    [Fact]
    public void Does_not_hold_a_broken_source_against_the_queries_that_name_it()
    {
        using var written = WrittenConfiguration.Of(
            """
            "Sources": [ { "Name": "press", "Type": "fed" } ],
            "Queries": [ { "Name": "acme", "Expression": "acme", "Sources": [ "press" ] } ]
            """);

        Assert.Equal("Monitor:Sources:0:Type", Assert.Single(written.File.Load().Problems).Key);
    }

    [Fact]
    public void Says_that_keys_at_the_top_belong_into_Monitor()
    {
        using var written = new WrittenConfiguration("{ \"DataDirectory\": \"data\" }");

        Assert.Equal("appsettings.json:1: DataDirectory: unknown key; it belongs into \"Monitor\": { … }", Assert.Single(written.Problems()));
    }

    [Fact]
    public void Never_shows_a_secret()
    {
        using var written = WrittenConfiguration.Of(
            """
            "Network": { "Proxy": "ftp://ann:hunter2@proxy.example.org/" },
            "Channels": [
              { "Name": "a", "Type": "slack", "WebhookUrl": [ "hunter2" ] },
              { "Name": "b", "Type": "slack", "WebhookUrl": { "Value": "hunter2" } },
              { "Name": "c", "Type": "slack", "WebhookURI": "hunter2" },
            ]
            """);

        Assert.Equal(4, written.Problems().Count);
        Assert.All(written.Problems(), problem => Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal));
    }
}
