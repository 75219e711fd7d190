using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A row of <c>sources</c>.</summary>
internal sealed class SourceRow
{
    public const string Select =
        """
        SELECT o.name AS Name, o.kind AS Kind, o.part AS Part, o.cursor AS Cursor, o.first_contact AS FirstContact, o.last_success AS LastSuccess,
               o.failures AS Failures, o.fault AS Fault, o.problem AS Problem, o.due AS Due, o.rhythm AS Rhythm, o.look AS Look,
               c.starts AS CoveredFrom, c.ends AS CoveredTo
        FROM sources o
        LEFT JOIN coverage c ON c.source = o.id AND c.starts = (SELECT MAX(starts) FROM coverage WHERE source = o.id)
        """;

    public const string ByKey = $"{Select} WHERE o.key = @Key";

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Part { get; init; } = "";

    public string? Cursor { get; init; }

    public long? FirstContact { get; init; }

    public long? LastSuccess { get; init; }

    public int Failures { get; init; }

    public string? Fault { get; init; }

    public string? Problem { get; init; }

    public long Due { get; init; }

    public string? Rhythm { get; init; }

    public long? CoveredFrom { get; init; }

    public long? CoveredTo { get; init; }

    public string Look { get; init; } = "";

    public SourceMemory ToMemory() => new(
        new SourceIdentity(Name, Kind, Part),
        new Cursor(Cursor),
        FirstContact.ToTime(),
        LastSuccess.ToTime(),
        Failures,
        Fault?.To<SourceFault>(),
        Problem,
        Due.ToTime())
    {
        Covered = CoveredFrom is { } from && CoveredTo is { } to ? new Stretch(from.ToTime(), to.ToTime()) : null,
        Look = Look,
        Rhythm = StoreJson.Rhythm(Rhythm),
    };
}
