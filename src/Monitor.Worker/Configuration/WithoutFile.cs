using System.Text.Json;

namespace Monitor.Worker.Configuration;

/// <summary>What holds when there is no configuration file: mail goes into a folder, so that a first try needs no server.</summary>
internal static class WithoutFile
{
    /// <summary>Adds the channel and its digest, unless the environment brings channels or digests of its own.</summary>
    public static void Complete(BlockNode monitor, Kinds kinds)
    {
        var isTaken = monitor.Entries.ContainsKey("Channels") || monitor.Entries.ContainsKey("Digests");
        if (isTaken || !kinds.Channels.Any(kind => kind.Type == "email")) return;
        var pickup = JsonEncodedText.Encode(Path.Combine(monitor.Text("DataDirectory") ?? new MonitorOptions().DataDirectory, "mail"));
        var defaults = JsonTree.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {
              "Channels": [ { "Name": "mail", "Type": "email", "From": "Monitor <monitor@localhost>", "To": [ "you@localhost" ], "Pickup": "{{pickup}}" } ],
              "Digests": [ { "Name": "morning", "Channel": "mail", "At": "08:00" } ]
            }
            """), "the defaults", out _);
        foreach (var entry in defaults!.Entries.Values) monitor.Entries[entry.Key] = entry;
    }
}
