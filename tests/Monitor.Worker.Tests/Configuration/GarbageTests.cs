using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

public sealed class GarbageTests
{
    private static readonly string[] Words =
    [
        "Monitor", "Sources", "Channels", "Queries", "Digests", "Name", "Type", "Every", "Urls", "Network", "AllowPrivate", "Store", "Access", "Users", "Smtp", "To", "At",
        "Days", "TimeZone", "Expression", "Alert", "WebhookUrlFile", "DataDirectory", "BaseUrl", "feed", "slack", "email", "hackernews", "*", "\0", "\"", "..", "é\u2028😀", "",
        "999999:99:99", "10.0.0.0/99", "http://", "99999999999999999999", "Europe/Paris\0", "../../../etc/passwd", "-", "Mon-Mon-Mon",
    ];

    [Fact]
    public void Whatever_JSON_says_gives_settings_or_problems() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Json(4).ToArbitrary(), tree => ReadsAsSomething(new JsonObject { ["Monitor"] = tree }.ToJsonString())));

    [Fact]
    public void A_right_file_with_bytes_changed_gives_settings_or_problems()
    {
        var right = Encoding.UTF8.GetBytes("""{ "Monitor": { "Language": "fr", /* x */ "Queries": [ { "Name": "acme", "Expression": "\"acme\" \u00e9" } ], "Network": { "PerHost": 2 } } }""");
        var changes = Gen.Elements(Enumerable.Range(0, right.Length).ToArray()).Zip(Gen.Choose(0, 255)).ListOf(3).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(changes, places =>
        {
            var bytes = (byte[])right.Clone();
            foreach (var (at, value) in places) bytes[at] = (byte)value;
            return ReadsAsSomething(bytes);
        }));
    }

    [Fact]
    public void A_right_file_cut_anywhere_gives_problems_with_a_line()
    {
        const string Right = "{ \"Monitor\": {\n \"Language\": \"fr\",\n \"Network\": { \"PerHost\": 2, \"AllowPrivate\": [ \"10.0.0.0/8\" ] } } }";
        for (var length = 0; length < Right.Length; length++)
        {
            using var written = new WrittenConfiguration(Right[..length]);
            Assert.All(written.File.Load().Problems, problem => Assert.InRange(problem.Place.Line, 1, 3));
            Assert.NotEmpty(written.File.Load().Problems);
        }
    }

    [Fact]
    public void Deep_nesting_gives_a_problem()
    {
        Assert.True(ReadsAsSomething("{ \"Monitor\": " + string.Concat(Enumerable.Repeat("[", 100_000))));
        Assert.True(ReadsAsSomething(string.Concat(Enumerable.Repeat("{\"Monitor\":", 100_000))));
    }

    [Fact]
    public void Whatever_the_environment_says_gives_settings_or_problems() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Elements([.. Words, "0", "1"]).ListOf(4).Zip(Gen.Elements(Words)).ListOf(3).ToArbitrary(), variables =>
        {
            using var written = new WrittenConfiguration();
            foreach (var (keys, value) in variables) written.With("MONITOR__" + string.Join("__", keys), value);
            var loaded = written.File.Load();
            return loaded.Settings is null == loaded.Problems.Count > 0;
        }));

    private static bool ReadsAsSomething(string text) => ReadsAsSomething(Encoding.UTF8.GetBytes(text));

    private static bool ReadsAsSomething(byte[] bytes)
    {
        using var written = new WrittenConfiguration();
        File.WriteAllBytes(Path.Combine(written.Folder, "appsettings.json"), bytes);
        var loaded = written.File.Load();
        return loaded.Settings is null == loaded.Problems.Count > 0 && loaded.Problems.All(problem => problem.What.Length > 0);
    }

    private static Gen<JsonNode?> Json(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Words).Select(word => (JsonNode?)JsonValue.Create(word)),
            Gen.Choose(-5, 100_000).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(0.5, 1e300, -1e-300).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));
        if (depth == 0) return leaf;
        var list = Json(depth - 1).ListOf(2).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        var block = Gen.Elements(Words).Zip(Json(depth - 1)).ListOf(4).Select(entries => Block(entries));
        return Gen.Frequency((1, leaf), (2, list), (4, block));
    }

    private static JsonNode? Block(IEnumerable<(string Key, JsonNode? Value)> entries)
    {
        var block = new JsonObject();
        foreach (var (key, value) in entries) block[key] = value?.DeepClone();
        return block;
    }
}
