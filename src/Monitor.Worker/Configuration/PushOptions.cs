namespace Monitor.Worker.Configuration;

/// <summary>Feeds that tell instead of being asked (WebSub).</summary>
public sealed class PushOptions
{
    /// <summary>Whether feeds that declare a hub are subscribed to. The hub must reach <c>Monitor:BaseUrl</c> from outside.</summary>
    public bool Enabled { get; set; }
}
