using System.Text.Json;
using Monitor.Worker.Commands;

namespace Monitor.Worker.Tests.Commands;

public sealed class ParseCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parse").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    private string File(string name, string content)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private static (int Outcome, IReadOnlyList<JsonElement> Lines) Run(ParseArguments arguments, string input = "")
    {
        var output = new StringWriter();
        var outcome = ParseCommand.Run(arguments, new StringReader(input), output);
        return (outcome, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)]);
    }

    [Fact]
    public void Writes_one_line_for_each_file()
    {
        var feed = File("a.xml", "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>Zoë</title><description>&lt;p onclick='x'&gt;Hi &lt;a href='/x'&gt;x&lt;/a&gt;&lt;/p&gt;</description><pubDate>Sun, 22 Nov 2026 10:00:00 +0100</pubDate></item></channel></rss>");
        var nothing = File("b.txt", "hello");

        var (outcome, lines) = Run(new ParseArguments([feed, nothing, Path.Combine(folder, "missing")], new Uri("https://example.org/"), []));

        Assert.Equal(1, outcome);
        var item = lines[0].GetProperty("items")[0];
        Assert.Equal(("rss20", "utf-8", "T"), (lines[0].GetProperty("format").GetString(), lines[0].GetProperty("encoding").GetString(), lines[0].GetProperty("title").GetString()));
        Assert.Equal(("Zoë", "Hi x"), (item.GetProperty("title").GetString(), item.GetProperty("text").GetString()));
        Assert.Equal("<p>Hi <a href=\"https://example.org/x\">x</a></p>", item.GetProperty("html").GetString());
        Assert.Equal("https://example.org/x", item.GetProperty("links")[0].GetString());
        Assert.Equal("2026-11-22T09:00:00Z", item.GetProperty("published").GetString());
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("error").ValueKind);
        Assert.NotNull(lines[1].GetProperty("error").GetString());
        Assert.NotNull(lines[2].GetProperty("error").GetString());
    }

    [Fact]
    public void Reads_the_list_from_standard_input_and_obeys_headers()
    {
        var feed = File("a.xml", "<rss version='2.0'><channel><link>/home</link></channel></rss>");

        var (outcome, lines) = Run(new ParseArguments([], null, ["Content-Type: text/xml; charset=iso-8859-1", "content-location: https://example.org/dir/", "Content-Language: fr"]), feed + "\n");

        Assert.Equal(0, outcome);
        Assert.Equal(
            ("iso-8859-1", "https://example.org/home", "fr"),
            (lines[0].GetProperty("encoding").GetString(), lines[0].GetProperty("url").GetString(), lines[0].GetProperty("language").GetString()));
    }

    [Theory]
    [InlineData("https://example.org/blog/", 0, "https://example.org/blog/1")]
    [InlineData("blog", 1, "give a whole address")]
    public async Task Takes_the_address_that_the_documents_were_found_at(string address, int outcome, string said)
    {
        var page = File("page.html", "<div class='h-entry'><a class='u-url p-name' href='1'>One</a></div>");

        using var process = MonitorProcess.Start(folder, "parse", page, "--base-url", address);
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(outcome, Math.Min(process.ExitCode, 1));
        Assert.Contains(said, output, StringComparison.Ordinal);
    }
}
