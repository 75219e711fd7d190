namespace Monitor.Fuzz;

/// <summary>Something that reads what strangers wrote.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Kind">Whose words it understands.</param>
/// <param name="Read">Reads an input and throws a <see cref="BrokenClaimException"/>, or anything else, when what must hold does not. The same
/// input gives the same reading.</param>
internal sealed record FuzzTarget(string Name, SeedKind Kind, Action<byte[]> Read);

/// <summary>What must hold of every reading, and did not.</summary>
internal sealed class BrokenClaimException(string claim) : Exception(claim);
