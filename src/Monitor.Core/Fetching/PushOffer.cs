namespace Monitor.Core.Fetching;

/// <summary>What a source declares for whoever would rather be told than ask (WebSub, 4).</summary>
/// <param name="Hub">Whom to subscribe with.</param>
/// <param name="Topic">What to subscribe to.</param>
public sealed record PushOffer(Uri Hub, Uri Topic)
{
    /// <summary>Longer addresses are nobody's hub.</summary>
    public const int MaxLength = 2_000;
}
