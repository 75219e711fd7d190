using System.Text.RegularExpressions;
using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Tests;

/// <summary>A room without its line in the catalog is a room that nobody can use.</summary>
public sealed partial class CatalogTests
{
    [Fact]
    public void Every_source_is_in_the_catalog() =>
        Assert.Equal(Rooms(typeof(SourceOptions)), SourceCatalog.Kinds.Select(kind => kind.Options.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_channel_is_in_the_catalog() =>
        Assert.Equal(Rooms(typeof(ChannelOptions)), ChannelCatalog.Kinds.Select(kind => kind.Options.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_kind_has_one_lower_case_name_and_is_found_by_it()
    {
        string[] types = [.. SourceCatalog.Kinds.Select(kind => kind.Type), .. ChannelCatalog.Kinds.Select(kind => kind.Type)];
        Assert.All(types, type => Assert.Matches(Name(), type));
        Assert.Equal(types.Length, types.Distinct(StringComparer.Ordinal).Count());
        Assert.All(SourceCatalog.Kinds, kind => Assert.Same(kind, SourceCatalog.Find(kind.Type.ToUpperInvariant())));
        Assert.All(ChannelCatalog.Kinds, kind => Assert.Same(kind, ChannelCatalog.Find(kind.Type.ToUpperInvariant())));
        Assert.Null(SourceCatalog.Find("carrier-pigeon"));
        Assert.Null(ChannelCatalog.Find("carrier-pigeon"));
    }

    private static IEnumerable<string?> Rooms(Type options) =>
        options.Assembly.GetTypes().Where(type => type.IsSubclassOf(options) && !type.IsAbstract).Select(type => type.FullName).Order(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
