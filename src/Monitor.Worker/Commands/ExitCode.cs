namespace Monitor.Worker.Commands;

/// <summary>What a verb ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Some source or delivery failed; the rest is done.</summary>
    public const int Partly = 1;

    /// <summary>Wrong usage or configuration; nothing was done.</summary>
    public const int Usage = 2;

    public const int Failed = 3;
}
