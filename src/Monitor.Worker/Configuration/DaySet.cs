namespace Monitor.Worker.Configuration;

/// <summary>Days of the week, written <c>Mon-Fri</c>, <c>Mon,Wed,Fri</c> or <c>Fri-Mon,Wed</c>; English names, three letters or whole.</summary>
public readonly record struct DaySet
{
    private readonly byte bits;

    private DaySet(byte bits) => this.bits = bits;

    public static DaySet All { get; } = new(0b111_1111);

    public bool Contains(DayOfWeek day) => (bits & (1 << (int)day)) != 0;

    /// <summary>Reads the written form; false when it is not one.</summary>
    public static bool TryParse(string text, out DaySet days)
    {
        days = default;
        byte set = 0;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryParseDay(ends[0], out var first) || !TryParseDay(ends[^1], out var last)) return false;
            for (var day = first; ; day = (DayOfWeek)(((int)day + 1) % 7))
            {
                set |= (byte)(1 << (int)day);
                if (day == last) break;
            }
        }

        days = new(set);
        return true;
    }

    public override string ToString()
    {
        var set = this;
        return string.Join(',', Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)).Where(set.Contains).Select(day => day.ToString()[..3]));
    }

    private static bool TryParseDay(string text, out DayOfWeek day)
    {
        foreach (var candidate in Enum.GetValues<DayOfWeek>())
        {
            day = candidate;
            var name = candidate.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase)) return true;
        }

        day = default;
        return false;
    }
}
