namespace Monitor.Sources.Text;

/// <summary>Bytes made characters.</summary>
/// <param name="Text">Without byte order mark; valid Unicode.</param>
/// <param name="Encoding">Lower-case name of the character set it was read as.</param>
/// <param name="Warning">What was wrong with the declaration or the bytes; null when nothing was.</param>
internal sealed record DecodedText(string Text, string Encoding, string? Warning);
