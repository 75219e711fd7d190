using System.Text.Json.Serialization;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>What an incoming webhook is sent. Shapes as of https://docs.slack.dev/reference/block-kit (seen 2026-11).</summary>
/// <param name="Text">What notifications show, and all there is to read where <paramref name="Blocks"/> is null.</param>
internal sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock>? Blocks)
{
    /// <summary>Off: in <see cref="Text"/>, too, a stranger's asterisks stay asterisks. Links and escapes work all the same.</summary>
    public bool Mrkdwn { get; }

    /// <summary>Off: a preview is the publisher's own words and pictures, outside of every limit here.</summary>
    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
internal abstract record SlackBlock
{
    /// <summary>Characters that count towards the message's limit: texts and addresses.</summary>
    internal abstract int Size { get; }
}

/// <param name="Text">A <see cref="PlainText"/>, declared as its parent because only that is written with its type.</param>
internal sealed record HeaderBlock(TextObject Text) : SlackBlock
{
    internal override int Size => Text.Size;
}

internal sealed record ContextBlock(IReadOnlyList<TextObject> Elements) : SlackBlock
{
    internal override int Size => Elements.Sum(element => element.Size);
}

/// <summary>
/// Text as data instead of markup: a leaf is shown as it is, so nothing in it can ping, link or format, and what is bold is bold
/// wherever it stands. mrkdwn cannot do either: <c>*</c> works only between white space or punctuation, so the match within
/// "AcmeCorp's" or 「アクメ社」 would show its asterisks, and so would every match beside a stranger's own asterisk.
/// </summary>
internal sealed record RichTextBlock(IReadOnlyList<RichText> Elements) : SlackBlock
{
    internal override int Size => Elements.Sum(element => element.Size);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
internal abstract record TextObject(string Text)
{
    internal int Size => Text.Length;
}

internal sealed record PlainText(string Text) : TextObject(Text)
{
    /// <summary>Off: <c>:boom:</c> stays text.</summary>
    public bool Emoji { get; }
}

/// <summary>Our own words and links only, never a stranger's.</summary>
internal sealed record Mrkdwn(string Text) : TextObject(Text)
{
    /// <summary>On: nothing becomes a link or a mention that is not written as one.</summary>
    public bool Verbatim { get; } = true;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextQuote), "rich_text_quote")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
internal abstract record RichText
{
    internal abstract int Size { get; }
}

internal sealed record RichTextSection(IReadOnlyList<RichTextLeaf> Elements) : RichText
{
    internal override int Size => Elements.Sum(element => element.Size);
}

internal sealed record RichTextQuote(IReadOnlyList<RichTextLeaf> Elements) : RichText
{
    internal override int Size => Elements.Sum(element => element.Size);
}

/// <param name="Elements">A <see cref="RichTextSection"/> each.</param>
internal sealed record RichTextList(IReadOnlyList<RichText> Elements) : RichText
{
    public string Style { get; } = "bullet";

    internal override int Size => Elements.Sum(element => element.Size);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextLeaf), "text")]
[JsonDerivedType(typeof(LinkLeaf), "link")]
internal abstract record RichTextLeaf
{
    internal abstract int Size { get; }
}

/// <param name="Text">Never empty: Slack refuses an empty leaf.</param>
internal sealed record TextLeaf(string Text, TextStyle? Style = null) : RichTextLeaf
{
    internal override int Size => Text.Length;
}

internal sealed record LinkLeaf(string Url, string Text) : RichTextLeaf
{
    internal override int Size => Url.Length + Text.Length;
}

internal sealed record TextStyle(bool Bold)
{
    public static TextStyle Strong { get; } = new(true);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class SlackJson : JsonSerializerContext;
