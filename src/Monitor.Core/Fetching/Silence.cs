namespace Monitor.Core.Fetching;

/// <summary>A source that was seen and brought nothing for much longer than it ever did.</summary>
/// <param name="Since">When it last brought something.</param>
/// <param name="Usual">How long it takes between two arrivals on average.</param>
/// <param name="Noticed">From when on the silence was unlikely.</param>
/// <param name="Until">When it spoke again; null while it is quiet.</param>
public sealed record Silence(DateTimeOffset Since, TimeSpan Usual, DateTimeOffset Noticed, DateTimeOffset? Until = null);
