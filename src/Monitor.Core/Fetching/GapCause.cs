namespace Monitor.Core.Fetching;

/// <summary>Why a stretch of time was not seen, in closed words that every language has. The sentence of a <see cref="Gap"/> is the operator's, in English.</summary>
public enum GapCause
{
    /// <summary>Nobody looked, where there is no sentence either; else a gap that was recorded before causes were.</summary>
    None,

    /// <summary>The place shows its newest alone, and all of that was new.</summary>
    TurnedOver,

    /// <summary>There was more than one look reads, or than the place gives out.</summary>
    TooMuch,

    /// <summary>The answer was not to be believed.</summary>
    NotBelieved,

    /// <summary>As <see cref="SourceFault.Transient"/>.</summary>
    Unreachable,

    /// <summary>As <see cref="SourceFault.RateLimited"/>.</summary>
    Throttled,

    /// <summary>As <see cref="SourceFault.Denied"/>.</summary>
    Denied,

    /// <summary>As <see cref="SourceFault.Gone"/>.</summary>
    Gone,

    /// <summary>As <see cref="SourceFault.Malformed"/>.</summary>
    Malformed,
}

/// <summary>A fault as the cause of what was not seen.</summary>
public static class GapCauses
{
    public static GapCause Cause(this SourceFault fault) => fault switch
    {
        SourceFault.RateLimited => GapCause.Throttled,
        SourceFault.Denied => GapCause.Denied,
        SourceFault.Gone => GapCause.Gone,
        SourceFault.Malformed => GapCause.Malformed,
        _ => GapCause.Unreachable,
    };
}
