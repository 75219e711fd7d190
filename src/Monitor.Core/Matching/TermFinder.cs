using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Finds the terms that stand at words of a text: the plain reading of sections "words" and "terms" of the language.</summary>
internal static class TermFinder
{
    /// <summary>Where the term stands in the texts of its scope, in order of text and word. Tags and addresses have no words: see <see cref="Evaluator"/>.</summary>
    public static IEnumerable<Occurrence> Find(Term term, DocumentView view) => term switch
    {
        WordsTerm words => view.In(words.Scope).SelectMany(text => FindWords(words, text)),
        LiteralTerm literal => view.In(literal.Scope).SelectMany(text => FindLiteral(literal, text)),
        HashtagTerm hashtag => view.In(hashtag.Scope).SelectMany(text => FindLabels(text, term, label => label.Kind == LabelKind.Hashtag && label.Key == hashtag.Key)),
        HandleTerm { Scope: not Scope.Author } handle => view.In(handle.Scope).SelectMany(text => FindLabels(text, term, label => IsHandle(label, handle))),
        _ => [],
    };

    private static IEnumerable<Occurrence> FindWords(WordsTerm term, FieldText text)
    {
        var found = FindSequence(term, text);
        return term.Joined is null ? found : found.Concat(FindJoined(term, text)).OrderBy(occurrence => occurrence.First);
    }

    private static IEnumerable<Occurrence> FindSequence(WordsTerm term, FieldText text)
    {
        var last = text.Words.Count - term.Words.Count;
        for (var first = 0; first <= last; first++)
        {
            if (StandsAt(term, text, first)) yield return At(text, first, first + term.Words.Count - 1, term);
        }
    }

    private static bool StandsAt(WordsTerm term, FieldText text, int first)
    {
        for (var index = 0; index < term.Words.Count; index++)
        {
            var (wanted, word) = (term.Words[index], text.Words[first + index]);
            if (!Fits(word.Folded, wanted.Folded, wanted.IsPrefix)) return false;
            if (term.IsExact && !Fits(TextFolding.Compose(text.Text.AsSpan(word.Start, word.Length)), wanted.Raw, wanted.IsPrefix)) return false;
        }

        return true;
    }

    private static bool Fits(string word, string wanted, bool isPrefix) =>
        isPrefix ? word.StartsWith(wanted, StringComparison.Ordinal) : string.Equals(word, wanted, StringComparison.Ordinal);

    private static IEnumerable<Occurrence> FindJoined(WordsTerm term, FieldText text)
    {
        if (text is { Field: Field.Author, Element: 1 } && IsHandle(text.Text, term.Joined!))
        {
            return [At(text, 0, Math.Max(0, text.WordFrom(LocalLength(text.Text)) - 1), term)];
        }

        return FindLabels(text, term, label => label.Key == term.Joined);
    }

    private static IEnumerable<Occurrence> FindLabels(FieldText text, Term term, Func<Label, bool> fits)
    {
        foreach (var label in text.Labels.Where(fits))
        {
            // A span of a phrase shows the name alone, one of a hashtag or handle its sign and host as well.
            var (start, end) = term is WordsTerm ? (label.NameStart, label.NameEnd) : (label.Start, label.End);
            if (term is HandleTerm { Host: "" }) end = label.NameEnd;
            var first = text.WordFrom(start);
            yield return new(text, first, Math.Max(first, text.WordFrom(end) - 1), new(text.Field, start, end - start, term.Written, text.Element));
        }
    }

    private static bool IsHandle(Label label, HandleTerm handle) =>
        label.Kind == LabelKind.Handle && label.Key == handle.LocalKey && (handle.HostKey.Length == 0 || label.Host == handle.HostKey);

    /// <summary>Whether an author's handle is this name, whatever its host.</summary>
    internal static bool IsHandle(string own, string local, string host = "")
    {
        var name = own.AsSpan().Trim().TrimStart('@');
        var at = name.IndexOf('@');
        return Names.Key(at < 0 ? name : name[..at]) == local && (host.Length == 0 || (at >= 0 && Names.Key(name[(at + 1)..]) == host));
    }

    private static int LocalLength(string handle) => handle.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? at : handle.Length;

    private static IEnumerable<Occurrence> FindLiteral(LiteralTerm term, FieldText text) =>
        term.Words.Count == 0 ? FindSigns(term, text) : FindLiteralWords(term, text);

    private static IEnumerable<Occurrence> FindLiteralWords(LiteralTerm term, FieldText text)
    {
        var last = text.Words.Count - term.Words.Count;
        for (var first = 0; first <= last; first++)
        {
            if (!LiteralStandsAt(term, text, first)) continue;
            var final = first + term.Words.Count - 1;
            var start = text.Words[first].Start - LengthOf(term.Gaps[0], text.GapBefore(first), fromEnd: true);
            var end = text.Words[final].End + LengthOf(term.Gaps[^1], text.GapBefore(final + 1), fromEnd: false);
            yield return new(text, first, final, new(text.Field, start, end - start, term.Written, text.Element));
        }
    }

    private static bool LiteralStandsAt(LiteralTerm term, FieldText text, int first)
    {
        for (var index = 0; index < term.Words.Count; index++)
        {
            if (text.Words[first + index].Folded != term.Words[index]) return false;
        }

        for (var index = 1; index < term.Words.Count; index++)
        {
            if (Literals.Fold(text.GapBefore(first + index)) != term.Gaps[index]) return false;
        }

        var final = first + term.Words.Count - 1;
        return Literals.Fold(text.GapBefore(first)).EndsWith(term.Gaps[0], StringComparison.Ordinal)
            && Literals.Fold(text.GapBefore(final + 1)).StartsWith(term.Gaps[^1], StringComparison.Ordinal)
            && (term.Gaps[0].Length > 0 || first == 0 || !Touches(text, first))
            && (term.Gaps[^1].Length > 0 || final + 1 == text.Words.Count || !Touches(text, final + 1));
    }

    /// <summary>Whether a word follows the one before it without anything between, both of letters: one literal must not end there.</summary>
    private static bool Touches(FieldText text, int word) => text.GapBefore(word).IsEmpty && IsOfLetters(text, word) && IsOfLetters(text, word - 1);

    private static bool IsOfLetters(FieldText text, int word) => Words.KindAt(text.Text, text.Words[word].Start, out _) != CharacterKind.Emoji;

    private static IEnumerable<Occurrence> FindSigns(LiteralTerm term, FieldText text)
    {
        for (var word = 0; word <= text.Words.Count; word++)
        {
            var folded = Literals.Fold(text.GapBefore(word));
            var at = folded.IndexOf(term.Gaps[0], StringComparison.Ordinal);
            if (at < 0) continue;
            var gapStart = word == 0 ? 0 : text.Words[word - 1].End;
            var start = gapStart + LengthOf(folded[..at], text.GapBefore(word), fromEnd: false);
            var length = LengthOf(term.Gaps[0], text.Text.AsSpan(start), fromEnd: false);
            yield return new(text, word, word, new(text.Field, start, length, term.Written, text.Element));
        }
    }

    /// <summary>How many characters of the gap, from one end, fold to the sign.</summary>
    private static int LengthOf(string sign, ReadOnlySpan<char> gap, bool fromEnd)
    {
        for (var length = 0; length < gap.Length; length++)
        {
            if (Literals.Fold(fromEnd ? gap[^length..] : gap[..length]) == sign) return length;
        }

        return gap.Length;
    }

    private static Occurrence At(FieldText text, int first, int last, Term term)
    {
        if (text.Words.Count == 0) return new(text, 0, 0, new(text.Field, 0, text.Text.Length, term.Written, text.Element));
        var start = text.Words[first].Start;
        return new(text, first, last, new(text.Field, start, text.Words[last].End - start, term.Written, text.Element));
    }
}
