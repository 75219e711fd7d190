using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>What a successful look leaves in <c>sources</c>.</summary>
internal sealed record SuccessRow
{
    /// <summary>Returns the row's id; nothing when another look was saved since this one began.</summary>
    public const string Upsert =
        """
        INSERT INTO sources (key, name, kind, part, cursor, first_contact, last_success, last_attempt, failures, fault, problem, due, listed, rhythm, look)
        VALUES (@Key, @Name, @Kind, @Part, @Cursor, @At, @At, @At, 0, NULL, @Problem, @Due, @Listed, @Rhythm, @Look)
        ON CONFLICT (key) DO UPDATE SET
            kind = excluded.kind, cursor = excluded.cursor, first_contact = COALESCE(sources.first_contact, excluded.first_contact),
            last_success = excluded.last_success, last_attempt = excluded.last_attempt, failures = 0,
            fault = NULL, problem = excluded.problem, due = excluded.due, listed = COALESCE(excluded.listed, sources.listed),
            rhythm = excluded.rhythm,
            look = excluded.look
        WHERE @After IS NULL OR sources.look IN (@After, @Look)
        RETURNING id
        """;

    private SuccessRow(Haul haul, string look)
    {
        (Key, Name, Kind, Part) = (haul.Source.Key, haul.Source.Name, haul.Source.Kind, haul.Source.Part);
        Cursor = haul.Cursor.Text is null ? null : StoreText.Clean(haul.Cursor.Text);
        At = haul.At.ToUnixTimeMilliseconds();
        Problem = haul.Warnings.Count == 0 ? null : StoreText.Clean(string.Join('\n', haul.Warnings));
        Due = haul.Due.ToUnixTimeMilliseconds();
        Listed = haul.Documents.Count == 0 ? null : At;
        Rhythm = StoreJson.Rhythm(haul.Rhythm);
        (Look, After) = (look, haul.After);
    }

    public string Key { get; }

    public string Name { get; }

    public string Kind { get; }

    public string Part { get; }

    public string? Cursor { get; }

    public long At { get; }

    public string? Problem { get; }

    public long Due { get; }

    public long? Listed { get; }

    public string? Rhythm { get; }

    public string Look { get; }

    public string? After { get; }

    /// <param name="haul">What the look brought.</param>
    /// <param name="look">The look's name.</param>
    public static SuccessRow Of(Haul haul, string look) => new(haul, look);
}
