namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>
/// How a letter looks. Each element carries its style, so that it is right where every <c>style</c> element is dropped (Gmail for other
/// accounts, SFR, La Poste); the sheet in the head only darkens. Only what Word lays out too: no flex, grid or
/// position, and room around a paragraph by its margin, for Word pads cells alone.
/// </summary>
internal static class LetterStyle
{
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif;";
    private const string Wrap = "word-wrap:break-word;word-break:break-word;";
    private static readonly Palette Light = Palette.Light;

    public static readonly string Page = $"margin:0;padding:0;background-color:{Light.Page};";
    public const string Frame = "width:100%;max-width:600px;table-layout:fixed;";
    public static readonly string Card = $"table-layout:fixed;background-color:{Light.Card};border:1px solid {Light.Line};border-radius:8px;";

    /// <summary>Letters inherit the font from their cell, which is as far as Word lets it be inherited.</summary>
    public static readonly string Cell = $"{Font}color:{Light.Text};";
    public static readonly string Kicker = $"margin:0 0 4px;font-size:13px;line-height:18px;color:{Light.Muted};";
    public static readonly string Heading = $"margin:0;font-size:26px;line-height:32px;font-weight:700;color:{Light.Text};";
    public static readonly string Lead = $"margin:6px 0 0;font-size:14px;line-height:20px;color:{Light.Muted};";
    public static readonly string Paragraph = $"margin:0 0 12px;font-size:16px;line-height:24px;color:{Light.Text};";
    public static readonly string Section = $"margin:0;font-size:19px;line-height:26px;font-weight:700;color:{Light.Text};{Wrap}";
    public static readonly string Count = $"font-weight:400;color:{Light.Muted};";
    public static readonly string Rule = $"border-top:1px solid {Light.Line};";
    public static readonly string Meta = $"margin:0 0 2px;font-size:13px;line-height:19px;color:{Light.Muted};{Wrap}";
    public static readonly string Title = $"margin:0;font-size:17px;line-height:24px;font-weight:600;color:{Light.Text};{Wrap}";
    public static readonly string Link = $"color:{Light.Link};text-decoration:none;";
    public static readonly string Excerpt = $"margin:6px 0 0;font-size:15px;line-height:22px;color:{Light.Text};{Wrap}";
    public static readonly string Hit = $"font-weight:700;background-color:{Light.Hit};color:{Light.HitText};";
    public static readonly string Why = $"margin:6px 0 0;font-size:13px;line-height:19px;color:{Light.Muted};{Wrap}";
    public static readonly string Badge = $"background-color:{Light.Badge};color:{Light.BadgeText};border-radius:4px;padding:1px 6px;";
    public static readonly string Alarm = $"table-layout:fixed;background-color:{Light.Alarm};border-radius:8px;";
    public static readonly string AlarmHeading = $"margin:0;font-size:16px;line-height:22px;font-weight:700;color:{Light.AlarmText};";
    public static readonly string AlarmText = $"margin:8px 0 0;font-size:14px;line-height:20px;color:{Light.AlarmText};{Wrap}";
    public const string More = "margin:0;font-size:15px;line-height:22px;";
    public static readonly string Footer = $"margin:0 0 4px;font-size:13px;line-height:19px;color:{Light.Muted};{Wrap}";

    /// <summary>For the list of mails only; drawn nowhere.</summary>
    public const string Preheader = "display:none;max-height:0;max-width:0;overflow:hidden;font-size:1px;line-height:1px;mso-hide:all;";

    /// <summary>Keeps what follows the preheader out of the list: joiners and no-break spaces, which it shows as nothing.</summary>
    public static readonly string Filler = string.Concat(Enumerable.Repeat("\u200C\u00A0", 60));

    /// <summary>Outlook's applications rewrite colours and mark what they touched: text by data-ogsc, grounds by data-ogsb.</summary>
    public static readonly string Sheet =
        ":root{color-scheme:light dark;supported-color-schemes:light dark}@media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}}"
        + $"@media (prefers-color-scheme:dark){{{Rules("")}}}{Letters("[data-ogsc] ")}{Grounds("[data-ogsb] ")}";

    private static string Rules(string scope) => Grounds(scope) + Letters(scope);

    private static string Grounds(string scope) => string.Concat(
        Declare(scope, "bg-page", $"background-color:{Palette.Dark.Page}"),
        Declare(scope, "bg-card", $"background-color:{Palette.Dark.Card}"),
        Declare(scope, "bg-badge", $"background-color:{Palette.Dark.Badge}"),
        Declare(scope, "bg-hit", $"background-color:{Palette.Dark.Hit}"),
        Declare(scope, "bg-alarm", $"background-color:{Palette.Dark.Alarm}"),
        Declare(scope, "line", $"border-color:{Palette.Dark.Line}"));

    private static string Letters(string scope) => string.Concat(
        Declare(scope, "text", $"color:{Palette.Dark.Text}"),
        Declare(scope, "muted", $"color:{Palette.Dark.Muted}"),
        Declare(scope, "link", $"color:{Palette.Dark.Link}"),
        Declare(scope, "badge", $"color:{Palette.Dark.BadgeText}"),
        Declare(scope, "hit", $"color:{Palette.Dark.HitText}"),
        Declare(scope, "alarm", $"color:{Palette.Dark.AlarmText}"));

    private static string Declare(string scope, string name, string value) => $"{scope}.{name}{{{value}!important}}";
}
