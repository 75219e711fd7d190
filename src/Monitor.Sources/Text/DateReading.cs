using System.Globalization;

namespace Monitor.Sources.Text;

/// <summary>One date being read from left to right: numbers find their places by their length, their neighbours and what is still missing.</summary>
internal ref struct DateReading()
{
    private int year = -1, month = -1, day = -1, dayOfYear = -1, week = -1;
    private int hour = -1, minute, second, zone;
    private double fraction;
    private bool zoned, afternoon, morning;
    private char before = ' ';
    private TimeZoneInfo? place;

    public DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var rest = text[at..];
            var length = char.IsAsciiDigit(rest[0]) ? Number(rest) : char.IsLetter(rest[0]) ? Word(rest) : Sign(rest);
            if (length < 0) return null;
            before = text[at + length - 1];
            at += length;
        }

        return Moment();
    }

    private int Number(ReadOnlySpan<char> text)
    {
        var length = Digits(text);
        var next = length < text.Length ? text[length] : ' ';
        if (hour < 0 && next is ':' or 'h' or 'H' && length <= 2 && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1])) return Time(text);
        if (hour < 0 && before is 'T' or 't' && HasDate) return Time(text);
        if (length is 8 && !HasDate) return CompactDate(text);
        if (length is 14 && !HasDate) return CompactDate(text) + Time(text[8..]);
        if (length >= 4 && year < 0 && month < 0) return YearFirst(text, length);
        if (length > 4) return -1;
        if (next is '월' or '月' && month < 0 && length <= 2) return Take(ref month, Value(text, length)) ? length : -1;
        if (!HasDate && month < 0 && next is '/' or '.' or '-') return NumericDate(text, length);
        return Place(Value(text, length), length) ? length : -1;
    }

    private readonly bool HasDate => year >= 0 && (day >= 0 || dayOfYear >= 0 || month >= 0);

    private bool Place(int value, int length)
    {
        if (length >= 3) return Take(ref year, value);
        if (day < 0 && value is > 0 and <= 31) return Take(ref day, value);
        if (year < 0) return Take(ref year, length <= 2 ? TwoDigitYear(value) : value);
        if (month < 0 && value is > 0 and <= 12) return Take(ref month, value);
        return hour >= 0;
    }

    private static bool Take(ref int slot, int value)
    {
        if (slot < 0) slot = value;
        return true;
    }

    // RFC 2822, 4.3: 00 to 49 is this century.
    private static int TwoDigitYear(int value) => value < 50 ? 2000 + value : 1900 + value;

    private int CompactDate(ReadOnlySpan<char> text)
    {
        year = Value(text, 4);
        month = Value(text[4..], 2);
        day = Value(text[6..], 2);
        return 8;
    }

    /// <summary>2003, 2003-12, 2003-12-31, 2003-365, 2003-W52-3, 2003/12/31, 2003335.</summary>
    private int YearFirst(ReadOnlySpan<char> text, int length)
    {
        year = Value(text, 4);
        if (length == 7) dayOfYear = Value(text[4..], 3);
        if (length == 6) month = Value(text[4..], 2);
        if (length > 4) return length is 6 or 7 ? length : -1;

        var at = 4;
        if (!Separated(text, at)) return at;
        if (text[at + 1] is 'W' or 'w' && at + 3 < text.Length && char.IsAsciiDigit(text[at + 2])) return Week(text, at + 2);
        var count = Digits(text[(at + 1)..]);
        if (count == 0) return at;
        if (count == 3) dayOfYear = Value(text[(at + 1)..], 3);
        else month = Value(text[(at + 1)..], count);
        if (count == 4)
        {
            day = month % 100;
            month /= 100;
        }

        at += 1 + count;
        if (count > 2 || !Separated(text, at)) return at;
        var days = Digits(text[(at + 1)..]);
        if (days is 0 or > 2) return at;
        day = Value(text[(at + 1)..], days);
        return at + 1 + days;
    }

    private int Week(ReadOnlySpan<char> text, int at)
    {
        week = Value(text[at..], 2);
        at += 2;
        if (at + 1 < text.Length && text[at] == '-' && char.IsAsciiDigit(text[at + 1])) at++;
        if (at < text.Length && char.IsAsciiDigit(text[at])) day = text[at++] - '0';
        else day = 1;
        return at;
    }

    private static bool Separated(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at] is '-' or '/' or '.' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is 'W' or 'w');

    /// <summary>31.12.2003, 31/12/2003, 12/31/2003, 31-12-03: a dot means day first, a slash month first unless that cannot be.</summary>
    private int NumericDate(ReadOnlySpan<char> text, int length)
    {
        var separator = text[length];
        var middle = text[(length + 1)..];
        var middleLength = Digits(middle);
        if (middleLength is 0 or > 2 || middleLength >= middle.Length || middle[middleLength] != separator)
            return Place(Value(text, length), length) ? length : -1;

        var last = middle[(middleLength + 1)..];
        var lastLength = Digits(last);
        if (lastLength is not (2 or 4)) return -1;
        int one = Value(text, length), two = Value(middle, middleLength), three = Value(last, lastLength);
        year = lastLength == 2 ? TwoDigitYear(three) : three;
        var dayFirst = separator != '/' || one > 12;
        (day, month) = dayFirst && two <= 12 ? (one, two) : (two, one);
        return length + 1 + middleLength + 1 + lastLength;
    }

    /// <summary>10:14, 10:14:55.25, 101455, 10h14.</summary>
    private int Time(ReadOnlySpan<char> text)
    {
        var length = Digits(text);
        hour = Value(text, Math.Min(2, length));
        if (length is 4 or 6) minute = Value(text[2..], 2);
        if (length == 6) second = Value(text[4..], 2);
        if (length is not (1 or 2 or 4 or 6)) return -1;

        var at = length;
        if (length <= 2 && More(text, at, ":hH.")) at = Pair(text, at + 1, out minute);
        if (length <= 2 && More(text, at, ":.") && text[at] == ':') at = Pair(text, at + 1, out second);
        if (More(text, at, ".,")) at = Fraction(text, at + 1);
        return at;
    }

    private static bool More(ReadOnlySpan<char> text, int at, string separators) =>
        at + 1 < text.Length && separators.Contains(text[at], StringComparison.Ordinal) && char.IsAsciiDigit(text[at + 1]);

    private static int Pair(ReadOnlySpan<char> text, int at, out int value)
    {
        var length = Math.Min(2, Digits(text[at..]));
        value = Value(text[at..], length);
        return at + length;
    }

    private int Fraction(ReadOnlySpan<char> text, int at)
    {
        var length = Digits(text[at..]);
        fraction = double.Parse($"0.{text.Slice(at, Math.Min(length, 9))}", CultureInfo.InvariantCulture);
        return at + length;
    }

    private int Word(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (char.IsLetter(text[length]) || text[length] is '_' or '/' or '\'' or '’')) length++;
        var word = text[..length];

        // The designator of ISO 8601 and the zone glued to it: 2003-12-31T10:14:55Z.
        if (word is "T" or "t" && length < text.Length && char.IsAsciiDigit(text[length])) return 1;
        if (Half(word)) return length;
        if (hour >= 0 && !zoned && Zone(word)) return length;
        if (month < 0 && DateWords.Month(word) is > 0 and var named) month = named;
        else if (hour < 0 && DateWords.TryZone(word, out var minutes) && HasDate) (zone, zoned) = (minutes, true);
        return length;
    }

    private bool Half(ReadOnlySpan<char> word)
    {
        afternoon |= word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word.SequenceEqual("오후") || word.SequenceEqual("μμ");
        morning |= word.Equals("am", StringComparison.OrdinalIgnoreCase) || word.SequenceEqual("오전") || word.SequenceEqual("πμ");
        return word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word.Equals("am", StringComparison.OrdinalIgnoreCase);
    }

    private bool Zone(ReadOnlySpan<char> word)
    {
        if (DateWords.TryZone(word, out zone)) return zoned = true;
        if (word.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(word.ToString(), out place)) return zoned = true;
        return false;
    }

    /// <summary>+0100, +01:00, -5, GMT+1; anything else that is neither letter nor digit is skipped.</summary>
    private int Sign(ReadOnlySpan<char> text)
    {
        var sign = text[0] is '+' ? 1 : text[0] is '-' or '−' ? -1 : 0;
        if (sign == 0 || hour < 0 || text.Length < 2 || !char.IsAsciiDigit(text[1])) return 1;
        var length = Digits(text[1..]);

        // The year may come last, as Ruby and Twitter write it: Fri Jan 02 03:04:05 +0000 2026.
        if (year < 0 && !(before == ' ' && length == 4)) return 1;
        var (hours, minutes) = length switch
        {
            1 or 2 => (Value(text[1..], length), 0),
            3 => (Value(text[1..], 1), Value(text[2..], 2)),
            4 => (Value(text[1..], 2), Value(text[3..], 2)),
            _ => (-1, 0),
        };
        if (hours < 0) return -1;
        var at = 1 + length;
        if (length <= 2 && More(text, at, ":")) at = Pair(text, at + 1, out minutes);

        // No zone is farther than 14 hours from Greenwich: what claims to be is a mistake and counts as none.
        var offset = (hours * 60) + minutes;
        (zone, zoned) = (offset > 14 * 60 ? 0 : sign * offset, true);
        return at;
    }

    private readonly DateTimeOffset? Moment()
    {
        if (year < 0 || (month < 0 && day >= 0 && week < 0)) return null;
        var hours = hour < 0 ? 0 : hour;
        if (afternoon && hours < 12) hours += 12;
        if (morning && hours == 12) hours = 0;
        if (hours > 24 || minute > 59 || second > 60 || Day() is not { } date) return null;

        // A leap second and 24:00 are the moment after.
        var local = (date.Ticks / TimeSpan.TicksPerSecond) + (hours * 3600L) + (minute * 60L) + second;
        var offset = place is null ? zone : (int)place.GetUtcOffset(date.AddHours(Math.Min(hours, 23))).TotalMinutes;
        var ticks = (local * TimeSpan.TicksPerSecond) + (long)Math.Round(fraction * TimeSpan.TicksPerSecond);
        var utc = ticks - (offset * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks) return null;
        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset));
    }

    private readonly DateTime? Day()
    {
        if (year is < 1 or > 9999) return null;
        if (week >= 0) return week is < 1 or > 53 || day is < 1 or > 7 || year == 9999 ? null : ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
        if (dayOfYear >= 0)
            return dayOfYear is < 1 or > 366 || (dayOfYear == 366 && !DateTime.IsLeapYear(year)) ? null : new DateTime(year, 1, 1).AddDays(dayOfYear - 1);
        var (m, d) = (month < 0 ? 1 : month, day < 0 ? 1 : day);
        return m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(year, m) ? null : new DateTime(year, m, d);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The number that so many digits are; 0 where they are not all digits.</summary>
    private static int Value(ReadOnlySpan<char> text, int length) =>
        length is > 0 and < 9 && text.Length >= length && int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
