namespace Monitor.Core.Normalizing;

/// <summary>Which links are asked about, how fast, and how long an answer is believed.</summary>
public sealed record LinkRules
{
    private readonly WebAddress[] homes = [];

    /// <summary>Whether the network is asked at all.</summary>
    public bool Resolve { get; init; } = true;

    public Shorteners Shorteners { get; init; } = Shorteners.Usual;

    /// <summary>Least time between two requests to one host.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Addresses that queries look for. Whoever arrives there is not asked whether it goes on.</summary>
    public IReadOnlyList<string> Homes
    {
        get;
        init
        {
            field = value;
            homes = [.. value.Select(WebAddress.Read).OfType<WebAddress>()];
        }
    } = [];

    /// <summary>How long it is believed that a short link leads where it led.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether a query looks for the address.</summary>
    public bool IsHome(string address) => homes.Length > 0 && WebAddress.Read(address) is { } place && Array.Exists(homes, home => home.Covers(place));
}
