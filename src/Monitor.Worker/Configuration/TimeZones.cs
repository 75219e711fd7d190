namespace Monitor.Worker.Configuration;

/// <summary>Time zones by their IANA name.</summary>
internal static class TimeZones
{
    /// <summary>Finds a zone. Windows' names, which .NET would take on every system, are no IANA names and are refused.</summary>
    public static bool TryRead(string text, out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(text, out zone) && zone.HasIanaId;

    /// <summary>What to write instead.</summary>
    public static string Mend(string text)
    {
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(text, out var name)) return $"write {name}";
        var nearest = Spelling.Nearest(text.Trim().Replace(' ', '_'), TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id));
        return nearest is null ? "write an IANA name, such as Europe/Paris or UTC" : $"did you mean {nearest}?";
    }
}
