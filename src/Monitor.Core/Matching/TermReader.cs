using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Reads one term in the light of the field it stands in.</summary>
internal sealed class TermReader(string text, List<QueryProblem> problems)
{
    private readonly ValueReader values = new(text, problems);

    public QueryNode? Read(QueryToken token, QueryField field)
    {
        switch (field)
        {
            case QueryField.Unknown: return null;
            case QueryField.Title: return ReadText(token, Scope.Title);
            case QueryField.Body: return ReadText(token, Scope.Body);
            case QueryField.Author: return ReadAuthor(token);
            case QueryField.Url: return ReadWords(token, Scope.Url);
            case QueryField.Any: return ReadText(token, Scope.Text);
            default: return values.Read(token, field);
        }
    }

    public void ReportUnknownField(QueryToken name, QueryToken value)
    {
        var written = name.Written(text);
        if (written is "http:" or "https:" && value.Kind == TokenKind.Bare && value.Start == name.End)
        {
            problems.Add(new(ProblemSeverity.Error, name.Start, name.Length + value.Length,
                "An address needs a field: link: for documents that link to it, site: for documents on it.", $"link:{value.Content(text).TrimStart('/')}"));
            return;
        }

        var mend = QueryFields.Nearest(written[..^1]) is { } nearest ? $"{nearest}:"
            : value.Kind == TokenKind.Bare && value.Start == name.End ? $"\"{written}{value.Written(text)}\""
            : $"\"{written[..^1]}\"";
        problems.Add(new(ProblemSeverity.Error, name.Start, name.Length, $"There is no field {written[..^1]}.", mend));
    }

    private QueryNode? ReadText(QueryToken token, Scope scope)
    {
        if (token.Kind == TokenKind.Literal) return ReadLiteral(token, scope);
        if (token.Kind == TokenKind.Bare && token.Length > 1)
        {
            if (text[token.Start] is '#' or '＃') return ReadHashtag(token, scope);
            if (text[token.Start] is '@' or '＠') return ReadHandle(token, scope);
        }

        return ReadWords(token, scope);
    }

    private QueryNode? ReadAuthor(QueryToken token) =>
        token.Kind == TokenKind.Bare && token.Length > 1 && text[token.Start] is '@' or '＠' ? ReadHandle(token, Scope.Author) : ReadWords(token, Scope.Author);

    private QueryNode? ReadWords(QueryToken token, Scope scope)
    {
        if (token.Kind == TokenKind.Literal) return ReadLiteral(token, scope);
        var exact = text[token.Start] == '=';
        var content = text.AsSpan(token.ContentStart, token.ContentLength);
        var words = new List<TermWord>();
        var found = Words.Of(content);
        foreach (var word in found)
        {
            var isPrefix = word.End < content.Length && content[word.End] == '*';
            var written = content.Slice(word.Start, word.Length);
            words.Add(new(word.Folded, TextFolding.Compose(written), written.ToString(), isPrefix));
        }

        var wrong = CheckStars(token, content, found);
        if (words.Count == 0 && !wrong) Report(token, "There is no word in this term, only signs that words ignore.", MendOfSigns(token));
        return words.Count == 0 || wrong ? null : new WordsTerm(scope, new(words), exact, token.Written(text), token.Start);
    }

    private bool CheckStars(QueryToken token, ReadOnlySpan<char> content, IReadOnlyList<Word> words)
    {
        var wrong = false;
        for (var star = content.IndexOf('*'); star >= 0; star = NextStar(content, star))
        {
            var place = token with { Start = token.ContentStart + star, Length = 1 };
            var before = CountBefore(content, star);
            if (before < 2) Report(place, "A star needs at least 2 characters of a word before it.", before == 0 ? MendOfSigns(token) : null);
            else if (words.Any(word => word.Start == star + 1)) Report(place, "A star ends a word; it cannot stand inside one.", $"{content[..(star + 1)]}");
            else continue;
            wrong = true;
        }

        return wrong;
    }

    private static int NextStar(ReadOnlySpan<char> content, int star)
    {
        var next = content[(star + 1)..].IndexOf('*');
        return next < 0 ? -1 : star + 1 + next;
    }

    /// <summary>How many letters and numbers, of scripts with spaces or of scripts without, stand in one run directly before the star.</summary>
    private static int CountBefore(ReadOnlySpan<char> content, int star)
    {
        var count = 0;
        var run = CharacterKind.Separator;
        for (var index = star - 1; index >= 0; index--)
        {
            if (char.IsLowSurrogate(content[index]) && index > 0) index--;
            var kind = Words.KindAt(content, index, out _);
            if (kind is CharacterKind.Mark or CharacterKind.Ignorable) continue;
            if (kind is not (CharacterKind.Joining or CharacterKind.Solo) || (count > 0 && kind != run)) break;
            run = kind;
            count++;
        }

        return count;
    }

    private string? MendOfSigns(QueryToken token)
    {
        var content = token.Content(text).Trim();
        return content.Length == 0 ? null : $"`{content}`";
    }

    private LiteralTerm? ReadLiteral(QueryToken token, Scope scope)
    {
        var content = token.Content(text);
        var words = Words.Of(content);
        var gaps = Literals.Gaps(content, words);
        if (words.Count > 0 || gaps[0].Trim().Length > 0) return new(scope, new(words.Select(word => word.Folded)), new(gaps), content, token.Written(text), token.Start);
        Report(token, "There is nothing between these back-ticks.");
        return null;
    }

    private HashtagTerm? ReadHashtag(QueryToken token, Scope scope)
    {
        var tag = Labels.TrimEnd(text.AsSpan(token.Start + 1, token.Length - 1));
        if (Labels.IsHashtag(tag)) return new(scope, tag.ToString(), token.Written(text), token.Start);
        Report(token, "A hashtag is # and letters, numbers and underscores.", Words.Of(tag).Count > 0 ? $"\"{tag}\"" : MendOfSigns(token));
        return null;
    }

    private HandleTerm? ReadHandle(QueryToken token, Scope scope)
    {
        var handle = Labels.TrimEnd(text.AsSpan(token.Start + 1, token.Length - 1));
        var at = handle.IndexOf('@');
        var local = at < 0 ? handle : handle[..at];
        var host = at < 0 ? [] : handle[(at + 1)..];
        if (Labels.IsHandle(local) && (at < 0 || Labels.IsHandle(host)))
        {
            return new(scope, local.ToString(), host.ToString(), token.Written(text), token.Start);
        }

        Report(token, "A handle is @name or @name@host, of letters, numbers, underscores, dots and hyphens.", Words.Of(handle).Count > 0 ? $"\"{handle}\"" : MendOfSigns(token));
        return null;
    }

    private void Report(QueryToken where, string message, string? mend = null) =>
        problems.Add(new(ProblemSeverity.Error, where.Start, where.Length, message, mend));
}
