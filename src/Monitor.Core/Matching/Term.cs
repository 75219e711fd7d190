namespace Monitor.Core.Matching;

/// <summary>A leaf of a query's tree.</summary>
/// <param name="Written">As the query's author wrote it, with quotes, stars and signs, without the field's name.</param>
/// <param name="Position">Where it stands in the query's text, in UTF-16 code units.</param>
public abstract record Term(string Written, int Position) : QueryNode
{
    /// <summary>How it was written and where does not count.</summary>
    public virtual bool Equals(Term? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>The texts that words are looked for in.</summary>
public enum Scope
{
    /// <summary>Title and body.</summary>
    Text,
    Title,
    Body,

    /// <summary>Display name and handle.</summary>
    Author,

    /// <summary>The document's own address.</summary>
    Url,
}

/// <summary>A word of a term.</summary>
/// <param name="Folded">Folded.</param>
/// <param name="Raw">As written, without ignorable characters, in NFC: what exact terms compare.</param>
/// <param name="Written">As written.</param>
/// <param name="IsPrefix">It only begins the word of the text.</param>
public sealed record TermWord(string Folded, string Raw, string Written, bool IsPrefix = false);

/// <summary>A word, a prefix or a phrase.</summary>
/// <param name="Scope">Where to look.</param>
/// <param name="Words">At least one, in sequence.</param>
/// <param name="IsExact">Case and accents count.</param>
public sealed record WordsTerm(Scope Scope, Sequence<TermWord> Words, bool IsExact, string Written, int Position) : Term(Written, Position)
{
    /// <summary>The <see cref="Names.Key"/> of the words joined, which one hashtag, handle or host label may equal; null where none may.</summary>
    public string? Joined { get; } = IsExact || Words.Count < 2 || Words.Any(word => word.IsPrefix) ? null : Names.Join(Words.Select(word => word.Folded));

    public bool Equals(WordsTerm? other) =>
        base.Equals(other) && Scope == other.Scope && IsExact == other.IsExact && Words.Count == other.Words.Count && SameWords(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (ref readonly var word in Words.AsSpan()) hash.Add(word.Folded, StringComparer.Ordinal);
        hash.Add(Scope);
        return hash.ToHashCode();
    }

    private bool SameWords(WordsTerm other)
    {
        for (var word = 0; word < Words.Count; word++)
        {
            if (!SameWord(Words[word], other.Words[word])) return false;
        }

        return true;
    }

    private bool SameWord(TermWord one, TermWord other) =>
        one.IsPrefix == other.IsPrefix && string.Equals(IsExact ? one.Raw : one.Folded, IsExact ? other.Raw : other.Folded, StringComparison.Ordinal);
}

/// <summary>The characters themselves, symbols included: words with what stands between and around them, all folded.</summary>
/// <param name="Scope">Where to look.</param>
/// <param name="Words">The literal's words, folded; may be none.</param>
/// <param name="Gaps">What stands before the first word, between words, and after the last: one more than words.</param>
/// <param name="Content">What stands between the back-ticks, as written.</param>
public sealed record LiteralTerm(Scope Scope, Sequence<string> Words, Sequence<string> Gaps, string Content, string Written, int Position) : Term(Written, Position)
{
    public bool Equals(LiteralTerm? other) => base.Equals(other) && Scope == other.Scope && Words.Equals(other.Words) && Gaps.Equals(other.Gaps);

    public override int GetHashCode() => HashCode.Combine(Scope, Words, Gaps);
}

/// <summary>A hashtag of the text or, in <see cref="Scope.Text"/>, a tag of the document.</summary>
/// <param name="Name">As written, without <c>#</c>.</param>
public sealed record HashtagTerm(Scope Scope, string Name, string Written, int Position) : Term(Written, Position)
{
    /// <summary>What hashtags are compared by.</summary>
    public string Key { get; } = Names.Key(Name);

    public bool Equals(HashtagTerm? other) => base.Equals(other) && Scope == other.Scope && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Scope, Key);
}

/// <summary>A handle addressed in the text or, in <see cref="Scope.Author"/>, the author's own.</summary>
/// <param name="Local">As written, without <c>@</c>.</param>
/// <param name="Host">As written; empty when any will do.</param>
public sealed record HandleTerm(Scope Scope, string Local, string Host, string Written, int Position) : Term(Written, Position)
{
    /// <summary>What names are compared by.</summary>
    public string LocalKey { get; } = Names.Key(Local);

    /// <summary>What hosts are compared by; empty when any will do.</summary>
    public string HostKey { get; } = Names.Key(Host);

    public bool Equals(HandleTerm? other) =>
        base.Equals(other) && Scope == other.Scope && string.Equals(LocalKey, other.LocalKey, StringComparison.Ordinal)
        && string.Equals(HostKey, other.HostKey, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Scope, LocalKey, HostKey);
}

/// <summary>An address that the document has (<see cref="Field.Url"/>) or links to (<see cref="Field.Links"/>).</summary>
public sealed record AddressTerm(Field Field, string Address, string Written, int Position) : Term(Written, Position)
{
    internal Normalizing.WebAddress Parsed { get; } = Normalizing.WebAddress.Read(Address) ?? throw new ArgumentException("No address.", nameof(Address));

    public bool Equals(AddressTerm? other) =>
        base.Equals(other) && Field == other.Field && string.Equals(Address, other.Address, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Field, Address.GetHashCode(StringComparison.OrdinalIgnoreCase));
}

/// <summary>A field that equals a value, folded: tags, language, source or type.</summary>
public sealed record ValueTerm(Field Field, string Value, string Written, int Position) : Term(Written, Position)
{
    /// <summary>What values are compared by.</summary>
    public string Key { get; } = Field == Field.Tags ? Names.Key(Value) : Normalizing.TextFolding.Fold(Value);

    public bool Equals(ValueTerm? other) => base.Equals(other) && Field == other.Field && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Field, Key);
}

/// <summary>A number of the document compared with a bound: followers or score.</summary>
public sealed record NumberTerm(Field Field, Comparison Comparison, long Bound, string Written, int Position) : Term(Written, Position)
{
    public bool Equals(NumberTerm? other) => base.Equals(other) && Field == other.Field && Comparison == other.Comparison && Bound == other.Bound;

    public override int GetHashCode() => HashCode.Combine(Field, Comparison, Bound);

    public bool Holds(long number) => Comparison switch
    {
        Comparison.Above => number > Bound,
        Comparison.AtLeast => number >= Bound,
        Comparison.Below => number < Bound,
        Comparison.AtMost => number <= Bound,
        _ => number == Bound,
    };
}

public enum Comparison
{
    Equal,
    Above,
    AtLeast,
    Below,
    AtMost,
}
