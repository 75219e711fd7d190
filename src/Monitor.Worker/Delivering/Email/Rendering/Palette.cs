namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>The colours of one appearance, as <c>#rrggbb</c>.</summary>
internal sealed record Palette(
    string Page, string Card, string Text, string Muted, string Link, string Line, string Badge, string BadgeText, string Hit, string HitText, string Alarm, string AlarmText)
{
    public static Palette Light { get; } = new(
        Page: "#f2f4f7", Card: "#ffffff", Text: "#1a1d21", Muted: "#59636e", Link: "#0b57d0", Line: "#dfe3e8",
        Badge: "#e9edf2", BadgeText: "#454d57", Hit: "#fff1b8", HitText: "#1a1d21", Alarm: "#fff4e5", AlarmText: "#5c3a00");

    public static Palette Dark { get; } = new(
        Page: "#101316", Card: "#1b1f24", Text: "#e6e9ed", Muted: "#a7b0ba", Link: "#8ab4f8", Line: "#363d45",
        Badge: "#2b323a", BadgeText: "#c9d0d8", Hit: "#4a3d00", HitText: "#fff3c4", Alarm: "#33270f", AlarmText: "#ffdca3");

    /// <summary>Every colour of letters with every ground they stand on.</summary>
    public IReadOnlyList<(string Letters, string Ground)> Pairs =>
    [
        (Text, Card), (Text, Page), (Muted, Card), (Muted, Page), (Link, Card), (Link, Page), (BadgeText, Badge), (HitText, Hit), (AlarmText, Alarm),
    ];
}
