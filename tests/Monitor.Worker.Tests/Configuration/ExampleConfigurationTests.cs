using System.Text;
using Monitor.Core.Matching;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

/// <summary>appsettings.example.json and docs/reference/configuration.md hold every key that the code takes, and nothing else.</summary>
public sealed class ExampleConfigurationTests
{
    internal static readonly string Repository = FindRepository();
    private static readonly string Example = Path.Combine(Repository, "appsettings.example.json");

    /// <summary>Every kind of source and channel, with the list its blocks stand in.</summary>
    public static TheoryData<string, string> AllKinds =>
        new([.. Kinds.Catalogs.Sources.Select(kind => ("Sources", kind.Type)), .. Kinds.Catalogs.Channels.Select(kind => ("Channels", kind.Type))]);

    [Fact]
    public void The_example_binds_and_validates()
    {
        Assert.Empty(Load().Problems.Select(problem => problem.ToString()));
    }

    /// <summary>Reads the example as the program does.</summary>
    internal static LoadedConfiguration Load() => new ConfigurationFile
    {
        Path = Example,
        WorkingDirectory = Repository,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        Expressions = text => [.. QueryParser.Parse(text).Errors.Select(problem => new ExpressionProblem(problem.Position, problem.Message))],
    }.Load();

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Every_kind_has_blocks_in_the_example_that_name_all_its_options(string list, string type)
    {
        var blocks = Monitor().List(list).OfType<BlockNode>().Where(block => block.Text("Type") == type).ToList();

        Assert.True(blocks.Count > 0, $"appsettings.example.json has no block of Type {type} in {list}: add one that names every option");
        var common = list == "Sources" ? typeof(Monitor.Sources.SourceOptions) : typeof(Monitor.Worker.Delivering.ChannelOptions);
        Assert.Empty(Missing(Kinds.Catalogs.Of(common)![type], blocks).Except(Shared(common)));
    }

    [Fact]
    public void Options_that_all_kinds_share_are_named_in_the_example()
    {
        foreach (var (list, common) in new[] { ("Sources", typeof(Monitor.Sources.SourceOptions)), ("Channels", typeof(Monitor.Worker.Delivering.ChannelOptions)) })
            Assert.Empty(Missing(common, [.. Monitor().List(list).OfType<BlockNode>()]));
    }

    [Fact]
    public void All_other_options_are_named_in_the_example()
    {
        var text = File.ReadAllText(Example);

        var unnamed = Names(typeof(MonitorOptions)).Where(name => !text.Contains($"\"{name}\"", StringComparison.Ordinal));

        Assert.Empty(unnamed);
    }

    [Fact]
    public void Every_option_is_explained_in_the_reference()
    {
        var text = File.ReadAllText(Path.Combine(Repository, "docs", "reference", "configuration.md"));
        var types = Kinds.Catalogs.Sources.Select(kind => kind.Options).Concat(Kinds.Catalogs.Channels.Select(kind => kind.Options)).Append(typeof(MonitorOptions));

        var unexplained = types.SelectMany(Names).Distinct(StringComparer.Ordinal).Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal));

        Assert.Empty(unexplained);
    }

    /// <summary>What none of the blocks names, of a class of options and of those within it.</summary>
    private static IEnumerable<string> Missing(Type options, IReadOnlyList<BlockNode> blocks)
    {
        foreach (var property in OptionProperty.Of(options))
        {
            if (!blocks.Any(block => block.Entries.ContainsKey(property.Name) || (property.IsSecret && block.Entries.ContainsKey(property.Name + "File")))) yield return property.Name;
            if (property.Entry is not null || Scalars.Knows(property.Type)) continue;
            foreach (var within in Missing(property.Type, [.. blocks.Select(block => block[property.Name]).OfType<BlockNode>()])) yield return $"{property.Name}:{within}";
        }
    }

    private static IEnumerable<string> Shared(Type common) => OptionProperty.Of(common).Select(property => property.Name);

    private static IEnumerable<string> Names(Type options) => OptionProperty.Of(options).SelectMany(property =>
        (property.Entry ?? property.Type) is var type && !Scalars.Knows(type) && !type.IsAbstract ? Names(type).Prepend(property.Name) : [property.Name]);

    private static BlockNode Monitor()
    {
        var root = JsonTree.Read(Encoding.UTF8.GetBytes(File.ReadAllText(Example)), Example, out var problems);
        Assert.Empty(problems);
        return Assert.IsType<BlockNode>(root?["Monitor"]);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }
}
