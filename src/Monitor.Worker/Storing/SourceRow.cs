using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A row of <c>sources</c>.</summary>
internal sealed class SourceRow
{
    public const string Select =
        """
        SELECT name AS Name, kind AS Kind, part AS Part, cursor AS Cursor, first_contact AS FirstContact, last_success AS LastSuccess,
               failures AS Failures, fault AS Fault, problem AS Problem, due AS Due, look AS Look
        FROM sources
        """;

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

    public string Look { get; init; } = "";

    public SourceMemory ToMemory() => new(
        new SourceIdentity(Name, Kind, Part),
        new Cursor(Cursor),
        FirstContact.ToTime(),
        LastSuccess.ToTime(),
        Failures,
        Fault?.To<SourceFault>(),
        Problem,
        Due.ToTime()) { Look = Look };
}
