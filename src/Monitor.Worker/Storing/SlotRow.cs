using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A row of <c>digest_slots</c>.</summary>
internal sealed class SlotRow
{
    public const string Select =
        "SELECT digest AS Digest, local_date AS LocalDate, window_from AS WindowFrom, window_to AS WindowTo FROM digest_slots";

    public string Digest { get; init; } = "";

    public string LocalDate { get; init; } = "";

    public long? WindowFrom { get; init; }

    public long WindowTo { get; init; }

    public ClosedSlot ToSlot()
    {
        var (date, ordinal) = SlotKey.Read(LocalDate);
        return new ClosedSlot(Digest, date, WindowFrom.ToTime(), WindowTo.ToTime(), ordinal);
    }
}
