using System.Text.Json;
using Monitor.Worker.Commands;

namespace Monitor.Worker.Tests.Commands;

public sealed class MatchCommandTests
{
    [Fact]
    public void Writes_one_line_per_match_in_input_order_then_query_order()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            {"name":"corp","expression":"\"acme corp\""}

            {"name":"brand","expression":"acme lang:fr"}
            """);
        try
        {
            var (code, output, errors) = Run(
                new(null, file, Count: false),
                """{"id":"1","body":"Voici Ácme Corp 🔥","lang":"fr"}""",
                """{"id":"2","body":"nothing"}""",
                """{"id":"3","title":"#AcmeCorp","body":null,"author":{"handle":"ann"},"links":["https://acme.com"],"tags":["x"],"score":3,"published":"2026-11-22T08:00:00Z"}""");

            Assert.Equal((0, ""), (code, errors));
            Assert.Equal(
                """
                {"id":"1","query":"corp","spans":[{"field":"body","start":6,"length":9,"text":"Ácme Corp"}]}
                {"id":"1","query":"brand","spans":[{"field":"body","start":6,"length":4,"text":"Ácme"}]}
                {"id":"3","query":"corp","spans":[{"field":"title","start":1,"length":8,"text":"AcmeCorp"}]}

                """,
                output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Counts_and_times()
    {
        var (code, output, _) = Run(new("acme", null, Count: true), """{"id":"1","body":"acme"}""", """{"id":"2","body":"x"}""");

        Assert.Equal(0, code);
        using var line = JsonDocument.Parse(output);
        Assert.Equal(2, line.RootElement.GetProperty("documents").GetInt32());
        Assert.Equal(1, line.RootElement.GetProperty("matches").GetInt32());
        Assert.True(line.RootElement.GetProperty("seconds").GetDouble() >= 0);
        Assert.True(line.RootElement.GetProperty("megabytes_per_second").GetDouble() >= 0);
    }

    [Fact]
    public void A_wrong_query_is_wrong_usage_and_shows_its_character()
    {
        var (code, output, errors) = Run(new("titel:x1 acme)", null, Count: false), """{"id":"1","body":"acme"}""");

        Assert.Equal((2, ""), (code, output));
        Assert.Equal("query: error at character 1: There is no field titel. Write: title:\ntitel:x1 acme)\n^^^^^^\nquery: error at character 14: This bracket closes nothing.\ntitel:x1 acme)\n             ^\n", errors);
    }

    [Fact]
    public void A_line_that_is_no_document_is_left_out_and_told()
    {
        var (code, output, errors) = Run(new("acme", null, Count: false), "{oops", """{"body":"acme"}""", """{"id":"3","type":"poem","body":"acme"}""", """{"id":"4","body":"acme"}""");

        Assert.Equal(1, code);
        Assert.Contains("\"id\":\"4\"", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("line 1: this is no document", errors, StringComparison.Ordinal);
        Assert.Contains("line 2: this is no document", errors, StringComparison.Ordinal);
        Assert.Contains("line 3: this is no document: type is poem", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"body":"acme"}""", "id is missing")]
    [InlineData("""{"id":null,"body":"acme"}""", "id is missing")]
    [InlineData("""{"id":5}""", "id is of another type")]
    [InlineData("""{"id":"1","author":{"followers":"12"}}""", "author.followers is of another type")]
    [InlineData("""{"id":"1","links":["x",5]}""", "links[1] is of another type")]
    [InlineData("""{"id":"1","type":"3"}""", "type is 3; it is one of article, post, comment, question, answer, issue, video, episode, review, page")]
    [InlineData("""{"id":"1","type":"post,page"}""", "type is post,page; it is one of article, post, comment, question, answer, issue, video, episode, review, page")]
    [InlineData("null", "it is no JSON object")]
    [InlineData("[]", "it is no JSON object")]
    [InlineData("{oops", "'o' is an invalid start of a property name. Expected a '\"'. (byte 2)")]
    public void A_wrong_line_is_named_in_its_own_words(string line, string problem) =>
        Assert.Equal((1, "", $"line 1: this is no document: {problem}\n"), Run(new("acme", null, Count: false), line));

    [Fact]
    public void One_place_is_written_once()
    {
        var (_, output, _) = Run(new("acme OR acm*", null, Count: false), """{"id":"1","body":"acme"}""");

        Assert.EndsWith("""[{"field":"body","start":0,"length":4,"text":"acme"}]}""" + "\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2, "FILE holds no query.\n")]
    [InlineData("""{"name":"a","expression":"acme"}|{"expression":"acme"}|{"name":"b"}|null|{"name":5}""", 2, "FILE, line 2: this is no query: name is missing\nFILE, line 3: this is no query: expression is missing\nFILE, line 4: this is no query: it is no JSON object\nFILE, line 5: this is no query: name is of another type\n")]
    [InlineData("""{"name":"a","expression":"acme"}|{"name":"a","expression":"corp"}""", 0, "FILE, line 2: warning: another query is called a too; their matches look alike.\n")]
    public void A_file_of_queries_is_checked_line_by_line(string lines, int code, string errors)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, lines.Replace('|', '\n'));
        try
        {
            Assert.Equal((code, "", errors.Replace("FILE", file, StringComparison.Ordinal)), Run(new(null, file, Count: false)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

            var (code, output, errors) = Run(new(null, file, Count: false));

            Assert.Equal((2, ""), (code, output));
            Assert.StartsWith($"{file} cannot be read: ", errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("reads as: @acme", 0, "query", "check", "@acme")]
    [InlineData("Required argument missing for option: '--query'.", 2, "match", "--query")]
    public async Task The_command_line_takes_a_handle_and_misses_an_expression(string said, int code, params string[] arguments)
    {
        using var process = MonitorProcess.Start(Path.GetTempPath(), arguments);
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(code, process.ExitCode);
        Assert.StartsWith(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"""\ud800 acme""", 2)]
    [InlineData(@"""\uDC00\ud800\udc00 acme""", 4)]
    [InlineData(@"""\\ud800 acme""", 7)]
    [InlineData(@"""\ud83d\ude00 acme""", 3)]
    public void Half_a_character_does_not_move_offsets(string body, int start)
    {
        var (code, output, _) = Run(new("acme", null, Count: false), $$"""{"id":"1","body":{{body}}}""");

        Assert.Equal(0, code);
        Assert.Contains($"\"start\":{start},", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_one_query_or_a_file()
    {
        Assert.Equal(2, Run(new(null, null, Count: false)).Code);
        Assert.Equal(2, Run(new("acme", "file", Count: false)).Code);
        Assert.Equal(2, Run(new(null, "/no/such/file", Count: false)).Code);
    }

    private static (int Code, string Output, string Errors) Run(MatchArguments arguments, params string[] lines)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(string.Join('\n', lines));
        return (MatchCommand.Run(arguments, input, output, errors), output.ToString(), errors.ToString());
    }
}
