namespace Monitor.Worker.Configuration;

/// <summary>An option in which nodes that share a store may differ: where one of them runs, not what all of them do.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EachNodesOwnAttribute : Attribute;
