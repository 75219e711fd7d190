using Monitor.Core.Matching;

namespace Monitor.Core.Storing;

/// <summary>A mention as the store keeps it.</summary>
/// <param name="Number">Its number on the page: grows with every mention stored.</param>
/// <param name="Mention">The mention.</param>
/// <param name="Copies">How many other mentions tell the same story.</param>
public sealed record StoredMention(long Number, Mention Mention, int Copies);
