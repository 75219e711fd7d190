namespace Monitor.Worker.Storing;

/// <summary>A stretch that a look saw of a source.</summary>
/// <param name="Source">The source's row.</param>
/// <param name="Starts">From when on.</param>
/// <param name="Ends">Until when.</param>
/// <param name="Now">When the look ended.</param>
internal sealed record SeenRow(long Source, long Starts, long Ends, long Now)
{
    public const string Extend =
        """
        UPDATE coverage SET ends = @Ends
        WHERE source = @Source AND starts <= @Starts AND ends >= @Starts AND ends <= @Ends
          AND NOT EXISTS (SELECT 1 FROM coverage later WHERE later.source = coverage.source AND later.starts > coverage.starts AND later.starts <= @Ends)
        """;

    public const string CloseGaps =
        """
        UPDATE gaps SET made_good = CASE WHEN starts < @Starts THEN made_good ELSE @Now END,
                        noted = CASE WHEN starts < @Starts THEN noted ELSE @Now END,
                        ends = CASE WHEN starts < @Starts THEN @Starts ELSE ends END
        WHERE source = @Source AND made_good IS NULL AND ends > @Starts AND ends <= @Ends
        """;
}
