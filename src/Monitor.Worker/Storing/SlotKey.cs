using System.Globalization;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>
/// How a slot is named within its digest: <c>2026-11-22</c> for the one of the schedule, <c>2026-11-22#001</c> for the first that somebody asked
/// for on that date.
/// </summary>
internal static class SlotKey
{
    public static string Of(ClosedSlot slot) =>
        slot.Ordinal == 0 ? slot.Date.ToColumn() : string.Create(CultureInfo.InvariantCulture, $"{slot.Date.ToColumn()}#{slot.Ordinal:d3}");

    public static (DateOnly Date, int Ordinal) Read(string key) =>
        (key[..10].ToDate(), key.Length > 10 ? int.Parse(key.AsSpan(11), CultureInfo.InvariantCulture) : 0);
}
