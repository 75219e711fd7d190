using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>A text as a feed carries it.</summary>
/// <param name="Value">HTML or plain text.</param>
/// <param name="IsHtml">Which of the two.</param>
/// <param name="Base">What relative addresses in it are relative to.</param>
public sealed record RichText(string Value, bool IsHtml, Uri? Base)
{
    public static RichText Empty { get; } = new("", false, null);

    /// <summary>Plain text in paragraphs.</summary>
    /// <param name="links">Takes the addresses linked to.</param>
    public string ToPlain(ICollection<string>? links = null) => IsHtml ? HtmlText.Read(Value, Base, links) : Value.Trim();

    /// <summary>Plain text on one line.</summary>
    public string ToLine() => IsHtml ? HtmlText.ReadLine(Value) : PlainText.Line(Value);

    /// <summary>HTML with only harmless markup left.</summary>
    public string ToHarmlessHtml() => IsHtml ? HarmlessHtml.Clean(Value, Base) : HarmlessHtml.FromPlain(Value);
}
