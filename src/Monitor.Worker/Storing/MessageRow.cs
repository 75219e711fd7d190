namespace Monitor.Worker.Storing;

/// <summary>What a lease needs of a row of <c>messages</c>.</summary>
internal sealed class MessageRow
{
    public const string Columns =
        "number AS Number, id AS Id, kind AS Kind, attempts AS Attempts, fence AS Fence, doubtful AS Doubtful, digest AS Digest, slot_date AS SlotDate";

    public long Number { get; init; }

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public int Attempts { get; init; }

    public long Fence { get; init; }

    public bool Doubtful { get; init; }

    public string? Digest { get; init; }

    public string? SlotDate { get; init; }
}
