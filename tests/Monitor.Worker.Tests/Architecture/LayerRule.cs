using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Tests.Architecture;

/// <summary>One "never" of the design.</summary>
/// <param name="Name">As a sentence.</param>
/// <param name="Breaks">Whether a use breaks it.</param>
internal sealed record LayerRule(string Name, Func<TypeUse, bool> Breaks)
{
    private static readonly string[] CoreRooms = ["Fetching", "Normalizing", "Matching", "Storing", "Delivering"];
    private static readonly string[] SourceRooms = [.. SourceCatalog.Kinds.Select(kind => kind.Options.Namespace!).Distinct()];
    private static readonly string[] ChannelRooms = [.. ChannelCatalog.Kinds.Select(kind => kind.Options.Namespace!).Distinct()];

    // What touches the world, or makes up its own time; Path, Stream and MemoryStream do not.
    private static readonly string[] World =
        ["System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Environment", "System.Console", "System.Diagnostics.Process"];

    public static IReadOnlyList<LayerRule> All { get; } =
    [
        new("Core sees nothing but itself and the framework", use =>
            Within(use.FromRoom, "Monitor.Core") && Within(use.ToRoom, "Monitor", "Microsoft", "AngleSharp") && !Within(use.ToRoom, "Monitor.Core") && !IsOfTheCompiler(use)),
        new("Core is pure", use =>
            Within(use.FromRoom, "Monitor.Core")
            && ((World.Contains(use.To) && use.Member != "get_CurrentManagedThreadId") // every iterator asks that of System.Environment
                || use is { To: "System.TimeProvider", Member: "get_System" }
                || Within(use.ToRoom, "System.Net.Http", "System.Net.Sockets"))),
        new("Inside Core a room sees only the rooms before it on the path", use =>
            CoreRoom(use.FromRoom) is { } from && CoreRoom(use.ToRoom) is { } to && to > from),
        new("A source sees of Core what is fetched and made clean", use =>
            Within(use.FromRoom, "Monitor.Sources") && Within(use.ToRoom, "Monitor.Core") && !Within(use.ToRoom, "Monitor.Core.Fetching", "Monitor.Core.Normalizing")),
        new("A source sees no store, log or host", use =>
            Within(use.FromRoom, "Monitor.Sources") && Within(use.ToRoom, "Microsoft", "Dapper", "Serilog", "Quartz", "Monitor.Worker", "System.Data") && !IsOfTheCompiler(use)),
        new("Among sources, a source is seen by itself and the catalog alone", use =>
            Within(use.FromRoom, "Monitor.Sources") && use.From != typeof(SourceCatalog).FullName && IsOutside(use, SourceRooms)),
        new("A channel is seen by itself and the catalog alone", use => use.From != typeof(ChannelCatalog).FullName && IsOutside(use, ChannelRooms)),
        new("The pipeline sees Core alone, and writes to a log", use =>
            Within(use.FromRoom, "Monitor.Worker.Pipeline")
            && !Within(use.ToRoom, "Monitor.Worker.Pipeline", "Monitor.Core", "System", "Microsoft.Extensions.Logging") && use.ToRoom.Length > 0 && !IsOfTheCompiler(use)),
        new("Storing does not see delivering", use => Within(use.FromRoom, "Monitor.Worker.Storing") && Within(use.ToRoom, "Monitor.Worker.Delivering")),
        new("Delivering does not see storing", use =>
            Within(use.FromRoom, "Monitor.Worker.Delivering") && Within(use.ToRoom, "Monitor.Worker.Storing", "Dapper", "Npgsql", "Microsoft.Data", "System.Data")),
        new("Only storing knows SQL", use => Within(use.ToRoom, "Dapper", "Microsoft.Data.Sqlite", "Npgsql") && !Within(use.FromRoom, "Monitor.Worker.Storing")),
        new("Only the configuration and the command line touch IConfiguration", use =>
            Within(use.ToRoom, "Microsoft.Extensions.Configuration") && !Within(use.FromRoom, "Monitor.Worker.Configuration", "Monitor.Worker.Commands") && use.From != "Program"),
        new("Every outgoing byte of HTTP passes the gate", use =>
            use is { Member: ".ctor", To: "System.Net.Http.HttpClient" or "System.Net.Http.HttpMessageInvoker" or "System.Net.Http.SocketsHttpHandler" or "System.Net.Http.HttpClientHandler" or "System.Net.HttpWebRequest" }
            && !Within(use.FromRoom, "Monitor.Sources.Http")
            && use.From != "Monitor.Sources.Mastodon.MastonetClient"), // the library wants a client: it gets one whose handler is the gate
    ];

    public override string ToString() => Name;

    private static bool Within(string room, params ReadOnlySpan<string> rooms)
    {
        foreach (var outer in rooms)
        {
            if (room == outer || (room.StartsWith(outer, StringComparison.Ordinal) && room[outer.Length] == '.')) return true;
        }

        return false;
    }

    private static bool IsOutside(TypeUse use, string[] rooms) => rooms.Any(room => Within(use.ToRoom, room) && !Within(use.FromRoom, room));

    private static int? CoreRoom(string room)
    {
        var index = Array.FindIndex(CoreRooms, name => Within(room, $"Monitor.Core.{name}"));
        return index < 0 ? null : index;
    }

    // Attributes that the compiler embeds or that analyzers read; they do nothing.
    private static bool IsOfTheCompiler(TypeUse use) => Within(use.ToRoom, "Microsoft.CodeAnalysis");
}
