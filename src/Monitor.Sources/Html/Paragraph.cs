using System.Security.Cryptography;
using System.Text;

namespace Monitor.Sources.Html;

/// <summary>A block of text on a page.</summary>
/// <param name="Text">Plain text, white space collapsed; never empty.</param>
/// <param name="Links">Absolute addresses it links to.</param>
internal sealed record Paragraph(string Text, IReadOnlyList<string> Links)
{
    /// <summary>48 bits of the text's hash: among a page's few thousand paragraphs two are alike once in ten million pages.</summary>
    public string Fingerprint { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 6));
}
