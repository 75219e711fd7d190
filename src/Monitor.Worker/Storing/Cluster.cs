using System.Data.Common;

namespace Monitor.Worker.Storing;

/// <summary>What the scheduler needs to share its work with the other nodes.</summary>
/// <param name="Node">This node's id.</param>
/// <param name="Schedule">Connections for the scheduler's own tables.</param>
public sealed record Cluster(string Node, DbDataSource Schedule);
