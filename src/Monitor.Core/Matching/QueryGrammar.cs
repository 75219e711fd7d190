using System.Globalization;

namespace Monitor.Core.Matching;

/// <summary>Reads operators and brackets: NOT binds tightest, then NEAR, then AND, then OR. After an error it reads on.</summary>
internal sealed class QueryGrammar(string text, IReadOnlyList<QueryToken> tokens, List<QueryProblem> problems)
{
    private const int FarthestNear = 100, UsualNear = 4;

    private readonly TermReader terms = new(text, problems);
    private int at;
    private int depth;
    private bool tooDeep;

    private QueryToken Current => tokens[at];

    /// <summary>The tree; null when there is nothing in it or nothing that reads.</summary>
    public QueryNode? Read()
    {
        var parts = new List<QueryNode>();
        while (Current.Kind != TokenKind.End)
        {
            if (ReadOr(QueryField.Any) is { } node) parts.Add(node);
            if (Current.Kind != TokenKind.Close) continue;
            Report(Current, "This bracket closes nothing.");
            at++;
        }

        return parts.Count == 0 ? null : All(parts);
    }

    private QueryNode? ReadOr(QueryField field)
    {
        var parts = new List<QueryNode>();
        Take(ReadAnd(field), parts);
        while (Current.Kind == TokenKind.Or)
        {
            var sign = Current;
            at++;
            if (!NeedsOperand(sign)) Take(ReadAnd(field), parts);
        }

        return parts.Count == 0 ? null : Any(parts);
    }

    private QueryNode? ReadAnd(QueryField field)
    {
        var parts = new List<QueryNode>();
        if (Current.Kind is TokenKind.And or TokenKind.Or or TokenKind.Near) ReportMissing(Current, "before");
        while (Current.Kind is TokenKind.And or TokenKind.Near || Current.BeginsOperand)
        {
            var sign = Current;
            if (sign.Kind is TokenKind.And or TokenKind.Near) at++;
            if (sign.BeginsOperand || !NeedsOperand(sign)) Take(ReadNear(field), parts);
        }

        return parts.Count == 0 ? null : All(parts);
    }

    private QueryNode? ReadNear(QueryField field)
    {
        var first = Current;
        var left = ReadNot(field);
        while (Current.Kind == TokenKind.Near)
        {
            var sign = Current;
            at++;
            var distance = ReadDistance(sign);
            if (NeedsOperand(sign)) continue;
            var second = Current;
            var right = ReadNot(field);
            if (left is null || right is null) continue;
            if (CheckOperand(left, first, mayBeNear: true) & CheckOperand(right, second, mayBeNear: false))
            {
                left = new Near(left, right, distance, text[sign.Start] == 'O');
            }
        }

        return left;
    }

    private int ReadDistance(QueryToken sign)
    {
        var written = sign.Written(text);
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return UsualNear;
        if (int.TryParse(written.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var distance) && distance <= FarthestNear) return distance;
        Report(sign, $"{written[..slash]} takes a whole number of words from 0 to {FarthestNear}.", $"{written[..slash]}/{UsualNear}");
        return UsualNear;
    }

    private bool CheckOperand(QueryNode node, QueryToken where, bool mayBeNear)
    {
        if (IsOperand(node, mayBeNear)) return true;
        Report(where, "NEAR joins words, phrases and bracketed ORs of these, in title or body; this is something else.");
        return false;
    }

    private static bool IsOperand(QueryNode node, bool mayBeNear) => node switch
    {
        Near => mayBeNear,
        AnyOf any => any.Parts.All(part => IsOperand(part, mayBeNear: false)),
        WordsTerm words => words.Scope is Scope.Text or Scope.Title or Scope.Body,
        LiteralTerm literal => literal.Scope is Scope.Text or Scope.Title or Scope.Body && literal.Words.Count > 0,
        HashtagTerm => true,
        HandleTerm handle => handle.Scope != Scope.Author,
        _ => false,
    };

    private QueryNode? ReadNot(QueryField field)
    {
        if (Current.Kind != TokenKind.Not) return ReadPrimary(field);
        var sign = Current;
        at++;
        if (NeedsOperand(sign) || !Descend(sign)) return null;
        var part = ReadNot(field);
        depth--;
        return part is null ? null : new Not(part);
    }

    private QueryNode? ReadPrimary(QueryField field)
    {
        var token = Current;
        if (!token.BeginsOperand) return null;
        at++;
        return token.Kind switch
        {
            TokenKind.Open => ReadGroup(token, field),
            TokenKind.Field => ReadField(token),
            _ => terms.Read(token, field),
        };
    }

    private QueryNode? ReadField(QueryToken name)
    {
        var field = QueryFields.Find(name.Written(text)[..^1]);
        if (field is null) terms.ReportUnknownField(name, Current);
        var hasValue = Current.Start == name.End && Current.Kind is TokenKind.Open or TokenKind.Quoted or TokenKind.Literal or TokenKind.Bare;
        if (hasValue) return ReadPrimary(field ?? QueryField.Unknown);
        if (field is not null) Report(name, $"{name.Written(text)} needs its value directly after the colon.");
        return null;
    }

    private QueryNode? ReadGroup(QueryToken open, QueryField field)
    {
        if (!Descend(open)) return null;
        QueryNode? node = null;
        if (Current.Kind == TokenKind.Close) Report(open with { Length = Current.End - open.Start }, "There is nothing between these brackets.");
        else node = ReadOr(field);
        depth--;
        if (Current.Kind == TokenKind.Close) at++;
        else if (!tooDeep) Report(open, "This bracket is never closed.");
        return node;
    }

    /// <summary>One level deeper. Past the limit the rest is not read, so that no text can exhaust the stack.</summary>
    private bool Descend(QueryToken where)
    {
        if (++depth <= QueryParser.DeepestNesting) return true;
        if (!tooDeep) Report(where, $"The query is nested deeper than {QueryParser.DeepestNesting} brackets and NOTs.");
        tooDeep = true;
        at = tokens.Count - 1;
        depth--;
        return false;
    }

    private bool NeedsOperand(QueryToken sign)
    {
        if (Current.BeginsOperand) return false;
        ReportMissing(sign, "after");
        return true;
    }

    private void ReportMissing(QueryToken sign, string side) => Report(sign, $"{sign.Written(text)} has no term {side} it.");

    private void Report(QueryToken where, string message, string? mend = null) =>
        problems.Add(new(ProblemSeverity.Error, where.Start, where.Length, message, mend));

    private static void Take(QueryNode? node, List<QueryNode> parts)
    {
        if (node is not null) parts.Add(node);
    }

    /// <summary>AND of parts; brackets that change nothing vanish.</summary>
    private static QueryNode All(List<QueryNode> parts) =>
        parts.Count == 1 ? parts[0] : new AllOf(new(parts.SelectMany(part => part is AllOf all ? all.Parts : (IEnumerable<QueryNode>)[part])));

    private static QueryNode Any(List<QueryNode> parts) =>
        parts.Count == 1 ? parts[0] : new AnyOf(new(parts.SelectMany(part => part is AnyOf any ? any.Parts : (IEnumerable<QueryNode>)[part])));
}
