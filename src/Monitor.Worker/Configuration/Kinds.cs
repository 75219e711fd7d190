using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Configuration;

/// <summary>The kinds of sources and channels a configuration may name.</summary>
public sealed record Kinds(IReadOnlyList<SourceKind> Sources, IReadOnlyList<ChannelKind> Channels)
{
    /// <summary>Those this program has.</summary>
    public static Kinds Catalogs { get; } = new(SourceCatalog.Kinds, ChannelCatalog.Kinds);

    /// <summary>The options classes by the name of their kind, for a class that is different for every kind; null for every other class.</summary>
    internal IReadOnlyDictionary<string, Type>? Of(Type options) =>
        options == typeof(SourceOptions) ? Sources.ToDictionary(kind => kind.Type, kind => kind.Options, StringComparer.OrdinalIgnoreCase)
        : options == typeof(ChannelOptions) ? Channels.ToDictionary(kind => kind.Type, kind => kind.Options, StringComparer.OrdinalIgnoreCase)
        : null;
}
