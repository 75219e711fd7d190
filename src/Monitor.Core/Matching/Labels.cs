using System.Buffers;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>What a run of characters is beyond its words.</summary>
internal enum LabelKind
{
    Hashtag,
    Handle,

    /// <summary>One label of a host name.</summary>
    Host,
}

/// <summary>A hashtag, a handle or a host label of a text.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">The <see cref="Names.Key"/> of its name, without its sign; of a handle the name before the host.</param>
/// <param name="Host">Of a handle: the key of the host after the second <c>@</c>; empty when there is none.</param>
/// <param name="Start">Offset of the sign, or of the label's first character.</param>
/// <param name="NameStart">Offset of the first character after the sign.</param>
/// <param name="NameEnd">Offset just past the name.</param>
/// <param name="End">Offset just past it all.</param>
internal readonly record struct Label(LabelKind Kind, string Key, string Host, int Start, int NameStart, int NameEnd, int End);

/// <summary>Finds hashtags, handles and host names in a text, in one pass.</summary>
internal static class Labels
{
    public static List<Label> Of(string text)
    {
        var labels = new List<Label>();
        var index = 0;
        while (index < text.Length)
        {
            var found = text.AsSpan(index).IndexOfAny("#＃@＠.");
            if (found < 0) break;
            index += found;
            index = text[index] switch
            {
                '#' or '＃' => AddHashtag(text, index, labels),
                '@' or '＠' => AddHandle(text, index, labels),
                _ => AddHost(text, index, labels),
            };
        }

        return labels;
    }

    public static bool IsHashtag(ReadOnlySpan<char> tag) => RunEnd(tag, 0, "_") == tag.Length && Words.Of(tag).Count > 0;

    public static bool IsHandle(ReadOnlySpan<char> handle) => RunEnd(handle, 0, "_.-") == handle.Length && Words.Of(handle).Count > 0;

    /// <summary>Without the punctuation of the sentence it stands in.</summary>
    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> written) => written.TrimEnd(".,;:!?-");

    private static int AddHashtag(string text, int sign, List<Label> labels)
    {
        var end = RunEnd(text, sign + 1, "_");
        if (IsGlued(text, sign) || !IsHashtag(text.AsSpan(sign + 1, end - sign - 1))) return sign + 1;
        labels.Add(new(LabelKind.Hashtag, Key(text, sign + 1, end), "", sign, sign + 1, end, end));
        return end;
    }

    private static int AddHandle(string text, int sign, List<Label> labels)
    {
        var start = sign + 1;
        var end = HandleEnd(text, start);
        if (IsGlued(text, sign) || !IsHandle(text.AsSpan(start, end - start))) return start;
        var hostEnd = end < text.Length && text[end] is '@' or '＠' ? HandleEnd(text, end + 1) : end;
        var host = hostEnd > end ? Key(text, end + 1, hostEnd) : "";
        var whole = host.Length > 0 ? hostEnd : end;
        labels.Add(new(LabelKind.Handle, Key(text, start, end), host, sign, start, end, whole));
        if (text.AsSpan(start, end - start).Contains('.')) AddHostLabels(text, start, end, labels);
        if (host.Length > 0) AddHostLabels(text, end + 1, hostEnd, labels);
        return whole;
    }

    /// <summary>A sign inside a word, an address or an entity begins nothing. Behind a letter that is a word of its own, whatever marks it bears, it does.</summary>
    private static bool IsGlued(string text, int sign)
    {
        if (sign == 0) return false;
        var before = sign - 1;
        while (before > 0 && (char.IsLowSurrogate(text[before]) || CharacterKinds.IsIgnorable(text[before]) || Words.KindAt(text, before, out _) == CharacterKind.Mark)) before--;
        return text[before] is '/' or '&' or '_' || Words.KindAt(text, before, out _) is CharacterKind.Joining or CharacterKind.Mark;
    }

    private static int HandleEnd(string text, int start)
    {
        var end = RunEnd(text, start, "_.-");
        while (end > start && text[end - 1] is '.' or '-') end--;
        return end;
    }

    /// <summary>Reads the host name around a dot.</summary>
    private static int AddHost(string text, int dot, List<Label> labels)
    {
        var sign = IsDefanged(text, dot) ? 1 : 0;
        var start = HostStart(text, labels.Count == 0 ? 0 : labels[^1].End, dot - sign);
        if (start == dot - sign) return dot + 1;
        var end = HostEnd(text, dot + sign);
        AddHostLabels(text, start, end, labels);
        return Math.Max(end, dot + 1);
    }

    private static int HostStart(string text, int floor, int dot)
    {
        var start = dot;
        while (Rune.DecodeLastFromUtf16(text.AsSpan(floor, start - floor), out var rune, out var length) == OperationStatus.Done && IsOfHost(rune)) start -= length;
        while (start < dot && CharacterKinds.IsIgnorable(text[start])) start++;
        return start;
    }

    private static bool IsOfHost(Rune rune) => rune.Value == '-' || CharacterKinds.Of(rune) is not (CharacterKind.Separator or CharacterKind.Emoji);

    /// <summary>A dot in brackets, so that nobody clicks the address by mistake: <c>acme[.]com</c>.</summary>
    private static bool IsDefanged(string text, int dot) =>
        dot > 0 && dot + 1 < text.Length && (text[dot - 1], text[dot + 1]) is ('[', ']') or ('(', ')') or ('{', '}');

    private static int HostEnd(string text, int dot)
    {
        var end = RunEnd(text, dot + (text[dot] == '.' ? 0 : 1), ".-");
        while (end + 1 < text.Length && text[end + 1] == '.' && IsDefanged(text, end + 1) && RunEnd(text, end + 3, ".-") is var next && next > end + 3) end = next;
        while (end > dot && text[end - 1] is '.' or '-') end--;
        return end;
    }

    private static void AddHostLabels(string text, int start, int end, List<Label> labels)
    {
        if (!EndsAsHost(text.AsSpan(start, end - start))) return;
        while (start < end)
        {
            if (start > 0 && IsDefanged(text, start - 1)) start++;
            var dot = text.IndexOf('.', start, end - start);
            var next = dot < 0 ? end : dot;
            var labelEnd = dot >= 0 && IsDefanged(text, dot) ? dot - 1 : next;
            if (labelEnd > start) labels.Add(new(LabelKind.Host, Key(text, start, labelEnd), "", start, start, labelEnd, labelEnd));
            start = next + 1;
        }
    }

    /// <summary>A top-level label is at least two letters of one case: <c>acme.com</c> is a host, <c>here.Then</c> two sentences.</summary>
    private static bool EndsAsHost(ReadOnlySpan<char> host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        if (last is [']' or ')' or '}', ..]) last = last[1..];
        if (last.Length < 2 || last.Length == host.Length) return false;
        var upper = 0;
        foreach (var character in last)
        {
            if (!char.IsLetter(character)) return last.StartsWith("xn--");
            if (char.IsUpper(character)) upper++;
        }

        return upper == 0 || upper == last.Length;
    }

    private static string Key(string text, int start, int end) => Names.Key(text.AsSpan(start, end - start));

    /// <summary>Where the run of letters, numbers, marks and the given signs ends; ignorable characters count only inside it.</summary>
    private static int RunEnd(ReadOnlySpan<char> text, int index, ReadOnlySpan<char> signs)
    {
        var end = index;
        while (index < text.Length)
        {
            var belongs = signs.Contains(text[index]);
            var length = 1;
            if (!belongs)
            {
                var kind = Words.KindAt(text, index, out length);
                belongs = kind is CharacterKind.Joining or CharacterKind.Solo or CharacterKind.Mark;
                if (!belongs && kind != CharacterKind.Ignorable) break;
            }

            index += length;
            if (belongs) end = index;
        }

        return end;
    }
}
