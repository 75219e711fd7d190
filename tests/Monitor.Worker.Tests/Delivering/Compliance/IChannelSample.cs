using Monitor.Core.Delivering;

namespace Monitor.Worker.Tests.Delivering.Compliance;

/// <summary>A little world for one kind of channel, healthy or broken. One for each kind in the catalog.</summary>
internal interface IChannelSample : IDisposable
{
    /// <summary>The kind's name in the catalog.</summary>
    string Type { get; }

    /// <summary>What the channel's configuration keeps secret; null when nothing.</summary>
    string? Secret { get; }

    /// <summary>A channel whose peer takes everything.</summary>
    IChannel Healthy(string language);

    /// <summary>A channel whose peer takes nothing.</summary>
    IChannel Broken();

    /// <summary>How many messages the healthy peer has shown to somebody.</summary>
    int Shown();
}
