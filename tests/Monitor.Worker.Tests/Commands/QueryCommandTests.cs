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
        Assert.Equal("It matches.\n  acme is in body at 0: «Acme»\n  jobs is not there, as asked\n", Explain("acme -jobs", """{"id":"1","body":"Acme"}"""));
        Assert.Equal("It does not match.\n  jobs is excluded, and is in body at 5: «jobs»\n", Explain("acme -jobs", """{"id":"1","body":"Acme jobs"}"""));
        Assert.Equal("It matches.\n  lang:fr holds\n", Explain("lang:fr", """{"id":"1","lang":"fr"}"""));
    }

    [Theory]
    [InlineData("acme pricing", "pricing is missing")]
    [InlineData("acme -(jobs OR recrut*)", "jobs OR recrut* is excluded, and is in body at 5: «jobs», body at 10: «recrute»")]
    [InlineData("acme -lang:fr", "lang:fr is excluded, and holds")]
    [InlineData("acme (globex OR inc)", "none of these is there: globex, inc")]
    [InlineData("acme ((x1 y1) OR (jobs z1))", "z1 is missing")]
    [InlineData("acme NOT NOT inc", "inc is missing")]
    [InlineData("acme NEAR inc", "acme NEAR/4 inc is missing; inc is not there")]
    [InlineData("(x1 OR y1) NEAR inc", "(x1 OR y1) NEAR/4 inc is missing; (x1 OR y1) and inc are not there")]
    [InlineData("acme NEAR/0 recrute", "acme NEAR/0 recrute is missing; the words are there, with 1 word between")]
    [InlineData("jobs ONEAR acme", "jobs ONEAR/4 acme is missing; the words are there in another order")]
    [InlineData("=ACME", "=ACME is missing; the words are there with other capitals or accents")]
    [InlineData("title:acme", "title:acme is missing; it is in the body")]
    [InlineData("acme followers:>=5000", "followers:>=5000 does not hold; it is 12")]
    [InlineData("acme score:>1", "score:>1 does not hold; the document does not say")]
    [InlineData("acme lang:en", "lang:en does not hold; it is fr")]
    [InlineData("acme type:post", "type:post does not hold; it is comment")]
    [InlineData("acme source:blog", "source:blog does not hold; it is hn, hackernews")]
    [InlineData("acme site:acme.com", "site:acme.com does not hold; it is https://x.example/")]
    public void Explain_says_what_stands_in_the_way(string query, string reason) => Assert.Equal(
        $"It does not match.\n  {reason}\n",
        Explain(query, """{"id":"1","source":"hn","kind":"hackernews","type":"comment","url":"https://x.example/","body":"acme jobs recrute","lang":"fr","author":{"followers":12}}"""));

    [Fact]
    public void Explain_shows_no_control_characters() =>
        Assert.DoesNotContain('\e', Explain("\"acme corp\"", """{"id":"1","body":"acme \u001b\ncorp"}"""));

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
