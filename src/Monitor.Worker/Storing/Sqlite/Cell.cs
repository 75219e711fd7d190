namespace Monitor.Worker.Storing.Sqlite;

/// <summary>A value for a row: a text, a number or NULL. No object is made of a number.</summary>
internal readonly record struct Cell(string? Text, long? Number)
{
    public static implicit operator Cell(string? text) => new(text, null);

    public static implicit operator Cell(long? number) => new(null, number);

    public static implicit operator Cell(long number) => new(null, number);
}
