using System.Text.RegularExpressions;
using Monitor.Worker.Configuration;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Configuration;

/// <summary>What compose.yaml says to the program is in the program's words.</summary>
public sealed partial class ComposeTests : IDisposable
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(ExampleConfigurationTests.Repository, "compose.yaml"));

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_variable_of_both_profiles_binds()
    {
        await File.WriteAllTextAsync(folder.File("postgres"), "Host=postgres;Database=monitor;Username=monitor;Password=made-up", TestContext.Current.CancellationToken);
        var blocks = Lines.Select(line => Variable().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups["indent"].Length)
            .Select(block => block.ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value.Replace("/run/secrets", folder.Path, StringComparison.Ordinal), StringComparer.Ordinal))
            .ToList();

        Assert.Equal(2, blocks.Count);
        Assert.Contains(blocks, block => block.ContainsKey("MONITOR__Store__ConnectionStringFile"));
        foreach (var block in blocks)
        {
            var loaded = new ConfigurationFile { WorkingDirectory = folder.Path, Environment = block, Expressions = _ => [] }.Load();
            Assert.Empty(loaded.Problems.Select(problem => problem.ToString()));
        }
    }

    [Fact]
    public void Every_volume_and_secret_that_a_service_names_is_declared()
    {
        var named = Lines.Select(line => Named().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Distinct();
        var declared = Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ' && line.EndsWith(':')).Select(line => line.Trim(' ', ':'));

        Assert.Empty(named.Except(declared, StringComparer.Ordinal));
    }

    [GeneratedRegex("^(?<indent> +)(?<key>MONITOR__[A-Za-z_]+): \"?(?<value>[^\"]+)\"?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    // "- data:/data" and "- slack"; what begins with a dot is a place of the host.
    [GeneratedRegex("^ +- (?<name>[a-z][a-z0-9_]*)(:/.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
