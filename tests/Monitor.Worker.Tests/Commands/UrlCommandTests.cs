using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Testing;
using Monitor.Worker.Commands;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

public sealed class UrlCommandTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task Writes_the_shape_it_promises()
    {
        Assert.Equal(0, await RunAsync(["https://L.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fa%2F%3Futm_source%3Dx", "http://10.0.0.1/"], resolve: ["l.facebook.com=93.184.216.34"]));

        Assert.Equal(
            """
            {"url":"https://L.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fa%2F%3Futm_source%3Dx","canonical":"https://l.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fa%2F%3Futm_source%3Dx","target":"https://acme.example/a/","allowed":true,"reason":null,"hops":["https://L.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fa%2F%3Futm_source%3Dx","https://acme.example/a/?utm_source=x"]}
            {"url":"http://10.0.0.1/","canonical":"http://10.0.0.1/","target":"http://10.0.0.1/","allowed":false,"reason":"10.0.0.1:80 is a private address; name 10.0.0.1:80 in Monitor:Network:AllowPrivate to allow it.","hops":["http://10.0.0.1/"]}

            """,
            output.ToString());
    }

    [Fact]
    public async Task Reads_questions_from_standard_input_with_words_for_DNS()
    {
        await RunAsync([], stdin: """
            {"url":"http://inner.example/","resolve":{"inner.example":["10.0.0.7"]}}
            {"url":"http://mixed.example/","resolve":{"mixed.example":["93.184.216.34","10.0.0.1"]}}
            {"url":"http://unknown.example/","resolve":{"unknown.example":[]}}
            {"url":"no address"}
            """);

        Assert.Equal([false, true, true, false], Lines().Select(line => line.GetProperty("allowed").GetBoolean()));
        Assert.Contains("inner.example leads to 10.0.0.7:80", Lines()[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("", Lines()[3].GetProperty("canonical").GetString());
    }

    [Fact]
    public async Task A_line_that_does_not_read_is_named_and_the_others_are_answered()
    {
        Assert.Equal(1, await RunAsync([], stdin: """
            {"url":5}
            {"url":null}
            {"resolve":{}}
            null
            {"url":"http://acme.example/","resolve":{"acme.example":["93.184.216.34","ten"]}}
            {"url":"http://10.0.0.1/","resolve":{"10.0.0.1":null}}
            """));
        Assert.Single(Lines());
        Assert.StartsWith("line 1: this is no question", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 4: this is no question: it is no JSON object", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 5: this is no question: acme.example resolves to ten, which is no address.", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme.example")]
    [InlineData("acme.example=ten")]
    public async Task Says_how_to_write_what_DNS_is_to_say(string resolve)
    {
        Assert.Equal(2, await RunAsync(["http://acme.example/"], resolve: [resolve]));
        Assert.Contains("--resolve", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_hops_as_far_as_the_gate_lets_it()
    {
        await using var web = await RedirectingAsync("/a", "/b", "http://10.0.0.1/inner");
        var root = web.Urls.Single();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), $$"""{ "Monitor": { "Network": { "AllowPrivate": [ "{{new Uri(root).Authority}}" ] } } }""", TestContext.Current.CancellationToken);

        Assert.Equal(0, await RunAsync([$"{root}/"], hops: true));

        var line = Assert.Single(Lines());
        Assert.Equal([$"{root}/", $"{root}/a", $"{root}/b", "http://10.0.0.1/inner"], line.GetProperty("hops").EnumerateArray().Select(hop => hop.GetString()!));
        Assert.Equal(("http://10.0.0.1/inner", false), (line.GetProperty("target").GetString(), line.GetProperty("allowed").GetBoolean()));
        Assert.Contains("10.0.0.1:80 is a private address", line.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_the_shared_addresses_as_they_are_marked()
    {
        var world = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["host.docker.internal"] = ["192.168.65.254"], ["169.254.169.254.nip.io"] = ["169.254.169.254"] };
        var (vectors, port) = (Vectors("url").ToList(), 80);
        var questions = vectors.Select(one => one.GetProperty("url").GetString()!.Replace("{PORT}", $"{port}", StringComparison.Ordinal)).ToList();
        foreach (var host in questions.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? Host(address) : "").Where(host => host.Length > 0 && !IPAddress.TryParse(host, out _))) world.TryAdd(host, ["93.184.216.34"]);

        await RunAsync([], stdin: string.Join('\n', questions.Select(url => JsonSerializer.Serialize(new { url, resolve = world }))));

        var wrong = vectors.Zip(Lines()).Where(pair => pair.First.GetProperty("expect").GetString() == "allow" != pair.Second.GetProperty("allowed").GetBoolean()).Select(pair => pair.Second.ToString());
        TestContext.Current.SendDiagnosticMessage($"SSRF through the verb: {vectors.Count} URLs");
        Assert.Empty(wrong);
        Assert.Equal(vectors.Count, Lines().Count);
    }

    [Fact]
    public async Task Judges_the_shared_addresses_of_the_net_by_name_and_by_number()
    {
        var vectors = Vectors("ip").ToList();
        await RunAsync([], stdin: string.Join('\n', vectors.Select(one => JsonSerializer.Serialize(new { url = "http://named.example/", resolve = new Dictionary<string, string[]> { ["named.example"] = [one.GetProperty("ip").GetString()!] } }))));

        var wrong = vectors.Zip(Lines()).Where(pair => pair.First.GetProperty("verdict").GetString() == "allow" != pair.Second.GetProperty("allowed").GetBoolean()).Select(pair => $"{pair.First}: {pair.Second}");
        TestContext.Current.SendDiagnosticMessage($"SSRF through the verb: {vectors.Count} addresses");
        Assert.Empty(wrong);
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    private static string Host(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    private static JsonElement.ArrayEnumerator Vectors(string part)
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json") is null, SharedMaterial.Missing);
        return JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json")!)).RootElement.GetProperty(part).EnumerateArray();
    }

    private static async Task<WebApplication> RedirectingAsync(params string[] chain)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.Redirect(chain[Array.IndexOf(chain, context.Request.Path.Value) + 1]);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }

    private List<JsonElement> Lines() => [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<int> RunAsync(string[] urls, string[]? resolve = null, bool hops = false, string? stdin = null)
    {
        var file = File.Exists(folder.File("appsettings.json")) ? folder.File("appsettings.json") : null;
        var context = new CommandContext(file, "error", TimeProvider.System, output, errors);
        return UrlCommand.RunAsync(context, new UrlArguments(urls, resolve ?? [], hops, stdin is not null, Json: true), new StringReader(stdin ?? ""), TestContext.Current.CancellationToken);
    }
}
