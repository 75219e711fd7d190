using System.Buffers;

namespace Monitor.Core.Matching;

/// <summary>Cuts a query's text into tokens.</summary>
internal sealed class QueryLexer(string text, ICollection<QueryProblem> problems)
{
    private const string OpeningQuotes = "\"“”„«»";

    private static readonly SearchValues<char> EndsBare = SearchValues.Create(OpeningQuotes + "()`|");

    private readonly List<QueryToken> tokens = [];
    private int at;

    public IReadOnlyList<QueryToken> Read()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else ReadOne();
        }

        tokens.Add(new(TokenKind.End, text.Length, 0, text.Length, 0));
        return tokens;
    }

    private void ReadOne()
    {
        var afterField = tokens.Count > 0 && tokens[^1].Kind == TokenKind.Field && tokens[^1].End == at;
        switch (text[at])
        {
            case '(': Add(TokenKind.Open, 1); break;
            case ')': Add(TokenKind.Close, 1); break;
            case '|': Add(TokenKind.Or, 1); break;
            case '-' or '!' when !afterField && BeginsSomething(at + 1): Add(TokenKind.Not, 1); break;
            case '`': ReadEnclosed(TokenKind.Literal, at); break;
            case '=' when at + 1 < text.Length && OpeningQuotes.Contains(text[at + 1], StringComparison.Ordinal): ReadEnclosed(TokenKind.Quoted, at + 1); break;
            case var quote when OpeningQuotes.Contains(quote, StringComparison.Ordinal): ReadEnclosed(TokenKind.Quoted, at); break;
            default: ReadBare(afterField); break;
        }
    }

    private bool BeginsSomething(int index) => index < text.Length && !char.IsWhiteSpace(text[index]) && text[index] is not (')' or '|');

    private void ReadEnclosed(TokenKind kind, int opening)
    {
        var content = opening + 1;
        var length = text.AsSpan(content).IndexOfAny(Closing(text[opening]));
        if (length < 0)
        {
            var sign = kind == TokenKind.Literal ? "back-tick" : "quote";
            var rest = text.AsSpan(content).Trim();
            var mend = rest.IsEmpty ? null : $"{text[opening]}{rest}{Closing(text[opening])[0]}";
            problems.Add(new(ProblemSeverity.Error, opening, 1, $"This {sign} is never closed.", mend));
            length = text.Length - content;
        }

        var end = Math.Min(content + length + 1, text.Length);
        tokens.Add(new(kind, at, end - at, content, length));
        at = end;
    }

    /// <summary>A quote that a word processor turned is closed by any of its kind.</summary>
    private static string Closing(char opening) => opening switch
    {
        '`' => "`",
        '"' => "\"",
        '«' or '»' => "»«",
        _ => "”“",
    };

    private void ReadBare(bool afterField)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !EndsBare.Contains(text[end])) end++;
        var length = end - at;
        if (afterField) Add(TokenKind.Bare, length);
        else if (FieldLength(at, end) is var field and > 0) Add(TokenKind.Field, field);
        else Add(Operator(text.AsSpan(at, length)), length);
    }

    /// <summary>Letters and a colon name a field.</summary>
    private int FieldLength(int start, int end)
    {
        var index = start;
        while (index < end && (char.IsLetter(text[index]) || text[index] == '_')) index++;
        return index > start && index < end && text[index] == ':' ? index + 1 - start : 0;
    }

    private static TokenKind Operator(ReadOnlySpan<char> word) => word switch
    {
        "AND" or "ET" => TokenKind.And,
        "OR" or "OU" => TokenKind.Or,
        "NOT" or "SAUF" => TokenKind.Not,
        "NEAR" or "ONEAR" => TokenKind.Near,
        _ when word.StartsWith("NEAR/") || word.StartsWith("ONEAR/") => TokenKind.Near,
        _ => TokenKind.Bare,
    };

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new(kind, at, length, at, length));
        at += length;
    }
}
