using System.Text.RegularExpressions;
using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Tests;

/// <summary>A room without its line in the catalog is a room that nobody can use.</summary>
public sealed partial class CatalogTests
{
    [Fact]
    public void Every_source_is_in_the_catalog() =>
        AssertListed(typeof(SourceOptions), [.. SourceCatalog.Kinds.Select(kind => kind.Options)], nameof(SourceCatalog));

    [Fact]
    public void Every_channel_is_in_the_catalog() =>
        AssertListed(typeof(ChannelOptions), [.. ChannelCatalog.Kinds.Select(kind => kind.Options)], nameof(ChannelCatalog));

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

    private static void AssertListed(Type options, IReadOnlyList<Type> listed, string catalog)
    {
        var rooms = options.Assembly.GetTypes().Where(type => type.IsSubclassOf(options) && !type.IsAbstract).ToList();
        Assert.All(rooms, room => Assert.True(listed.Contains(room), $"{room.FullName} is in no line of {catalog}: add one"));
        Assert.Equal(rooms.Count, listed.Count);
    }

    [GeneratedRegex("^[a-z]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
