using System.Runtime.InteropServices;

namespace Monitor.Core.Matching;

internal enum TokenKind
{
    Open,
    Close,
    And,
    Or,
    Not,
    Near,
    Field,
    Quoted,
    Literal,
    Bare,
    End,
}

/// <summary>A piece of a query's text.</summary>
/// <param name="Start">Of the whole piece, quotes and signs included.</param>
/// <param name="ContentStart">Of what is within the quotes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueryToken(TokenKind Kind, int Start, int Length, int ContentStart, int ContentLength)
{
    public int End => Start + Length;

    public bool BeginsOperand => Kind is TokenKind.Open or TokenKind.Not or TokenKind.Field or TokenKind.Quoted or TokenKind.Literal or TokenKind.Bare;

    public string Written(string text) => text.Substring(Start, Length);

    public string Content(string text) => text.Substring(ContentStart, ContentLength);
}
