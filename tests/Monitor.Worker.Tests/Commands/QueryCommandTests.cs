using Monitor.Worker.Commands;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

public sealed class QueryCommandTests
{
    [Fact]
    public void Check_shows_warnings_and_the_canonical_form()
    {
        using var output = new StringWriter();

        Assert.Equal(0, QueryCommand.Check(new("acme ET C++ SAUF jobs", Json: false), [], output));
        Assert.Equal("warning at character 9: Words ignore the signs in C++. Write: `C++`\nacme ET C++ SAUF jobs\n        ^^^\nreads as: acme AND C AND NOT jobs\n", output.ToString());
    }

    [Fact]
    public void Check_tries_the_query_on_what_is_stored()
    {
        using var output = new StringWriter();

        Assert.Equal(0, QueryCommand.Check(new("acme -jobs", Json: false), [Sample.Document("1") with { Body = "acme jobs" }], output));
        Assert.Equal("warning at character 7: This NOT hides 1 of the 1 stored documents that the query would find without it.\nacme -jobs\n      ^^^^\nreads as: acme AND NOT jobs\n", output.ToString());
    }

    [Fact]
    public void Check_writes_json()
    {
        using var output = new StringWriter();

        Assert.Equal(2, QueryCommand.Check(new("titel:x1", Json: true), [], output));
        Assert.Equal("""{"valid":false,"problems":[{"severity":"error","position":0,"length":6,"message":"There is no field titel.","mend":"title:"}]}""" + "\n", output.ToString());
    }

    [Fact]
    public void Explain_says_why_and_why_not()
    {
        Assert.Equal("It matches.\n  acme is in body 0: «Acme»\n  jobs is not there\n", Explain("acme -jobs", """{"id":"1","body":"Acme"}"""));
        Assert.Equal("It does not match; 1 part(s) away.\n  jobs is in body 5: «jobs»\n", Explain("acme -jobs", """{"id":"1","body":"Acme jobs"}"""));
        Assert.Equal("It matches.\n  lang:fr holds\n", Explain("lang:fr", """{"id":"1","lang":"fr"}"""));
    }

    [Fact]
    public void Explain_needs_a_document()
    {
        using var nothing = new StringReader("");
        using var errors = new StringWriter();

        Assert.Equal(2, QueryCommand.Explain(new("acme", Json: false), nothing, TextWriter.Null, errors));
        Assert.Contains("reads one document", errors.ToString(), StringComparison.Ordinal);
    }

    private static string Explain(string query, string document)
    {
        using var input = new StringReader(document);
        using var output = new StringWriter();
        Assert.Equal(0, QueryCommand.Explain(new(query, Json: false), input, output, TextWriter.Null));
        return output.ToString();
    }
}
