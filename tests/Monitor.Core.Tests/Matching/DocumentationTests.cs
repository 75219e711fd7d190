using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("query-language.md")]
    [InlineData("query-language.fr.md")]
    public void Every_example_of_the_guide_reads_without_a_warning(string page)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln"))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The repository is not around this test.");
        var examples = File.ReadLines(Path.Combine(folder!.FullName, "docs", page))
            .Where(line => line.StartsWith('`') && line.EndsWith('`') && !line.StartsWith("```", StringComparison.Ordinal))
            .Select(line => line[1..^1]).ToArray();

        Assert.True(examples.Length >= 7);
        foreach (var example in examples) Assert.True(QueryParser.Parse(example).Problems.Count == 0, $"{example}: {string.Join('\n', QueryParser.Parse(example).Problems)}");
    }
}
