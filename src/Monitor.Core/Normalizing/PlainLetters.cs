namespace Monitor.Core.Normalizing;

/// <summary>What the characters of the Basic Multilingual Plane are to a word that is read letter by letter: the one letter they fold to, or none.</summary>
internal static class PlainLetters
{
    /// <summary>Instead of a letter: it only separates words; it needs its neighbours to be judged, or folds to more than one; nobody asked yet.</summary>
    public const char Separator = '\0', Odd = '\uFFFF', Unmet = '\uFFFE';

    private static readonly char[] Table = NewTable();

    /// <summary>As far as they were met, which are few of them.</summary>
    public static ReadOnlySpan<char> Met => Table;

    public static char Meet(char character) => Table[character] = Of(character);

    private static char Of(char character)
    {
        if (char.IsSurrogate(character)) return Odd;
        var kind = CharacterKinds.Of(character);
        if (kind == CharacterKind.Separator) return Separator;
        Span<char> folded = stackalloc char[2];
        return kind == CharacterKind.Joining && TextFolding.TryFold([character], folded, out var length) && length == 1 ? folded[0] : Odd;
    }

    private static char[] NewTable()
    {
        var table = new char[char.MaxValue + 1];
        Array.Fill(table, Unmet);
        return table;
    }
}
